"""Two at the same moment: the last one is given once, whoever says it and however."""

from contextlib import suppress
from types import SimpleNamespace

import pytest

from jmzpro.mail.models import OutgoingMail
from jmzpro.questions.models import OfferRequest, OfferState, RequestState
from jmzpro.questions.offers import requests
from jmzpro.questions.offers.tests.brought import bring, want
from jmzpro.questions.tests.test_at_the_same_moment import together

pytestmark = pytest.mark.django_db(transaction=True)


def say_yes(wanted: OfferRequest) -> None:
    with suppress(requests.JustGiven):
        requests.promise(OfferRequest.objects.get(pk=wanted.pk))


def test_two_yeses_at_once_give_the_last_one_once(cast: SimpleNamespace) -> None:
    offer = bring(cast.sanne)
    first, second = want(offer, cast.daan), want(offer, cast.marijke)
    together(lambda: say_yes(first), lambda: say_yes(second))
    offer.refresh_from_db()
    assert (offer.state, offer.given) == (OfferState.GIVEN, 1)
    states = sorted(OfferRequest.objects.values_list("state", flat=True))
    assert states == sorted([RequestState.PROMISED, RequestState.MISSED])
    assert OutgoingMail.objects.filter(cause__contains=":promised").count() == 1
    assert OutgoingMail.objects.filter(cause__contains=":missed").count() == 1


def test_a_yes_and_a_taking_back_at_once_agree(cast: SimpleNamespace) -> None:
    offer = bring(cast.sanne)
    wanted = want(offer, cast.daan)
    together(
        lambda: say_yes(wanted), lambda: requests.withdraw(OfferRequest.objects.get(pk=wanted.pk))
    )
    offer.refresh_from_db()
    wanted.refresh_from_db()
    # Taken back first; or promised, and then the withdrawal found nothing that waits.
    assert (wanted.state, offer.given) in {
        (RequestState.WITHDRAWN, 0),
        (RequestState.PROMISED, 1),
        (RequestState.RETURNED, 0),
    }
    assert (offer.state == OfferState.GIVEN) == (offer.given == 1)


def test_two_who_ask_while_the_last_goes_lose_nothing(cast: SimpleNamespace) -> None:
    offer = bring(cast.sanne)
    first = want(offer, cast.daan)

    def ask() -> None:
        try:
            want(offer, cast.marijke)
        except requests.JustGiven:
            want(offer, cast.marijke, for_the_list=True)

    together(lambda: say_yes(first), ask)
    assert OfferRequest.objects.get(person=cast.marijke).state in {
        RequestState.MISSED,
        RequestState.KEPT,
    }

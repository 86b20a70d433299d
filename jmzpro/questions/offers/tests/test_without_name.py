"""Who asked without a name and then asks for an offer: the bringer reads a name, and nothing
that ties it to the question.
"""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import timezone

from jmzpro.letters.registry import Reader
from jmzpro.mail.models import OutgoingMail
from jmzpro.questions import digest as letters_of_questions
from jmzpro.questions.models import Offer, OfferMatch, OfferRequest, Question
from jmzpro.questions.offers import jobs
from jmzpro.questions.offers.tests.brought import bring
from jmzpro.questions.question.tests.test_anonymity import (
    GIVES_AWAY,
    TITLE,
    nameless,
    only_consultant,
    walk,
)
from jmzpro.questions.tests.asked import ask
from jmzpro.search.sync import catch_up
from jmzpro.trust.idempotency import new_key
from jmzpro.trust.personal_data import export_all

OFFER = "Een gesprekskaart: hoe je praat met een gezin dat geen hulp wil"
WANTED = "Wij willen hem met het team uitproberen."


@pytest.fixture
def asked_for(client: Client, cast: SimpleNamespace) -> tuple[Question, Offer]:
    """The one consultant of Zeeland asks without her name, hears of an offer, asks for it and
    gets it.
    """
    alone = only_consultant(cast)
    question, offer = nameless(alone, "zeeland"), bring(cast.marijke, OFFER)
    catch_up()
    jobs.match()
    assert OfferMatch.objects.get(person=alone).question == question
    client.force_login(alone.user)
    page = client.get(offer.get_absolute_url()).content.decode()
    assert "De brenger van dit aanbod leest wel wie je bent" in page
    client.post(f"{offer.get_absolute_url()}verzoek/", {"text": WANTED, "eenmalig": new_key()})
    client.force_login(cast.marijke.user)
    client.post(f"{OfferRequest.objects.get().get_absolute_url()}toezegging/")
    client.logout()
    return question, offer


@pytest.mark.parametrize("reader", ["marijke", "daan", "youssef"])
def test_no_page_ties_the_name_to_the_question(
    cast: SimpleNamespace, asked_for: tuple[Question, Offer], reader: str
) -> None:
    question, offer = asked_for
    where, there = question.get_absolute_url(), offer.get_absolute_url()
    starts = [
        where,
        there,
        "/durf-te-vragen/?toon=alle",
        "/durf-te-vragen/aanbod/?stand=alle",
        "/durf-te-vragen/aanbod/van-mij/",
    ]
    starts += [cast.sanne.get_absolute_url(), cast.brug.get_absolute_url()]
    pages = walk(getattr(cast, reader).user, starts, most=60)
    assert TITLE in pages[where]
    assert not [word for word in GIVES_AWAY if word in pages[where]]
    of_the_offer = [page for address, page in pages.items() if address.startswith(there)]
    assert of_the_offer
    for page in [
        *of_the_offer,
        pages[cast.sanne.get_absolute_url()],
        pages[cast.brug.get_absolute_url()],
    ]:
        assert TITLE not in page
        assert where not in page


def test_no_mail_and_no_export_ties_them_either(
    cast: SimpleNamespace, asked_for: tuple[Question, Offer]
) -> None:
    question, _ = asked_for
    others = OutgoingMail.objects.exclude(to=cast.sanne.user.email)
    assert others.filter(subject=f"Iemand wil dit graag: {OFFER}").exists()
    for mail in others:
        whole = f"{mail.from_name}{mail.subject}{mail.text}{mail.html}{mail.references}"
        names_her = any(word in whole for word in GIVES_AWAY)
        assert not (names_her and (TITLE in whole or question.get_absolute_url() in whole)), (
            mail.cause
        )
    held = str(export_all(cast.marijke.user)["Aanbod: wat je bracht en haalde"])
    assert TITLE not in held


def test_the_bringer_is_pointed_to_questions_with_a_name_alone(
    client: Client, cast: SimpleNamespace
) -> None:
    offer = bring(cast.marijke, OFFER)
    nameless(only_consultant(cast))
    ask(cast.daan, title="Hoe praat jij met een gezin dat geen hulp wil hebben?")
    catch_up()
    jobs.match()
    assert OfferMatch.objects.filter(offer=offer, question__isnull=False).count() == 2
    client.force_login(cast.marijke.user)
    page = client.get(offer.get_absolute_url()).content.decode()
    assert "gezin dat geen hulp wil hebben" in page
    assert TITLE not in page


def test_who_follows_her_organisation_hears_nothing_of_it(cast: SimpleNamespace) -> None:
    alone = only_consultant(cast)
    nameless(alone)
    ask(alone, title="Wie heeft een rooster voor de zomer?")
    now = timezone.now() + timedelta(seconds=1)
    follows = {"organisation": frozenset({str(cast.brug.pk)})}
    reader = Reader(user=cast.els.user, person=cast.els, follows=follows)
    new = letters_of_questions.new(reader, now - timedelta(days=1), now)
    assert [item.title for item in new] == ["Wie heeft een rooster voor de zomer?"]

"""What lies ready reaches the right member by mail: at once for an own question, once, and never
too often.
"""

from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from jmzpro.letters.kinds import mute, set_pace, unmute
from jmzpro.letters.models import Follow, LetterPace, Mailed, Stance
from jmzpro.mail.models import OutgoingMail
from jmzpro.members.models import Person
from jmzpro.questions.models import OfferMatch
from jmzpro.questions.offers import emails, jobs, requests
from jmzpro.questions.offers.tests.brought import WHAT, bring, want
from jmzpro.questions.tests.asked import TITLE, ask
from jmzpro.search.sync import catch_up

OTHER = "Vervoer naar de middag: onze afspraken met vrijwilligers"


def told() -> list[tuple[str, str]]:
    mails = OutgoingMail.objects.filter(template="questions/offers/mail/ready").order_by("pk")
    return [(mail.to.partition("@")[0], mail.subject) for mail in mails]


def wishes(person: Person) -> None:
    person.seeks = "Een draaiboek om vervoer te regelen."
    person.save()


def look() -> None:
    """As the worker does, in its own time."""
    catch_up()
    jobs.match()


def test_who_asked_hears_at_once_and_once(client: Client, cast: SimpleNamespace) -> None:
    ask(cast.daan)
    bring(cast.marijke)
    look()
    look()
    assert told() == [("daan", f"Hier ligt iets voor je klaar: {WHAT}")]
    mail = OutgoingMail.objects.get(template="questions/offers/mail/ready")
    assert f"Omdat je vroeg: {TITLE.rstrip('?')}." in mail.text
    client.force_login(cast.daan.user)
    for address in ("/mijn/", mail.text[mail.text.index("http") :].split()[0]):
        assert client.get(address).status_code == 200


def test_a_wish_is_told_to_who_takes_no_letter_and_stands_in_the_letter_of_who_does(
    cast: SimpleNamespace,
) -> None:
    wishes(cast.fatima)
    wishes(cast.els)
    set_pace(cast.els, LetterPace.WEEKLY)
    bring(cast.marijke)
    look()
    assert told() == [("fatima", f"Hier ligt iets voor je klaar: {WHAT}")]
    assert OfferMatch.objects.get(person=cast.els).mailed_at is None
    assert Mailed.objects.get().person == cast.fatima  # and in no letter of hers after that


def test_one_mail_a_day_holds_all_that_came(cast: SimpleNamespace) -> None:
    ask(cast.daan)
    bring(cast.marijke)
    look()
    for title in (OTHER, "Nog een draaiboek voor vervoer met vrijwilligers"):
        bring(cast.els, title)
    look()
    assert len(told()) == 1
    with time_machine.travel(timezone.now() + timedelta(hours=25), tick=False):
        look()
    assert [subject for _, subject in told()] == [
        f"Hier ligt iets voor je klaar: {WHAT}",
        "Hier liggen 2 dingen voor je klaar",
    ]


def test_a_wish_alone_is_told_once_a_week_at_most(cast: SimpleNamespace) -> None:
    wishes(cast.fatima)
    bring(cast.marijke)
    look()
    bring(cast.els, OTHER)
    for days, mails in ((2, 1), (8, 2)):
        with time_machine.travel(timezone.now() + timedelta(days=days), tick=False):
            look()
        assert len(told()) == mails


@pytest.mark.parametrize("stopped", ["kind", "theme", "pause", "gone", "closed"])
def test_who_wants_none_or_needs_none_gets_none(cast: SimpleNamespace, stopped: str) -> None:
    question, offer = ask(cast.daan), bring(cast.marijke)
    catch_up()
    match stopped:
        case "kind":
            mute(emails.READY, cast.daan)
        case "theme":
            Follow.choose(cast.daan, "theme", offer.themes.get().pk, Stance.MUTES)
        case "pause":
            cast.daan.pause_until(timezone.localdate() + timedelta(days=3))
        case "gone":
            requests.promise(want(offer, cast.els))
        case "closed":
            question.state, question.closed_at = "gesloten", timezone.now()
            question.save()
    jobs.match()
    jobs.match()
    assert told() == []


def test_who_stops_it_and_comes_back_hears_of_what_is_still_there(cast: SimpleNamespace) -> None:
    ask(cast.daan)
    bring(cast.marijke)
    mute(emails.READY, cast.daan)
    look()
    assert told() == []
    unmute(emails.READY, cast.daan, "")
    look()
    assert len(told()) == 1

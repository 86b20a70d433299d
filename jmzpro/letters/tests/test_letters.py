"""The letter: what is new, once, at the time its reader chose; nothing when nothing is new."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from jmzpro.letters import composition
from jmzpro.letters.models import Follow, LetterPace, Mailed, Rhythm, Stance
from jmzpro.letters.tests.toy import new_things
from jmzpro.mail.models import AddressState, OutgoingMail
from jmzpro.members.models import AlertPace, Person
from jmzpro.themes.models import Theme

HERE = ZoneInfo("Europe/Amsterdam")
MONDAY = datetime(2027, 3, 1, 7, 0, tzinfo=HERE)


@pytest.fixture(autouse=True)
def _monday() -> object:
    with time_machine.travel(MONDAY, tick=False):
        yield


def follow(person: Person) -> Rhythm:
    Follow.choose(person, "theme", Theme.objects.get(slug="vervoer").pk, Stance.FOLLOWS)
    return Rhythm.objects.get(person=person)


def letters_at(moment: datetime) -> int:
    """How many letters went at this moment."""
    before = OutgoingMail.objects.count()
    with time_machine.travel(moment, tick=False):
        while composition.send_due():
            pass
    return OutgoingMail.objects.count() - before


def test_a_weekly_letter_comes_on_its_day_and_tells_nothing_twice(cast: SimpleNamespace) -> None:
    follow(cast.daan)
    with new_things("toy/1", "toy/2"):
        assert letters_at(MONDAY) == 0
        assert letters_at(MONDAY + timedelta(hours=1)) == 1
        assert letters_at(MONDAY + timedelta(hours=2)) == 0
        assert letters_at(MONDAY + timedelta(days=7, hours=1)) == 0
    with new_things("toy/2", "toy/3"):
        assert letters_at(MONDAY + timedelta(days=14, hours=1)) == 1
    last = OutgoingMail.objects.latest("pk")
    assert "toy/3" in last.text
    assert "toy/2" not in last.text


def test_when_nothing_is_new_there_is_no_letter(cast: SimpleNamespace) -> None:
    follow(cast.daan)
    with new_things():
        assert letters_at(MONDAY + timedelta(hours=1)) == 0


def test_who_wants_questions_once_a_day_gets_a_letter_each_day_without_asking_for_one(
    cast: SimpleNamespace,
) -> None:
    cast.marijke.change_pace(AlertPace.DAILY)
    assert letters_at(MONDAY) == 0
    for day in range(3):
        with new_things(f"toy/{day}"):
            assert letters_at(MONDAY + timedelta(days=day, hours=1, minutes=5)) == 1


def test_a_letter_keeps_its_time_of_day_when_the_clock_changes(cast: SimpleNamespace) -> None:
    follow(cast.daan).change(pace=LetterPace.DAILY, hour=9, weekday=0)
    sunday = datetime(
        2027, 3, 28, 6, 59, tzinfo=UTC
    )  # the night before, the clock went an hour ahead
    with new_things("toy/1"):
        assert letters_at(datetime(2027, 3, 27, 8, 0, tzinfo=UTC)) == 1
    with new_things("toy/2"):
        assert letters_at(sunday) == 0
        assert letters_at(sunday + timedelta(minutes=1)) == 1


def test_a_day_that_nobody_was_there_to_send_is_made_up_for(cast: SimpleNamespace) -> None:
    follow(cast.daan)
    with new_things("toy/1"):
        assert letters_at(MONDAY + timedelta(days=2)) == 1


@pytest.mark.parametrize("why_not", ["pause", "refusing address", "left"])
def test_no_letter_to_who_cannot_or_will_not_read_it(cast: SimpleNamespace, why_not: str) -> None:
    follow(cast.daan)
    if why_not == "pause":
        cast.daan.pause_until(timezone.localdate() + timedelta(days=3))
    elif why_not == "left":
        cast.daan.deactivate(by=None)
    else:
        AddressState.objects.create(address=cast.daan.user.email, paused_at=timezone.now())
    with new_things("toy/1"):
        assert letters_at(MONDAY + timedelta(hours=1)) == 0
    assert not Mailed.objects.exists()


def test_a_letter_that_fails_holds_up_nobody_and_goes_when_it_can(cast: SimpleNamespace) -> None:
    for person in (cast.daan, cast.marijke):
        follow(person)
    moment = MONDAY + timedelta(hours=1)
    with new_things("toy/1", broken_for=cast.daan), pytest.raises(RuntimeError):
        letters_at(moment)
    assert [mail.user for mail in OutgoingMail.objects.all()] == [cast.marijke.user]
    with new_things("toy/1"):
        assert letters_at(moment) == 1
    assert {mail.user for mail in OutgoingMail.objects.all()} == {cast.marijke.user, cast.daan.user}


def test_the_alerts_page_says_when_the_letter_comes_and_changes_it(
    client: Client, cast: SimpleNamespace
) -> None:
    follow(cast.daan)
    client.force_login(cast.daan.user)
    page = client.get("/mijn/meldingen/").content.decode()
    assert "Vervoer" in page
    assert "latere versie" not in page
    assert "in de maak" not in page
    sent = client.post(
        "/mijn/brief/",
        {"brief-pace": "dagelijks", "brief-hour": "17", "brief-weekday": "4"},
        follow=True,
    )
    assert "elke dag om 17.00 uur" in sent.content.decode()
    assert (
        client.post(
            "/mijn/brief/", {"brief-pace": "ooit", "brief-hour": "25", "brief-weekday": "4"}
        ).status_code
        == 422
    )

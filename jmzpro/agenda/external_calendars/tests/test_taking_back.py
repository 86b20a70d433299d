"""The office comes back on placing all of a calendar: what it put on the site leaves it, what
people made of it since stays.
"""

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from jmzpro.agenda.choices import Source, State
from jmzpro.agenda.external_calendars import jobs, placement, queue
from jmzpro.agenda.external_calendars.models import CalendarPlacement
from jmzpro.agenda.external_calendars.tests.test_connecting import give, weeks
from jmzpro.agenda.models import Activity, Occurrence, Organiser
from jmzpro.mail.models import OutgoingMail, OutgoingState
from jmzpro.office.bootstrap import make_roles
from jmzpro.testing.client import PageClient
from jmzpro.testing.login import log_in
from jmzpro.trust.models import AuditLine


@pytest.fixture
def sanne(client: Client, cast: SimpleNamespace) -> Client:
    client.force_login(cast.sanne.user)
    return client


@pytest.fixture
def office(cast: SimpleNamespace) -> PageClient:
    make_roles()
    client = PageClient()
    log_in(client, cast.pieter)
    return client


def place_all(office: PageClient, cast: SimpleNamespace, decision: str = "plaats") -> str:
    (waits,) = queue.waiting(cast.pieter.user)
    office.post(
        f"/beheer/wachtrij/agenda-kalender/{waits.id}/besluit/",
        {"besluit": decision, "zeker": "ja"},
    )
    return waits.id


def carry_out() -> None:
    while placement.work():
        pass


def take_back(office: PageClient, item_id: str) -> str:
    answer = office.post(f"/beheer/wachtrij/agenda-kalender/{item_id}/terug/", follow=True)
    *_, said = [str(one).strip() for one in answer.context["messages"]]
    return said


def state_of(title: str) -> str:
    return Activity.objects.get(title=title).state


def test_all_that_was_placed_waits_again_and_what_was_changed_since_stays_and_is_named(
    sanne: Client, office: PageClient, cast: SimpleNamespace
) -> None:
    give(sanne, *weeks(8))
    jobs.work()
    item_id = place_all(office, cast)
    carry_out()
    assert not Activity.objects.exclude(state=State.PUBLISHED).exists()
    OutgoingMail.objects.update(state=OutgoingState.SENT)
    edited, off, gone = (Activity.objects.get(title=f"Activiteit {number}") for number in (2, 4, 5))
    edited.change({"venue_name": "De Klink"}, by=cast.sanne.user, source=Source.MEMBER)
    off.cancel(by=cast.sanne.user)
    gone.take_off(by=cast.sanne.user)
    assert "Draai terug" in office.get("/beheer/wachtrij/").content.decode()
    said = take_back(office, item_id)
    assert said == (
        "Teruggedraaid: alles geplaatst. Op de site blijven: “Activiteit 2” (met de hand "
        "aangepast) en “Activiteit 4” (afgelast)."
    )
    assert state_of("Activiteit 2") == State.PUBLISHED
    assert state_of("Activiteit 4") == State.CANCELLED
    assert state_of("Activiteit 5") == State.WITHDRAWN
    assert Activity.objects.filter(state=State.FOR_REVIEW).count() == 5
    assert Occurrence.objects.filter(is_listed=True).count() == 2
    assert (
        Client().get(Activity.objects.get(title="Activiteit 1").get_absolute_url()).status_code
        == 404
    )
    (told,) = OutgoingMail.objects.filter(template="mail/came_back")
    assert told.to == cast.sanne.user.email
    assert "“Activiteit 2” (met de hand aangepast)" in told.text
    assert AuditLine.objects.filter(reason__contains="“Activiteit 4” (afgelast)").exists()
    carry_out()
    assert Activity.objects.filter(state=State.FOR_REVIEW).count() == 5, (
        "the worker places nothing of it again"
    )
    (waits,) = queue.waiting(cast.pieter.user)
    assert "5 activiteiten" in waits.title
    place_all(office, cast)
    carry_out()
    assert Activity.objects.filter(state=State.PUBLISHED).count() == 6


def test_one_for_which_people_signed_up_stays(
    sanne: Client, office: PageClient, cast: SimpleNamespace, monkeypatch: Any
) -> None:
    from jmzpro.agenda.submission import queue as submission_queue

    give(sanne, *weeks(2))
    jobs.work()
    item_id = place_all(office, cast)
    carry_out()
    monkeypatch.setattr(
        submission_queue, "signed_up", lambda activity: activity.title == "Activiteit 0"
    )
    assert "Op de site blijft: “Activiteit 0” (er zijn aanmeldingen)." in take_back(office, item_id)
    assert state_of("Activiteit 1") == State.FOR_REVIEW


def test_what_was_not_placed_yet_is_not_placed_after_it(
    sanne: Client, office: PageClient, cast: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(placement, "AT_A_TIME", 3)
    give(sanne, *weeks(7))
    jobs.work()
    item_id = place_all(office, cast)
    placement.work()
    assert Activity.objects.filter(state=State.PUBLISHED).count() == 3
    late = CalendarPlacement.objects.get()
    assert take_back(office, item_id) == "Teruggedraaid: alles geplaatst"
    carry_out()
    assert not placement.place_activity(Activity.objects.all()[0], late), (
        "not by a worker that had begun"
    )
    assert Activity.objects.filter(state=State.FOR_REVIEW).count() == 7
    assert (
        not OutgoingMail.objects.waiting()
        .filter(template__startswith="agenda/mail/calendar")
        .exists()
    )


@pytest.mark.parametrize("was_trusted", [False, True])
def test_trust_that_was_given_with_it_is_taken_back_too(
    sanne: Client, office: PageClient, cast: SimpleNamespace, *, was_trusted: bool
) -> None:
    give(sanne, *weeks(30))
    jobs.work()
    Organiser.objects.update(is_trusted=was_trusted)
    item_id = place_all(office, cast, "vertrouw")
    carry_out()
    assert Organiser.objects.get().is_trusted
    take_back(office, item_id)
    assert Organiser.objects.get().is_trusted is was_trusted
    assert not Activity.objects.filter(state=State.PUBLISHED).exists()


def test_it_is_taken_back_once(sanne: Client, office: PageClient, cast: SimpleNamespace) -> None:
    give(sanne, *weeks(3))
    jobs.work()
    item_id = place_all(office, cast)
    carry_out()
    take_back(office, item_id)
    assert "al besloten" in take_back(office, item_id)
    assert Activity.objects.filter(state=State.FOR_REVIEW).count() == 3


def test_where_all_of_it_was_changed_nothing_is_taken_back_and_the_office_reads_why(
    sanne: Client, office: PageClient, cast: SimpleNamespace
) -> None:
    give(sanne, *weeks(1))
    jobs.work()
    item_id = place_all(office, cast)
    carry_out()
    Activity.objects.get().cancel(by=cast.sanne.user)
    lines = AuditLine.objects.count()
    assert (
        "niets dat we kunnen terugdraaien. Op de site blijft: “Activiteit 0” (afgelast)."
        in take_back(office, item_id)
    )
    assert AuditLine.objects.count() == lines

"""From a calendar to the agenda: by trust, by changes, by what vanished."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
import time_machine

from jmzpro.agenda import publishing, recurrence
from jmzpro.agenda.adding import knowing
from jmzpro.agenda.choices import OccurrenceState, State, Where
from jmzpro.agenda.connected import reading, taking
from jmzpro.agenda.connected.models import ConnectedCalendar
from jmzpro.agenda.connected.tests.calendars import STARTS, calendar, event
from jmzpro.agenda.models import Activity, ProposedChange

NOW = datetime(2027, 2, 1, 9, tzinfo=UTC)
WEEKLY = "RRULE:FREQ=WEEKLY;COUNT=6"
AT = STARTS[0]


@pytest.fixture(autouse=True)
def _february() -> object:
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def of_brug(cast: SimpleNamespace) -> ConnectedCalendar:
    return ConnectedCalendar.objects.create(organisation=cast.brug, added_by=cast.sanne, name="De Brug", for_professionals=True)


def trust(cast: SimpleNamespace, contact: str = "Sanne Vermeer") -> None:
    organiser = knowing.of_organisation(cast.brug)
    organiser.is_trusted, organiser.contact_name = True, contact
    organiser.save()


def take(target: ConnectedCalendar, *events: list[str], later: int = 0, **changes: object) -> taking.Report:
    now = NOW + timedelta(hours=later)
    return taking.take_over(target, reading.read(calendar(*events), now), now, **changes)  # type: ignore[arg-type]


def test_new_ones_wait_for_a_look_and_of_a_trusted_organisation_are_on_the_site(of_brug: ConnectedCalendar, cast: SimpleNamespace) -> None:
    take(of_brug, event(AT, uid="1"))
    assert Activity.objects.get().state == State.FOR_REVIEW
    trust(cast)
    take(of_brug, event(AT, uid="1"), event(AT, uid="2", title="Tweede"))
    assert Activity.objects.get(title="Tweede").state == State.PUBLISHED


def test_for_children_also_of_a_trusted_organisation_only_with_a_contact(of_brug: ConnectedCalendar, cast: SimpleNamespace) -> None:
    trust(cast, contact="")
    of_brug.for_young_carers = True
    take(of_brug, event(AT, uid="1"))
    assert Activity.objects.get().state == State.FOR_REVIEW


def test_twice_is_once_by_file_and_by_address(of_brug: ConnectedCalendar, cast: SimpleNamespace) -> None:
    assert take(of_brug, event(AT, WEEKLY)).added == 1
    assert take(of_brug, event(AT, WEEKLY)).unchanged == 1
    other = ConnectedCalendar.objects.create(organisation=cast.brug, name="Bestand", for_professionals=True)
    assert take(other, event(AT, WEEKLY)).unchanged == 1
    assert Activity.objects.count() == 1


def test_what_changes_changes_and_raises_the_sequence(of_brug: ConnectedCalendar, cast: SimpleNamespace) -> None:
    trust(cast)
    take(of_brug, event(AT, "LOCATION:Zaal 2, Utrecht"))
    assert take(of_brug, event(AT, "LOCATION:Zaal 5, Utrecht")).changed == 1
    activity = Activity.objects.get()
    assert (activity.venue_name, activity.town, activity.sequence) == ("Zaal 5", cast.brug.town, 1)


def test_another_place_for_children_waits_for_a_look(of_brug: ConnectedCalendar, cast: SimpleNamespace) -> None:
    trust(cast)
    of_brug.for_young_carers = True
    take(of_brug, event(AT, WEEKLY, "LOCATION:Zaal 2, Utrecht"))
    elsewhere = event("RECURRENCE-ID;TZID=Europe/Amsterdam:20270309T193000", STARTS[0].replace("0302", "0309"), "LOCATION:Een schuur")
    for later in range(3):
        take(of_brug, event(AT, WEEKLY, "LOCATION:Zaal 5, Utrecht", "URL:https://elders.example/"), elsewhere, later=later)
    activity = Activity.objects.get()
    assert activity.venue_name == "Zaal 2"
    assert activity.website == ""
    assert not activity.occurrences.exclude(own_place="").exists()
    assert ProposedChange.objects.waiting().get().values == {"venue_name": "Zaal 5", "website": "https://elders.example/"}


def test_single_dates_of_a_series_are_moved_dropped_and_renamed(of_brug: ConnectedCalendar, cast: SimpleNamespace) -> None:
    trust(cast)
    series = (
        event(AT, WEEKLY, "EXDATE;TZID=Europe/Amsterdam:20270323T193000"),
        event("RECURRENCE-ID;TZID=Europe/Amsterdam:20270309T193000", "DTSTART;TZID=Europe/Amsterdam:20270310T150000"),
        event("RECURRENCE-ID;TZID=Europe/Amsterdam:20270316T193000", STARTS[0].replace("0302", "0316"), "STATUS:CANCELLED"),
        event("RECURRENCE-ID;TZID=Europe/Amsterdam:20270330T193000", STARTS[0].replace("0302", "0330"), title="Slotavond"),
    )
    take(of_brug, *series)
    rows = {f"{recurrence.local(row.recurrence_id):%d-%m}": row for row in Activity.objects.get().occurrences.all()}
    assert sorted(rows) == ["02-03", "06-04", "09-03", "16-03", "30-03"]
    assert f"{recurrence.local(rows['09-03'].starts_at):%d-%m %H.%M}" == "10-03 15.00"
    assert rows["16-03"].state == OccurrenceState.CANCELLED
    assert rows["30-03"].title == "Slotavond"
    before = Activity.objects.get().sequence
    assert take(of_brug, *series).unchanged == 1
    assert Activity.objects.get().sequence == before


def test_a_date_without_its_series_stands_alone_and_stays_one(of_brug: ConnectedCalendar) -> None:
    loose = event("RECURRENCE-ID;TZID=Europe/Amsterdam:20270309T193000", STARTS[0].replace("0302", "0309"))
    assert take(of_brug, loose).added == 1
    assert take(of_brug, loose).unchanged == 1


def test_what_vanishes_is_marked_and_comes_back(of_brug: ConnectedCalendar, cast: SimpleNamespace) -> None:
    trust(cast)
    one, two = event(AT, uid="1"), event(AT, uid="2", title="Tweede")
    take(of_brug, one, two)
    assert take(of_brug, one, later=1).vanished == 1
    gone = Activity.objects.get(title="Tweede")
    assert gone.vanished_at is not None
    assert gone.state == State.PUBLISHED
    take(of_brug, one, two, later=2)
    gone.refresh_from_db()
    assert gone.vanished_at is None


def test_a_calendar_that_is_suddenly_empty_marks_nothing(of_brug: ConnectedCalendar) -> None:
    take(of_brug, event(AT))
    assert take(of_brug, later=1).vanished == 0
    assert Activity.objects.get().vanished_at is None


def test_what_is_cancelled_there_is_cancelled_here_and_stays_to_be_seen(of_brug: ConnectedCalendar, cast: SimpleNamespace) -> None:
    trust(cast)
    take(of_brug, event(AT))
    take(of_brug, event(AT, "STATUS:CANCELLED"))
    assert Activity.objects.get().state == State.CANCELLED


def test_what_the_office_took_off_stays_off(of_brug: ConnectedCalendar, cast: SimpleNamespace) -> None:
    trust(cast)
    take(of_brug, event(AT))
    publishing.take_off(Activity.objects.get(), cast.anouk.user)
    take(of_brug, event(AT, title="Nieuwe naam"))
    activity = Activity.objects.get()
    assert (activity.state, activity.title) == (State.WITHDRAWN, "Koken voor mantelzorgers")


def test_what_is_over_is_counted_and_not_taken_over(of_brug: ConnectedCalendar) -> None:
    report = take(of_brug, event("DTSTART:20200101T120000Z"), event("DTSTART:20200101T120000Z", WEEKLY, uid="2"))
    assert (report.past, report.added) == (2, 0)
    assert take(of_brug, event("DTSTART;TZID=Europe/Amsterdam:20200107T193000", "RRULE:FREQ=WEEKLY", uid="3")).added == 1


def test_doubles_in_one_calendar_are_one_the_newest(of_brug: ConnectedCalendar) -> None:
    report = take(of_brug, event(AT, title="Oud"), event(AT, "SEQUENCE:3", title="Nieuw"))
    assert Activity.objects.get().title == "Nieuw"
    assert "dubbel" in report.left_out[0].why


@pytest.mark.parametrize(
    ("line", "town", "why"),
    [
        ("Buurthuis De Brug\\, Dorpsstraat 1\\, 3511 AB Utrecht", "utrecht", ""),
        ("Utrecht", "utrecht", ""),
        ("Hengelo (Overijssel)", "hengelo-overijssel", ""),
        ("Hengelo", None, "meer dan één Hengelo"),
        ("Bergen", None, "meer dan één Bergen"),
        ("Bergen (Noord-Holland)", "bergen", ""),
        ("Ergens", None, "geen dorp of stad"),
    ],
)
def test_a_place_is_recognised_or_said_to_be_in_doubt(of_brug: ConnectedCalendar, line: str, town: str | None, why: str) -> None:
    report = take(of_brug, event(AT, f"LOCATION:{line}"))
    found = Activity.objects.get().town
    assert (found.slug if found else None) == town
    assert why in (report.left_out[0].why if report.left_out else "")


def test_of_two_places_of_one_name_the_one_nearby_is_meant(of_brug: ConnectedCalendar, cast: SimpleNamespace) -> None:
    from jmzpro.places.models import Town

    cast.brug.town = Town.objects.get(slug="enschede")
    cast.brug.save()
    of_brug.refresh_from_db()
    take(of_brug, event(AT, "LOCATION:Hengelo"))
    found = Activity.objects.get().town
    assert found is not None
    assert found.province.name == "Overijssel"


def test_what_is_online_is_online(of_brug: ConnectedCalendar) -> None:
    take(of_brug, event(AT, "LOCATION:https://zoom.example/j/1"))
    activity = Activity.objects.get()
    assert activity.where == Where.ONLINE
    assert activity.venue_name == ""


def test_a_dry_run_keeps_nothing_and_tells_the_same(of_brug: ConnectedCalendar) -> None:
    told = take(of_brug, event(AT), dry_run=True)
    assert told.added == 1
    assert not Activity.objects.exists()
    assert take(of_brug, event(AT)).added == told.added

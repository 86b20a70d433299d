"""From a calendar to the agenda: by trust, by changes, by what vanished."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.test import Client

from jmzpro.agenda.activity import recurrence
from jmzpro.agenda.choices import OccurrenceState, Source, State, Where
from jmzpro.agenda.external_calendars import parser, sync
from jmzpro.agenda.external_calendars.models import CalendarEntry, ConnectedCalendar, Form
from jmzpro.agenda.external_calendars.preview import Preview
from jmzpro.agenda.external_calendars.tests.calendars import STARTS, calendar, event
from jmzpro.agenda.external_calendars.tests.test_series import FORMS
from jmzpro.agenda.models import Activity, Occurrence, ProposedChange
from jmzpro.agenda.submission import changes as submission_changes
from jmzpro.agenda.submission import organiser_trust

NOW = datetime(2027, 2, 1, 9, tzinfo=UTC)
WEEKLY = "RRULE:FREQ=WEEKLY;COUNT=6"
AT = STARTS[0]


@pytest.fixture(autouse=True)
def _february() -> object:
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def of_brug(cast: SimpleNamespace) -> ConnectedCalendar:
    return ConnectedCalendar.objects.create(
        organisation=cast.brug, added_by=cast.sanne, name="De Brug", for_professionals=True
    )


def trust(cast: SimpleNamespace, contact: str = "Sanne Vermeer") -> None:
    organiser = organiser_trust.of_organisation(cast.brug)
    organiser.is_trusted, organiser.contact_name = True, contact
    organiser.save()


def take(
    target: ConnectedCalendar, *events: list[str], later: int = 0, **changes: object
) -> sync.Report:
    now = NOW + timedelta(hours=later)
    return sync.take_over(target, parser.read(calendar(*events), now), now, **changes)  # type: ignore[arg-type]


def test_new_ones_wait_for_a_look_and_of_a_trusted_organisation_are_on_the_site(
    of_brug: ConnectedCalendar, cast: SimpleNamespace
) -> None:
    take(of_brug, event(AT, uid="1"))
    assert Activity.objects.get().state == State.FOR_REVIEW
    trust(cast)
    take(of_brug, event(AT, uid="1"), event(AT, uid="2", title="Tweede"))
    assert Activity.objects.get(title="Tweede").state == State.PUBLISHED


def test_for_children_also_of_a_trusted_organisation_only_with_a_contact(
    of_brug: ConnectedCalendar, cast: SimpleNamespace
) -> None:
    trust(cast, contact="")
    of_brug.for_young_carers = True
    take(of_brug, event(AT, uid="1"))
    assert Activity.objects.get().state == State.FOR_REVIEW


def test_twice_is_once_by_file_and_by_address(
    of_brug: ConnectedCalendar, cast: SimpleNamespace
) -> None:
    assert take(of_brug, event(AT, WEEKLY)).added == 1
    assert take(of_brug, event(AT, WEEKLY)).unchanged == 1
    other = ConnectedCalendar.objects.create(
        organisation=cast.brug, name="Bestand", for_professionals=True
    )
    assert take(other, event(AT, WEEKLY)).unchanged == 1
    assert Activity.objects.count() == 1


def test_what_changes_changes_and_raises_the_sequence(
    of_brug: ConnectedCalendar, cast: SimpleNamespace
) -> None:
    trust(cast)
    take(of_brug, event(AT, "LOCATION:Zaal 2, Utrecht"))
    assert take(of_brug, event(AT, "LOCATION:Zaal 5, Utrecht")).changed == 1
    activity = Activity.objects.get()
    assert (activity.venue_name, activity.town, activity.sequence) == ("Zaal 5", cast.brug.town, 1)


def test_another_place_for_children_waits_for_a_look(
    of_brug: ConnectedCalendar, cast: SimpleNamespace
) -> None:
    trust(cast)
    of_brug.for_young_carers = True
    take(of_brug, event(AT, WEEKLY, "LOCATION:Zaal 2, Utrecht"))
    elsewhere = event(
        "RECURRENCE-ID;TZID=Europe/Amsterdam:20270309T193000",
        STARTS[0].replace("0302", "0309"),
        "LOCATION:Een schuur",
    )
    for later in range(3):
        take(
            of_brug,
            event(AT, WEEKLY, "LOCATION:Zaal 5, Utrecht", "URL:https://elders.example/"),
            elsewhere,
            later=later,
        )
    activity = Activity.objects.get()
    assert activity.venue_name == "Zaal 2"
    assert activity.website == ""
    assert not activity.occurrences.exclude(own_place="").exists()
    assert ProposedChange.objects.waiting().get().values == {
        "venue_name": "Zaal 5",
        "website": "https://elders.example/",
    }


def test_single_dates_of_a_series_are_moved_dropped_and_renamed(
    of_brug: ConnectedCalendar, cast: SimpleNamespace
) -> None:
    trust(cast)
    series = (
        event(AT, WEEKLY, "EXDATE;TZID=Europe/Amsterdam:20270323T193000"),
        event(
            "RECURRENCE-ID;TZID=Europe/Amsterdam:20270309T193000",
            "DTSTART;TZID=Europe/Amsterdam:20270310T150000",
        ),
        event(
            "RECURRENCE-ID;TZID=Europe/Amsterdam:20270316T193000",
            STARTS[0].replace("0302", "0316"),
            "STATUS:CANCELLED",
        ),
        event(
            "RECURRENCE-ID;TZID=Europe/Amsterdam:20270330T193000",
            STARTS[0].replace("0302", "0330"),
            title="Slotavond",
        ),
    )
    take(of_brug, *series)
    rows = {
        f"{recurrence.local(row.recurrence_id):%d-%m}": row
        for row in Activity.objects.get().occurrences.all()
    }
    assert sorted(rows) == ["02-03", "06-04", "09-03", "16-03", "30-03"]
    assert f"{recurrence.local(rows['09-03'].starts_at):%d-%m %H.%M}" == "10-03 15.00"
    assert rows["16-03"].state == OccurrenceState.CANCELLED
    assert rows["30-03"].title == "Slotavond"
    before = Activity.objects.get().sequence
    assert take(of_brug, *series).unchanged == 1
    assert Activity.objects.get().sequence == before


def test_a_date_without_its_series_stands_alone_and_stays_one(of_brug: ConnectedCalendar) -> None:
    loose = event(
        "RECURRENCE-ID;TZID=Europe/Amsterdam:20270309T193000", STARTS[0].replace("0302", "0309")
    )
    assert take(of_brug, loose).added == 1
    assert take(of_brug, loose).unchanged == 1


def test_what_vanishes_is_marked_and_comes_back(
    of_brug: ConnectedCalendar, cast: SimpleNamespace
) -> None:
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


def test_what_is_cancelled_there_is_cancelled_here_and_stays_to_be_seen(
    of_brug: ConnectedCalendar, cast: SimpleNamespace
) -> None:
    trust(cast)
    take(of_brug, event(AT))
    take(of_brug, event(AT, "STATUS:CANCELLED"))
    assert Activity.objects.get().state == State.CANCELLED


def test_what_the_office_took_off_stays_off(
    of_brug: ConnectedCalendar, cast: SimpleNamespace
) -> None:
    trust(cast)
    take(of_brug, event(AT))
    Activity.objects.get().take_off(by=cast.anouk.user)
    take(of_brug, event(AT, title="Nieuwe naam"))
    activity = Activity.objects.get()
    assert (activity.state, activity.title) == (State.WITHDRAWN, "Koken voor mantelzorgers")


def test_what_is_over_is_counted_and_not_taken_over(of_brug: ConnectedCalendar) -> None:
    report = take(
        of_brug,
        event("DTSTART:20200101T120000Z"),
        event("DTSTART:20200101T120000Z", WEEKLY, uid="2"),
    )
    assert (report.past, report.added) == (2, 0)
    assert (
        take(
            of_brug,
            event("DTSTART;TZID=Europe/Amsterdam:20200107T193000", "RRULE:FREQ=WEEKLY", uid="3"),
        ).added
        == 1
    )


def test_doubles_in_one_calendar_are_one_the_newest(of_brug: ConnectedCalendar) -> None:
    report = take(of_brug, event(AT, title="Oud"), event(AT, "SEQUENCE:3", title="Nieuw"))
    assert Activity.objects.get().title == "Nieuw"
    assert "dubbel" in report.left_out[0].why


def test_of_two_places_of_one_name_the_one_nearby_is_meant(
    of_brug: ConnectedCalendar, cast: SimpleNamespace
) -> None:
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


# What a calendar takes back

SERIES = event(AT, WEEKLY)
OFF = event(
    "RECURRENCE-ID;TZID=Europe/Amsterdam:20270309T193000",
    STARTS[0].replace("0302", "0309"),
    "STATUS:CANCELLED",
)
MOVED = event(
    "RECURRENCE-ID;TZID=Europe/Amsterdam:20270309T193000",
    "DTSTART;TZID=Europe/Amsterdam:20270310T150000",
)
THAT_DAY = recurrence.aware(datetime(2027, 3, 9, 19, 30))


def date_there() -> Occurrence:
    return Activity.objects.get().occurrences.select_related("activity").get(recurrence_id=THAT_DAY)


@pytest.mark.parametrize("other", [OFF, MOVED])
def test_a_date_that_goes_on_after_all_or_is_moved_back_does_so_here(
    of_brug: ConnectedCalendar, cast: SimpleNamespace, other: list[str]
) -> None:
    trust(cast)
    take(of_brug, SERIES)
    take(of_brug, SERIES, other)
    assert date_there().state != OccurrenceState.PLANNED
    before = Activity.objects.get().sequence
    take(of_brug, SERIES)
    assert (date_there().state, date_there().starts_at) == (OccurrenceState.PLANNED, THAT_DAY)
    assert Activity.objects.get().sequence > before, "calendars elsewhere are to take it over"


def test_what_was_cancelled_goes_on_after_all(
    of_brug: ConnectedCalendar, cast: SimpleNamespace
) -> None:
    trust(cast)
    for later, (line, state) in enumerate(
        [
            ("", State.PUBLISHED),
            ("STATUS:CANCELLED", State.CANCELLED),
            ("STATUS:CONFIRMED", State.PUBLISHED),
        ]
    ):
        take(of_brug, event(AT, *([line] if line else [])), later=later)
        assert Activity.objects.get().state == state
    take(of_brug, event(AT, title="Geannuleerd: Koken voor mantelzorgers"))
    assert Activity.objects.get().state == State.CANCELLED
    take(of_brug, event(AT, title="Koken voor ouders"))
    activity = Activity.objects.get()
    assert (activity.state, activity.title) == (State.PUBLISHED, "Koken voor ouders")


def test_a_file_that_cancels_is_about_what_it_names_alone(
    of_brug: ConnectedCalendar, cast: SimpleNamespace
) -> None:
    trust(cast)
    take(of_brug, SERIES, event(AT, uid="2", title="Tweede"))
    for content in (
        calendar(OFF, header=("METHOD:CANCEL",)),
        calendar(event(AT, uid="2", title="Tweede"), header=("METHOD:CANCEL",)),
    ):
        sync.take_over(of_brug, parser.read(content, NOW), NOW + timedelta(hours=1))
    assert Activity.objects.get(title="Tweede").state == State.CANCELLED
    first = Activity.objects.exclude(title="Tweede").get()
    assert first.state == State.PUBLISHED
    assert first.vanished_at is None
    assert first.occurrences.get(recurrence_id=THAT_DAY).state == OccurrenceState.CANCELLED
    unknown = calendar(event(AT, uid="3", title="Onbekend"), header=("METHOD:CANCEL",))
    report = sync.take_over(of_brug, parser.read(unknown, NOW), NOW)
    assert (report.added, report.left_out[0].why) == (0, sync.OFF)


def test_what_is_cancelled_before_anybody_looked_does_not_wait_any_more(
    of_brug: ConnectedCalendar,
) -> None:
    take(of_brug, event(AT))
    take(of_brug, event(AT, "STATUS:CANCELLED"))
    assert not Activity.objects.exists()
    assert take(of_brug, event(AT)).added == 1


def test_a_series_that_changes_there_changes_here(
    of_brug: ConnectedCalendar, cast: SimpleNamespace
) -> None:
    trust(cast)
    take(of_brug, SERIES, OFF)
    take(of_brug, event(AT, "RRULE:FREQ=WEEKLY;COUNT=2"))
    assert Activity.objects.get().occurrences.count() == 2
    take(of_brug, SERIES)
    assert set(Activity.objects.get().occurrences.values_list("state", flat=True)) == {
        OccurrenceState.PLANNED
    }


def test_what_a_person_changed_here_stays_and_where_both_did_its_owner_sees_both(
    of_brug: ConnectedCalendar, cast: SimpleNamespace, client: Client
) -> None:
    trust(cast)
    take(of_brug, event(AT, WEEKLY, "LOCATION:Zaal 2, Utrecht"))
    activity = Activity.objects.get()
    activity.change({"venue_name": "Zaal 9"}, by=cast.sanne.user, source=Source.MEMBER)
    Activity.objects.get().drop_date(date_there(), by=cast.sanne.user)
    take(of_brug, event(AT, WEEKLY, "LOCATION:Zaal 2, Utrecht", "DESCRIPTION:Neem een pan mee"))
    activity.refresh_from_db()
    assert (activity.venue_name, activity.text) == ("Zaal 9", "Neem een pan mee")
    assert date_there().state == OccurrenceState.CANCELLED, "the calendar did not change it"
    take(of_brug, event(AT, WEEKLY, "LOCATION:Zaal 5, Utrecht"), MOVED)
    activity.refresh_from_db()
    assert activity.venue_name == "Zaal 9"
    assert date_there().state == OccurrenceState.CANCELLED
    client.force_login(cast.sanne.user)
    page = of_brug.get_absolute_url()
    shown = client.get(page).content.decode()
    for words in ("Zaal 9, Utrecht", "Zaal 5, Utrecht", "gaat niet door", "15.00"):
        assert words in shown
    entry = CalendarEntry.objects.get()
    name = THAT_DAY.isoformat()
    client.post(
        f"{page}verschil/", {"activiteit": entry.pk, "wat": f"data:{name}", "keuze": "kalender"}
    )
    client.post(f"{page}verschil/", {"activiteit": entry.pk, "wat": "plaats", "keuze": "hier"})
    assert f"{recurrence.local(date_there().starts_at):%d %H.%M}" == "10 15.00"
    assert "Hier anders dan in je kalender" not in client.get(page).content.decode()
    take(of_brug, event(AT, WEEKLY, "LOCATION:Zaal 5, Utrecht", "DESCRIPTION:x"), MOVED)
    activity.refresh_from_db()
    assert (activity.venue_name, CalendarEntry.objects.get().differs) == ("Zaal 9", {})


def test_nobody_else_settles_it(
    of_brug: ConnectedCalendar, cast: SimpleNamespace, client: Client
) -> None:
    client.force_login(cast.els.user)
    assert client.post(f"{of_brug.get_absolute_url()}verschil/").status_code == 404


def test_what_a_person_cancelled_here_the_calendar_does_not_bring_back(
    of_brug: ConnectedCalendar, cast: SimpleNamespace
) -> None:
    trust(cast)
    take(of_brug, event(AT))
    Activity.objects.get().cancel(by=cast.sanne.user)
    take(of_brug, event(AT, "DESCRIPTION:Neem een pan mee"))
    assert Activity.objects.get().state == State.CANCELLED


def test_of_what_was_taken_over_before_this_was_kept_a_change_by_hand_is_known_by_the_log(
    of_brug: ConnectedCalendar, cast: SimpleNamespace
) -> None:
    trust(cast)
    take(of_brug, event(AT, uid="1"), event(AT, uid="2", title="Tweede"))
    CalendarEntry.objects.update(said=None, fingerprint="")
    submission_changes.change(
        Activity.objects.get(title="Tweede"),
        {"title": "Met de hand"},
        by=cast.sanne.user,
        source=Source.MEMBER,
    )
    take(of_brug, event(AT, uid="1", title="Anders"), event(AT, uid="2", title="Derde"))
    assert set(Activity.objects.values_list("title", flat=True)) == {"Anders", "Met de hand"}


# Which one it is


def test_other_uids_at_each_reading_are_no_other_activities(
    of_brug: ConnectedCalendar, cast: SimpleNamespace
) -> None:
    trust(cast)
    for later in range(3):
        report = take(
            of_brug,
            event(AT, uid=f"a{later}"),
            event(AT, WEEKLY, uid=f"b{later}", title="Reeks"),
            later=later,
        )
    assert (report.added, report.vanished) == (0, 0)
    assert Activity.objects.count() == 2
    assert not Activity.objects.exclude(vanished_at=None).exists()


@pytest.mark.parametrize(
    ("there", "here", "number"),
    [("", "", 1), ("Zaal 2, Utrecht", "Zaal 2, Utrecht", 1), ("Utrecht", "Zwolle", 2)],
)
def test_a_file_saved_again_under_another_name_with_other_uids_is_the_same_at_its_place(
    cast: SimpleNamespace, there: str, here: str, number: int
) -> None:
    for name, place in (("agenda", there), ("agenda (1)", here), ("agenda (2)", here)):
        saved = ConnectedCalendar.objects.create(
            organisation=cast.brug, name=name, form=Form.FILE, for_professionals=True
        )
        lines = [f"LOCATION:{place}"] if place else []
        report = take(
            saved,
            event(AT, *lines, uid=f"a{name}"),
            event(AT, WEEKLY, *lines, uid=f"b{name}", title="Reeks"),
        )
    assert report.added == 0
    assert Activity.objects.count() == 2 * number
    assert CalendarEntry.objects.filter(calendar=saved).count() == 2


def test_what_two_addresses_hold_is_kept_apart(cast: SimpleNamespace) -> None:
    for name in ("noord", "zuid"):
        at = ConnectedCalendar.objects.create(
            organisation=cast.brug,
            name=name,
            form=Form.ADDRESS,
            url=f"https://{name}.example/",
            for_professionals=True,
        )
        assert take(at, event(AT, uid=name)).added == 1


def test_one_that_is_new_beside_one_of_the_same_name_is_another(
    of_brug: ConnectedCalendar, cast: SimpleNamespace
) -> None:
    take(of_brug, event(AT, uid="1"))
    take(of_brug, event(AT, uid="1"), event(AT, uid="2"))
    assert Activity.objects.count() == 2


def test_an_older_file_changes_nothing(of_brug: ConnectedCalendar) -> None:
    take(of_brug, event(AT, "SEQUENCE:3", "LAST-MODIFIED:20270110T100000Z", title="Nieuw"))
    report = take(of_brug, event(AT, "SEQUENCE:1", "LAST-MODIFIED:20270101T100000Z", title="Oud"))
    assert Activity.objects.get().title == "Nieuw"
    assert report.left_out[0].why == sync.OLDER
    take(of_brug, event(AT, "SEQUENCE:0", "LAST-MODIFIED:20270120T100000Z", title="Nog nieuwer"))
    assert Activity.objects.get().title == "Nog nieuwer", "a program that counts anew"


def test_one_uid_for_many_dates_is_one_activity_on_many_dates(
    of_brug: ConnectedCalendar, cast: SimpleNamespace
) -> None:
    trust(cast)
    days = ("0302", "0316", "0330")
    many = [event(AT.replace("0302", day)) for day in days]
    take(of_brug, *many)
    assert Activity.objects.get().occurrences.count() == 3
    other = event(AT.replace("0302", "0406"), title="Iets anders")
    assert take(of_brug, *many, other, later=1).added == 1
    assert take(of_brug, *many, other, later=2).unchanged == 2


def test_the_dates_of_a_preview_are_those_that_are_taken(of_brug: ConnectedCalendar) -> None:
    """For each form of a series: what support sees is what is kept."""
    for number, (events, _) in enumerate(FORMS.values()):
        Activity.objects.all().delete()
        feed = parser.read(calendar(*events), NOW)
        told = Preview(feed, NOW).told()
        sync.take_over(of_brug, feed, NOW + timedelta(seconds=number))
        kept = [
            (
                recurrence.local(row.starts_at),
                recurrence.local(row.ends_at),
                row.state == OccurrenceState.CANCELLED,
            )
            for row in Activity.objects.get().occurrences.order_by("starts_at")
        ]
        seen = [
            (naive(one["start"]), naive(one["end"]), one["cancelled"])
            for one in told["activities"][0]["dates"]
        ]
        assert [(start, off) for start, _, off in kept] == [(start, off) for start, _, off in seen]
        assert [end for _, end, off in kept if not off] == [end for _, end, off in seen if not off]


def naive(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=None)

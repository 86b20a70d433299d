"""Our calendars, read by the programs of others."""

import re
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import extruct
import pytest
import recurring_ical_events
import time_machine
from django.conf import settings
from django.test import Client
from icalendar import Calendar

from jmzpro.agenda.activity import schedule
from jmzpro.agenda.activity.recurrence import ZONE, aware, write
from jmzpro.agenda.activity.text_cache import write_ahead
from jmzpro.agenda.choices import Source
from jmzpro.agenda.models import Activity, CalendarText, Occurrence
from jmzpro.testing.samples import make_activity
from jmzpro.themes.models import Theme
from jmzpro.trust.personal_data import data_categories

TUESDAY = datetime(2027, 3, 2, 19, 30)
NOW = aware(datetime(2027, 2, 1, 12))


@pytest.fixture(autouse=True)
def clock() -> Any:
    with time_machine.travel(NOW, tick=False) as february:
        yield february


def weekly(cast: SimpleNamespace, **fields: Any) -> Activity:
    """Tuesdays at 19.30 uur, from 2 March 2027, eight times: summer time begins in between."""
    told = {
        "starts_at": aware(TUESDAY),
        "ends_at": aware(TUESDAY + timedelta(hours=1, minutes=30)),
        "rrule": "FREQ=WEEKLY;COUNT=8",
    }
    return make_activity(cast, "Groep", **{**told, **fields})


def read(client: Client, address: str = "/agenda.ics") -> Any:
    """What a program reads; the same from texts that were written ahead, now and after each
    change that follows in the test.
    """
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    while write_ahead():
        pass
    assert client.get(address).content == response.content
    return Calendar.from_ical(response.content)


def expanded(calendar: Any) -> list[tuple[str, str, str]]:
    """Title, start and end of each date, as a program that subscribed has them; what is
    cancelled is not on.
    """
    found = recurring_ical_events.of(calendar).between(date(2026, 1, 1), date(2029, 1, 1))
    return sorted(
        (str(event["SUMMARY"]), event["DTSTART"].dt.isoformat(), event["DTEND"].dt.isoformat())
        for event in found
        if event.get("STATUS") != "CANCELLED"
    )


def in_database() -> list[tuple[str, str, str]]:
    def written(activity: Activity, moment: datetime) -> str:
        local = moment.astimezone(ZONE)
        return local.date().isoformat() if activity.is_all_day else local.isoformat()

    return sorted(
        (row.title, written(row.activity, row.starts_at), written(row.activity, row.ends_at))
        for row in Occurrence.objects.select_related("activity")
        if row.is_listed and not row.is_cancelled
    )


def single(cast: SimpleNamespace) -> None:
    make_activity(cast, starts_at=aware(TUESDAY), ends_at=aware(TUESDAY + timedelta(hours=2)))


def whole_days(cast: SimpleNamespace) -> None:
    make_activity(
        cast,
        starts_at=aware(datetime(2027, 12, 30)),
        ends_at=aware(datetime(2028, 1, 2)),
        is_all_day=True,
    )


def whole_days_weekly(cast: SimpleNamespace) -> None:
    fields = {
        "rrule": "FREQ=WEEKLY;UNTIL=20270420T235959",
        "exdate": "20270330",
        "rdate": "20270505",
    }
    make_activity(
        cast,
        starts_at=aware(datetime(2027, 3, 23)),
        ends_at=aware(datetime(2027, 3, 24)),
        is_all_day=True,
        **fields,
    )


def over_summer_time(cast: SimpleNamespace) -> None:
    weekly(cast)


def over_winter_time(cast: SimpleNamespace) -> None:
    start = datetime(2027, 10, 24, 19, 30)
    weekly(
        cast,
        starts_at=aware(start),
        ends_at=aware(start + timedelta(hours=8)),
        rrule="FREQ=WEEKLY;UNTIL=20271114T193000",
    )


def without_an_end(cast: SimpleNamespace) -> None:
    weekly(cast, rrule="FREQ=MONTHLY;BYDAY=1TU;UNTIL=20280601T000000")


def free_dates(cast: SimpleNamespace) -> None:
    weekly(
        cast,
        rrule="",
        rdate=f"{write(datetime(2027, 3, 11, 14))},{write(datetime(2027, 4, 1, 9, 15))},20270410",
    )


def left_out_and_added(cast: SimpleNamespace) -> None:
    weekly(cast, exdate=write(TUESDAY + timedelta(days=28)), rdate=write(datetime(2027, 5, 1, 10)))


def moved_and_dropped(cast: SimpleNamespace) -> None:
    activity = weekly(cast)
    dates = list(activity.occurrences.order_by("starts_at"))
    evening = datetime(2027, 3, 31, 20)
    activity.move_date(dates[4], aware(evening), aware(evening + timedelta(hours=1)), by=None)
    activity.drop_date(dates[5], by=None)
    Occurrence.objects.filter(pk=dates[6].pk).update(
        own_title="Groep met pannenkoeken", own_place="Bij de boer"
    )


def a_moved_single(cast: SimpleNamespace) -> None:
    activity = make_activity(
        cast, starts_at=aware(TUESDAY), ends_at=aware(TUESDAY + timedelta(hours=2))
    )
    evening = datetime(2027, 3, 3, 20)
    activity.move_date(
        activity.occurrences.get(), aware(evening), aware(evening + timedelta(hours=2)), by=None
    )


KINDS = [
    single, whole_days, whole_days_weekly, over_summer_time, over_winter_time, without_an_end, free_dates, left_out_and_added,  # noqa: E501
    moved_and_dropped, a_moved_single,
]  # fmt: skip


@pytest.mark.parametrize("make", KINDS)
def test_the_calendar_has_the_dates_that_the_site_has(
    client: Client, cast: SimpleNamespace, make: Callable[[Any], None]
) -> None:
    make(cast)
    assert in_database()
    assert expanded(read(client)) == in_database()


@pytest.mark.parametrize("make", KINDS)
def test_search_engines_read_the_dates_that_the_calendar_has(
    client: Client, cast: SimpleNamespace, make: Callable[[Any], None]
) -> None:
    make(cast)
    activity = Activity.objects.get()
    page = client.get(activity.get_absolute_url()).content.decode()
    [said] = extruct.extract(page, syntaxes=["json-ld"])["json-ld"]
    events = said.get("@graph", [said])
    assert all(
        event["@type"] == "Event" and event["location"] and event["eventStatus"] for event in events
    )
    on = sorted(
        (event["name"], event["startDate"])
        for event in events
        if event["eventStatus"] != "https://schema.org/EventCancelled"
    )
    assert on == sorted((title, start) for title, start, _ in expanded(read(client)))


def test_each_has_what_subscribers_need(client: Client, cast: SimpleNamespace) -> None:
    activity = weekly(cast)
    activity.themes.set(Theme.objects.filter(slug="groep"))
    calendar = read(client)
    [zone] = [part for part in calendar.subcomponents if part.name == "VTIMEZONE"]
    assert zone["TZID"] == "Europe/Amsterdam"
    [event] = calendar.events
    assert event["UID"] == activity.uid
    assert event["UID"].endswith("@127.0.0.1")
    assert event["SEQUENCE"] == 0
    assert event["LAST-MODIFIED"].dt == event["DTSTAMP"].dt == NOW
    assert event["DTSTART"].params["TZID"] == "Europe/Amsterdam"
    assert event["RRULE"].to_ical() == b"FREQ=WEEKLY;COUNT=8"
    assert calendar["REFRESH-INTERVAL"].dt == timedelta(hours=6)


def as_read(escaped: str) -> str:
    """TEXT of RFC 5545, as a program undoes it."""
    return re.sub(r"\\([\\,;])", r"\1", escaped)


def uids(calendar: Any) -> dict[str, str]:
    return {event["DTSTART"].dt.strftime("%m-%d"): str(event["UID"]) for event in calendar.events}


def test_separate_dates_are_events_of_their_own_whose_names_stay(
    client: Client, cast: SimpleNamespace
) -> None:
    dates = [datetime(2027, 3, 11, 14), datetime(2027, 4, 1, 9, 15)]
    activity = weekly(cast, rrule="", rdate=",".join(map(write, dates)))
    name, _, host = activity.uid.partition("@")
    first, *others = read(client).events
    assert not any({"RRULE", "RDATE", "RECURRENCE-ID"} & set(event) for event in (first, *others))
    expected = {
        "03-02": activity.uid,
        "03-11": f"{name}-20270311@{host}",
        "04-01": f"{name}-20270401@{host}",
    }
    assert uids(read(client)) == expected
    some = read(client, "/agenda.ics?van=2027-03-05&tot=2027-04-20")
    assert uids(some) == {day: uid for day, uid in expected.items() if day != "03-02"}
    Activity.objects.filter(pk=activity.pk).update(
        rdate=f"{write(dates[0])},{write(dates[1] + timedelta(hours=1))}",
        last_modified=NOW + timedelta(minutes=1),
    )
    activity.refresh_from_db()
    schedule.reschedule(activity)
    assert uids(read(client)) == expected


def test_two_dates_on_one_day_have_two_names(client: Client, cast: SimpleNamespace) -> None:
    weekly(cast, rrule="", rdate="20270311T100000,20270311T140000")
    assert len({str(event["UID"]) for event in read(client).events}) == 3


def test_a_calendar_of_some_weeks_calls_a_date_the_same_each_time(
    client: Client, cast: SimpleNamespace
) -> None:
    weekly(cast)
    early = uids(read(client, "/agenda.ics?van=2027-03-01&tot=2027-03-20"))
    late = uids(read(client, "/agenda.ics?van=2027-03-08&tot=2027-03-30"))
    assert {day: early[day] for day in ("03-09", "03-16")} == {
        day: late[day] for day in ("03-09", "03-16")
    }
    assert len(set((early | late).values())) == 5


def test_a_series_with_a_date_taken_out_ends_by_a_day_and_not_by_a_number(
    client: Client, cast: SimpleNamespace
) -> None:
    weekly(cast, exdate=write(TUESDAY + timedelta(days=14)))
    [event] = read(client).events
    assert event["RRULE"].to_ical() == b"FREQ=WEEKLY;UNTIL=20270420T173000Z"
    assert expanded(read(client)) == in_database()


def test_a_series_whose_first_date_is_taken_out_begins_with_the_next(
    client: Client, cast: SimpleNamespace
) -> None:
    weekly(cast, exdate=write(TUESDAY))
    [event] = read(client).events
    assert event["DTSTART"].dt.date() == date(2027, 3, 9)
    assert "EXDATE" not in event
    assert expanded(read(client)) == in_database()


def test_a_first_date_that_the_rule_does_not_give_stands_by_itself(
    client: Client, cast: SimpleNamespace
) -> None:
    activity = weekly(cast, rrule="FREQ=WEEKLY;BYDAY=TH;COUNT=3")
    series, alone = read(client).events
    assert series["DTSTART"].dt.date() == date(2027, 3, 4)
    assert (series["UID"], "RRULE" in alone) == (activity.uid, False)
    assert alone["UID"] != activity.uid
    assert expanded(read(client)) == in_database()


def test_what_an_activity_is_called_breaks_no_line_and_loses_nothing(
    client: Client, cast: SimpleNamespace
) -> None:
    activity = make_activity(cast, "Zingen, dansen; en\\of niets", summary="Kom, zing mee.")
    Activity.objects.update(summary="Regel een,\r\nregel twee\nX-EVIL:ja")
    calendar = read(client, f"{activity.get_absolute_url()}agenda.ics")
    for name in ("NAME", "X-WR-CALNAME"):
        assert as_read(str(calendar[name])) == activity.title
    assert "X-EVIL" not in calendar
    assert str(calendar["DESCRIPTION"]).splitlines() == ["Regel een,", "regel twee", "X-EVIL:ja"]
    written = client.get("/agenda.ics?plaats=Utrecht&gratis=ja").content.decode()
    name = written.replace("\r\n ", "").partition("X-WR-CALNAME:")[2].partition("\r\n")[0]
    assert "\\," in name
    assert "," not in name.replace("\\,", "")


def test_a_file_says_where_it_comes_from_and_where_its_page_is(
    client: Client, cast: SimpleNamespace
) -> None:
    activity = weekly(cast)
    own = f"http://127.0.0.1:8000{activity.get_absolute_url()}"
    calendar = read(client, f"{activity.get_absolute_url()}agenda.ics")
    assert str(calendar["SOURCE"]) == f"{own}agenda.ics"
    assert str(calendar["URL"]) == own
    page = client.get(activity.get_absolute_url()).content.decode()
    assert "https://outlook.live.com/calendar/" in page
    assert "https://outlook.office.com/calendar/" in page


def test_until_is_in_utc_as_the_standard_wants(client: Client, cast: SimpleNamespace) -> None:
    weekly(cast, rrule="FREQ=WEEKLY;UNTIL=20270420T193000")
    [event] = read(client).events
    assert event["RRULE"]["UNTIL"] == [datetime(2027, 4, 20, 17, 30, tzinfo=UTC)]


def test_no_line_is_longer_than_75_bytes(client: Client, cast: SimpleNamespace) -> None:
    make_activity(cast, "Een heel lange titel met ë en ó. " * 9, summary="é" * 300)
    lines = client.get("/agenda.ics").content.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert expanded(read(client)) == in_database()


def test_a_change_of_time_raises_the_sequence_and_keeps_the_name(
    client: Client, cast: SimpleNamespace
) -> None:
    activity = weekly(cast)
    row = activity.occurrences.order_by("starts_at").first()
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        for moment in ("starts_at", "ends_at"):
            setattr(activity, moment, getattr(activity, moment) + timedelta(minutes=30))
        activity.save()
        schedule.reschedule(activity)
    [event] = read(client).events
    assert (event["UID"], event["SEQUENCE"]) == (activity.uid, 1)
    assert event["LAST-MODIFIED"].dt == NOW + timedelta(days=1)
    assert expanded(read(client)) == in_database()
    assert row is not None
    row.refresh_from_db()  # whoever points at a date still does
    assert row.starts_at == activity.starts_at


def test_what_is_cancelled_stays_as_cancelled(client: Client, cast: SimpleNamespace) -> None:
    activity = weekly(cast)
    activity.cancel(by=None)
    [event] = read(client).events
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 1)


def test_what_is_off_the_site_is_in_no_calendar(client: Client, cast: SimpleNamespace) -> None:
    activity = weekly(cast)
    activity.take_off(by=None)
    assert read(client).events == []
    assert client.get(f"{activity.get_absolute_url()}agenda.ics").status_code == 404


@pytest.mark.parametrize(
    "query",
    ["leeftijd=9", "organisatie=steunpunt-de-brug", "thema=groep", "plaats=Utrecht&afstand=10"],
)
def test_the_calendar_of_a_question_holds_what_is_on_the_screen(
    client: Client, cast: SimpleNamespace, query: str
) -> None:
    fits = make_activity(cast, "Past", starts_at=aware(TUESDAY), ends_at=aware(TUESDAY))
    fits.themes.set(Theme.objects.filter(slug="groep"))
    make_activity(
        cast, "Past niet", age_from=16, age_to=18, organisation=cast.maas, town=cast.maas.town
    )
    assert [str(event["SUMMARY"]) for event in read(client, f"/agenda.ics?{query}").events] == [
        "Past"
    ]
    page = client.get(f"/agenda/?{query}").content.decode()
    assert f'href="webcal://127.0.0.1:8000/agenda.ics?{query.replace("&", "&amp;")}"' in page


def test_of_a_week_it_holds_the_dates_of_that_week(client: Client, cast: SimpleNamespace) -> None:
    weekly(cast)
    found = expanded(read(client, "/agenda.ics?van=2027-03-09&tot=2027-03-23"))
    assert [start[:10] for _, start, _ in found] == ["2027-03-09", "2027-03-16", "2027-03-23"]
    assert "hoogstens 2000" in str(read(client)["DESCRIPTION"])


def test_what_was_is_kept_for_ninety_days(client: Client, cast: SimpleNamespace) -> None:
    for days, title in ((89, "Net nog"), (91, "Te oud")):
        start = NOW - timedelta(days=days)
        make_activity(cast, title, starts_at=start, ends_at=start + timedelta(hours=1))
    assert [str(event["SUMMARY"]) for event in read(client).events] == ["Net nog"]


def test_who_asks_again_gets_nothing_new(client: Client, cast: SimpleNamespace) -> None:
    weekly(cast)
    first = client.get("/agenda.ics")
    assert client.get("/agenda.ics", headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_what_changed_is_never_given_as_it_was(
    client: Client, cast: SimpleNamespace, clock: Any
) -> None:
    activity = weekly(
        cast, venue_name="Zaal 1", for_young_carers=False, for_professionals=True, age_from=None
    )
    theme = Theme.objects.get(slug="groep")
    activity.themes.add(theme)
    assert "Zaal 1" in str(read(client).events[0]["LOCATION"])
    clock.shift(60)
    activity.change({"venue_name": "Zaal 2"}, by=None, source=Source.OFFICE)
    assert "Zaal 2" in str(read(client).events[0]["LOCATION"])
    clock.shift(60)
    activity.drop_date(activity.occurrences.all()[2], by=None)
    assert str(read(client).events[1]["STATUS"]) == "CANCELLED"
    theme.name = "Groepswerk"
    theme.save()
    assert "Groepswerk" in read(client).events[0]["CATEGORIES"].cats


def test_who_is_forgotten_is_in_no_calendar_any_more(client: Client, cast: SimpleNamespace) -> None:
    weekly(cast, contact_name=cast.sanne.name, contact_email=cast.sanne.user.email)
    assert cast.sanne.name in str(read(client).events[0]["CONTACT"])
    data_categories["agenda"].erase(cast.sanne.user)
    assert not CalendarText.objects.exists()
    assert cast.sanne.name.encode() not in client.get("/agenda.ics").content


def test_of_what_is_written_ahead_nothing_is_fetched(client: Client, cast: SimpleNamespace) -> None:
    for _ in range(3):
        weekly(cast)
    read(client)
    with patch("jmzpro.agenda.feeds.whole", side_effect=AssertionError):
        client.get("/agenda.ics")


def test_the_link_to_take_part_is_nowhere_in_public(client: Client, cast: SimpleNamespace) -> None:
    secret = "https://bijeenkomst.voorbeeld.example/geheim"
    activity = make_activity(
        cast, where="online", online_link=secret, town=None, registration="hier"
    )
    own = activity.get_absolute_url()
    addresses = (
        "/agenda/",
        "/agenda.ics",
        "/agenda/feed.xml",
        "/api/v1/activities",
        "/agenda/insluiten/agenda.json",
    )
    for address in (*addresses, own, f"{own}agenda.ics", f"{own}poster/"):
        assert "geheim" not in client.get(address).content.decode()


def khal(folder: Path, *command: str) -> str:
    config = folder / "khal.conf"
    config.write_text(
        f"[calendars]\n[[agenda]]\npath = {folder / 'agenda'}\ntype = calendar\n"
        f"[locale]\nlocal_timezone = Europe/Amsterdam\ndefault_timezone = Europe/Amsterdam\n"
        "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\ndatetimeformat = "
        "%Y-%m-%d %H:%M\n"
        f"longdatetimeformat = %Y-%m-%d %H:%M\n[sqlite]\npath = {folder / 'khal.db'}\n"
    )
    program = Path(sys.executable).parent / "khal"
    done = subprocess.run(
        [program, "-c", config, *command], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "rror" not in done.stderr, done.stderr
    assert "WARNING" not in done.stderr, done.stderr
    return done.stdout


def by_name(written: bytes) -> list[bytes]:
    """One calendar for each UID, as a folder that is kept in step has them (vdirsyncer makes
    them so).
    """
    parts = re.split(rb"(?=BEGIN:VEVENT\r\n)", written.replace(b"END:VCALENDAR\r\n", b""))
    named: dict[bytes, bytes] = {}
    for event in parts[1:]:
        uid = re.sub(rb"\r\n ", b"", event).partition(b"UID:")[2].partition(b"\r\n")[0]
        named[uid] = named.get(uid, b"") + event
    return [parts[0] + events + b"END:VCALENDAR\r\n" for events in named.values()]


@pytest.mark.parametrize("make", KINDS)
def test_khal_shows_the_dates_that_the_site_has(
    client: Client, cast: SimpleNamespace, make: Callable[[Any], None], tmp_path: Path
) -> None:
    make(cast)
    (tmp_path / "agenda").mkdir()
    for number, one in enumerate(by_name(client.get("/agenda.ics").content)):
        (tmp_path / "agenda" / f"{number}.ics").write_bytes(one)
    shown = khal(
        tmp_path,
        "list",
        "--format",
        "{title}|{start}|{end}|{status}",
        "--day-format",
        "",
        "2027-01-01",
        "900d",
    )
    lines = {line for line in shown.splitlines() if line and "CANCELLED" not in line}
    titles_and_starts = {(line.split("|")[0], line.split("|")[1][:10]) for line in lines}
    for title, start, _ in in_database():
        assert (title, start[:10]) in titles_and_starts
    dates = [row for row in in_database() if "T" in row[1]]
    for title, start, end in dates:
        at = f"{title}|{start[:10]} {start[11:16]}|{end[:10]} {end[11:16]}|"
        assert any(line.startswith(at) for line in lines) or start[:10] != end[:10], (
            at,
            sorted(lines),
        )


def test_a_page_shows_the_next_twenty_dates_and_how_many_more(
    client: Client, cast: SimpleNamespace
) -> None:
    activity = weekly(cast, rrule="FREQ=DAILY")
    count = activity.occurrences.count()
    page = client.get(activity.get_absolute_url()).content.decode()
    assert count > 400
    assert f"En nog {count - 20}." in page
    assert page.count("uur") < 100
    assert len(page) < 60_000
    assert len(expanded(read(client))) >= count


@pytest.mark.parametrize("view", ["", "maand/", "kaart/"])
def test_beside_the_address_stands_what_a_program_may_show_otherwise(
    client: Client, cast: SimpleNamespace, view: str
) -> None:
    page = client.get(f"/agenda/{view}").content.decode()
    assert "<summary>Werkt deze agenda in mijn programma?</summary>" in page
    known = Path(settings.BASE_DIR, "docs/decisions/0074-one-event-a-date.md").read_text()
    for reader in ("calcurse", "vobject", "ts-ics", "ical-expander"):
        assert reader in page
        assert reader in known

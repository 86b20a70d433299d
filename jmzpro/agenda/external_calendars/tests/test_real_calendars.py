"""Hundreds of calendars as they are out there: none ends in an error or never, all that is left
out is explained, twice is once.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from jmzpro.agenda.activity import recurrence
from jmzpro.agenda.external_calendars import parser, sync
from jmzpro.agenda.external_calendars.events import Unreadable
from jmzpro.agenda.external_calendars.models import (
    CalendarEntry,
    CalendarReading,
    ConnectedCalendar,
    Form,
    Outcome,
)
from jmzpro.agenda.external_calendars.series import assembled
from jmzpro.agenda.external_calendars.tests.calendars import ALL, BROKEN, STARTS, calendar, event
from jmzpro.agenda.models import Activity
from jmzpro.members.models import Organisation, OrganisationKind

NOW = datetime(2027, 2, 1, 9, tzinfo=UTC)


def test_there_are_at_least_three_hundred() -> None:
    assert len(ALL) >= 300


def connected() -> ConnectedCalendar:
    organisation = Organisation.objects.create(
        name="Voorbeeld", slug="voorbeeld", kind=OrganisationKind.WELFARE
    )
    return ConnectedCalendar.objects.create(
        organisation=organisation, name="Kalender", form=Form.FILE, for_professionals=True
    )


@pytest.mark.parametrize(
    ("name", "content"), [pytest.param(name, content, id=name) for name, content in ALL]
)
def test_it_is_read_in_seconds_all_that_is_left_out_is_explained_and_twice_is_once(
    db: None, name: str, content: bytes
) -> None:
    began = time.process_time()
    try:
        feed = parser.read(content, NOW)
    except Unreadable as refusal:
        feed, why = None, str(refusal)
    assert time.process_time() - began < 20
    if feed is None:
        assert why.endswith(".")
        return
    assert feed.of == len(feed.events) + len(feed.left_out)
    assert all(one.title and one.why.endswith(".") for one in feed.left_out)
    target = connected()
    # As if all of it were still to come.
    now = min([recurrence.aware(one.start) for one in feed.events] + [NOW]) - timedelta(days=1)
    with asked() as statements:
        first = sync.take_over(target, feed, now)
    assert len(statements) <= 20 + 60 * len(feed.events)
    entries = CalendarEntry.objects.count()
    # Each event is taken over, over already, explained, or one date of an activity.
    series, doubles = assembled(feed, now)
    dates = len(feed.events) - len(series) - len(doubles)
    untaken = sum(not one.is_taken for one in first.left_out)
    assert first.added + first.past + untaken + dates == feed.of
    with asked() as statements:
        again = sync.take_over(target, feed, now)
    assert len(statements) <= 20 + 8 * len(feed.events)
    assert (again.added, again.changed, again.vanished) == (0, 0, 0)
    assert CalendarEntry.objects.count() == entries


def test_what_is_read_again_is_looked_up_and_not_searched_for(db: None) -> None:
    """PostgreSQL has no figures of rows that were just made, and must not need them."""
    events = [
        event(f"DTSTART:202703{1 + number % 28:02d}T{number // 28:02d}0000Z", uid=str(number))
        for number in range(300)
    ]
    target = connected()
    sync.take_over(target, parser.read(calendar(*events), NOW), NOW)
    again = parser.read(calendar(*events), NOW)
    before = rows_looked_at()
    assert sync.take_over(target, again, NOW + timedelta(minutes=1)).unchanged == 300
    assert rows_looked_at() - before < 300 * 30


def rows_looked_at() -> int:
    """In this transaction, as PostgreSQL counts them; 0 for SQLite, which does not."""
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(sum(seq_tup_read + coalesce(idx_tup_fetch, 0)), 0) FROM "
            "pg_stat_xact_user_tables"
        )
        return int(cursor.fetchone()[0])


@contextmanager
def asked() -> Iterator[list[str]]:
    """The statements that the database is asked meanwhile."""
    statements: list[str] = []

    def note(execute: Any, sql: str, *others: Any) -> Any:
        statements.append(sql)
        return execute(sql, *others)

    with connection.execute_wrapper(note):
        yield statements


@pytest.mark.parametrize("start", STARTS[:3])
def test_windows_names_of_zones_are_our_own_clock(start: str) -> None:
    found = parser.read(calendar(event(start)), NOW).events[0]
    assert found.start == datetime(2027, 3, 2, 19, 30)


@pytest.mark.parametrize("header", [(), ("X-WR-TIMEZONE:Europe/Amsterdam",)])
def test_a_weekly_series_keeps_its_hour_when_summer_time_begins(header: tuple[str, ...]) -> None:
    start = STARTS[5] if header else STARTS[0]
    found = parser.read(
        calendar(event(start, "RRULE:FREQ=WEEKLY;COUNT=8"), header=header), NOW
    ).events[0]
    assert found.rrule
    dates = recurrence.dates(
        found.start, found.rrule, "", "", since=found.start, until=found.start + timedelta(days=90)
    )
    assert {one.time().isoformat() for one in dates} == {"19:30:00"}


def test_a_series_of_another_zone_becomes_dates_that_are_right_on_our_clock() -> None:
    """New York moves its clock two weeks before us."""
    found = parser.read(calendar(event(STARTS[3], "RRULE:FREQ=WEEKLY;COUNT=5")), NOW).events[0]
    assert found.rrule == ""
    assert [f"{one:%d-%m %H:%M}" for one in found.extra] == [
        "02-03 19:30",
        "09-03 19:30",
        "16-03 18:30",
        "23-03 18:30",
        "30-03 19:30",
    ]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("no-date", "is geen datum"),
        ("no-start", "niet bij wanneer dit begint"),
        ("year-0", "kan niet kloppen"),
        ("every-second", "Vaker dan eens per dag"),
        ("no-rule", "niet te lezen"),
        ("ten-years-long", "langer dan een jaar"),
        ("half", "houdt halverwege op"),
        ("no-title", "geen titel"),
        ("private", "op privé"),
        ("bsn", "burgerservicenummer"),
    ],
)
def test_the_owner_reads_in_dutch_why(name: str, why: str) -> None:
    feed = parser.read(BROKEN[name], NOW)
    assert feed.events == []
    assert why in feed.left_out[0].why


@pytest.mark.parametrize(
    "name",
    [
        "twice-header",
        "unix-newlines",
        "mac-newlines",
        "bom",
        "utf-16",
        "x-wr-wrong",
        "no-colon",
        "ends-before",
    ],
)
def test_what_is_only_untidy_is_read(name: str) -> None:
    assert parser.read(BROKEN[name], NOW).events[0].title == "Koken voor mantelzorgers"


def test_texts_are_plain_and_links_are_links() -> None:
    assert parser.read(BROKEN["latin-1"], NOW).events[0].title == "Café"
    assert "<" not in parser.read(BROKEN["html"], NOW).events[0].text
    assert parser.read(BROKEN["js-link"], NOW).events[0].link == ""
    assert len(parser.read(BROKEN["long-title"], NOW).events[0].title) == 300


def test_one_broken_event_does_not_sink_the_others() -> None:
    mixed = calendar(
        event("DTSTART:morgen", uid="1"),
        event(STARTS[0], uid="2"),
        event(STARTS[0], "RRULE:FREQ=SECONDLY", uid="3"),
    )
    feed = parser.read(mixed, NOW)
    assert len(feed.events) == 1
    assert len(feed.left_out) == 2


def test_three_thousand_events_are_read_in_parts_and_all_of_them(db: None) -> None:
    days = [
        (month, day, hour) for month in range(3, 13) for day in range(1, 26) for hour in range(12)
    ]
    many = calendar(
        *(
            event(
                f"DTSTART:2027{month:02d}{day:02d}T{hour:02d}0000Z",
                uid=f"{month}-{day}-{hour}",
                title=f"Nummer {month}.{day}.{hour}",
            )
            for month, day, hour in days
        )
    )
    began = time.process_time()
    feed = parser.read(many, NOW)
    assert len(feed.events) == 3000
    assert time.process_time() - began < 15
    target = connected()
    row = CalendarReading.objects.create(calendar=target, outcome=Outcome.BUSY, content=many)
    part = sync.Taking(target, feed, NOW, row)
    part.run(seconds=2)
    assert 0 < row.done < 3000
    assert not part.is_done
    assert Activity.objects.count() == row.done
    # Killed there, and gone on with by another worker that knows only the row.
    again = sync.Taking(target, feed, NOW, CalendarReading.objects.get())
    again.run(seconds=1)
    found = CalendarReading.objects.get()
    assert found.added == found.done == Activity.objects.count()
    # The first one is not dead after all: it finds that another went on.
    part.run()
    assert Activity.objects.count() == found.done


def test_no_calendar_at_all_is_said_to_be_none(cast: SimpleNamespace) -> None:
    for nothing in (b"", b"<html>Niets</html>", b"\x00\xff" * 100):
        with pytest.raises(Unreadable, match="geen kalender"):
            parser.read(nothing, NOW)
    with pytest.raises(Unreadable, match="5 MB"):
        parser.read(b"BEGIN:VCALENDAR\r\n" + b"X" * (5 * 1024 * 1024), NOW)


PIECES = st.sampled_from(
    [
        "BEGIN:VCALENDAR",
        "END:VCALENDAR",
        "BEGIN:VEVENT",
        "END:VEVENT",
        "BEGIN:VTIMEZONE",
        "END:VTIMEZONE",
        "BEGIN:VALARM",
        "END:VALARM",
        "UID:1",
        "SUMMARY:Koken",
        "DTSTART:20270302T193000Z",
        "DTSTART;VALUE=DATE:20270302",
        "DTEND:20270302T203000Z",
        "DURATION:-P1D",
        "RRULE:FREQ=WEEKLY;UNTIL=19700101T000000Z",
        "RRULE:FREQ=MONTHLY;BYDAY=5MO;BYMONTH=2",
        "RDATE;VALUE=PERIOD:20270302T193000Z/PT1H",
        "EXDATE:20270309T193000Z,x",
        "RECURRENCE-ID:20270309T193000Z",
        "STATUS:CANCELLED",
        " folded",
        "TZID:Europe/Amsterdam",
    ]
)


@given(st.lists(PIECES | st.text(max_size=30), max_size=40))
def test_no_mix_of_lines_breaks_it_and_each_event_is_read_or_explained(lines: list[str]) -> None:
    try:
        feed = parser.read("\r\n".join(lines).encode(), NOW)
    except Unreadable:
        return
    assert feed.of == len(feed.events) + len(feed.left_out)
    assert all(one.end >= one.start for one in feed.events)

"""What the name of a zone means, in the forms in which programs write it."""

from datetime import UTC, datetime

import pytest

from jmzpro.agenda.external_calendars import parser
from jmzpro.agenda.external_calendars.tests.calendars import calendar, event

NOW = datetime(2027, 2, 1, 9, tzinfo=UTC)
HELSINKI = [
    "BEGIN:VTIMEZONE",
    "TZID:Noord\\, Oost\\, West",
    "BEGIN:STANDARD",
    "DTSTART:16010101T040000",
    "TZOFFSETFROM:+0300",
    "TZOFFSETTO:+0200",
    "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
    "END:STANDARD",
    "BEGIN:DAYLIGHT",
    "DTSTART:16010101T030000",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0300",
    "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
    "END:DAYLIGHT",
    "END:VTIMEZONE",
]


@pytest.mark.parametrize(
    ("zone", "clock"),
    [
        (";TZID=Europe/Amsterdam", "19.30"),
        (";TZID=W. Europe Standard Time", "19.30"),
        (";TZID=Romance Daylight Time", "19.30"),
        (";TZID=(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", "19.30"),
        (';TZID="(UTC+02:00) Helsinki, Kyiv, Riga, Sofia, Tallinn, Vilnius"', "18.30"),
        (";TZID=FLE Standard Time", "18.30"),
        (";TZID=/freeassociation.sourceforge.net/Tzfile/Europe/Helsinki", "18.30"),
        (";TZID=/mozilla.org/20050126_1/Europe/London", "20.30"),
        (';TZID="Noord, Oost, West"', "18.30"),
        (";TZID=tzone://Microsoft/Utc", "20.30"),
        (';TZID="tzone://Microsoft/Utc"', "20.30"),
        (";TZID=+01:00", "19.30"),
        (";TZID=UTC+2", "18.30"),
        (";TZID=GMT-0500", "01.30"),
        (";TZID=CET", "19.30"),
        (";TZID=Etc/UTC", "20.30"),
        ("", "19.30"),
    ],
)
def test_a_zone_is_known_by_name_by_definition_or_by_offset(zone: str, clock: str) -> None:
    feed = parser.read(calendar(HELSINKI, event(f"DTSTART{zone}:20270310T193000")), NOW)
    assert f"{feed.events[0].start:%H.%M}" == clock
    assert feed.events[0].notes == ()


def test_a_zone_that_nobody_knows_is_told() -> None:
    feed = parser.read(calendar(event("DTSTART;TZID=Bestaat/Niet:20270310T193000")), NOW)
    assert f"{feed.events[0].start:%H.%M}" == "19.30"
    assert "Bestaat/Niet" in feed.events[0].notes[0]


@pytest.mark.parametrize(
    "name", ["Europe/Amsterdam", "W. Europe Standard Time", "(UTC+01:00) Amsterdam, Berlijn"]
)
def test_the_zone_of_a_calendar_holds_for_its_times_in_utc(name: str) -> None:
    lines = event("DTSTART:20270310T183000Z", "DTEND:20270310T200000Z", "RRULE:FREQ=WEEKLY;COUNT=8")
    feed = parser.read(calendar(lines, header=(f"X-WR-TIMEZONE:{name}",)), NOW)
    assert feed.events[0].rrule == "FREQ=WEEKLY;COUNT=8"
    assert feed.notes == []


def test_a_zone_of_a_calendar_that_nobody_knows_is_told() -> None:
    feed = parser.read(
        calendar(event("DTSTART:20270310T183000Z"), header=("X-WR-TIMEZONE:Bestaat/Niet",)), NOW
    )
    assert "Bestaat/Niet" in feed.notes[0]

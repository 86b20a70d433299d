"""Calendars to read: what the packages that we read with bring for their own tests, and what we
make ourselves.
"""

from collections.abc import Iterator
from importlib.util import find_spec
from itertools import product
from pathlib import Path

PACKAGES = ("icalendar", "recurring_ical_events", "x_wr_timezone")


def of_packages() -> Iterator[tuple[str, bytes]]:
    for package in PACKAGES:
        spec = find_spec(package)
        assert spec is not None
        for place in spec.submodule_search_locations or ():
            for file in sorted(Path(place).rglob("*.ics")):
                yield f"{package}/{file.name}", file.read_bytes()


def event(
    *lines: str, uid: str = "een@voorbeeld.example", title: str = "Koken voor mantelzorgers"
) -> list[str]:
    return ["BEGIN:VEVENT", f"UID:{uid}", f"SUMMARY:{title}", *lines, "END:VEVENT"]


def calendar(*events: list[str], header: tuple[str, ...] = (), newline: str = "\r\n") -> bytes:
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//voorbeeld//NL",
        *header,
        *(line for one in events for line in one),
        "END:VCALENDAR",
    ]
    return (newline.join(lines) + newline).encode()


STARTS = (
    "DTSTART;TZID=Europe/Amsterdam:20270302T193000",
    "DTSTART;TZID=W. Europe Standard Time:20270302T193000",
    'DTSTART;TZID="W. Europe Standard Time":20270302T193000',
    "DTSTART;TZID=America/New_York:20270302T133000",
    "DTSTART;TZID=Bestaat/Niet:20270302T193000",
    "DTSTART:20270302T183000Z",
    "DTSTART:20270302T193000",
    "DTSTART;VALUE=DATE:20270302",
)
RULES = (
    "",
    "RRULE:FREQ=WEEKLY",
    "RRULE:FREQ=MONTHLY;BYDAY=1TU;COUNT=6",
    "RRULE:FREQ=DAILY;UNTIL=20270401T000000Z",
    "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
)
BROKEN = {
    "no-date": calendar(event("DTSTART:morgen")),
    "no-start": calendar(event("DTEND:20270302T193000Z")),
    "empty-start": calendar(event("DTSTART:")),
    "month-13": calendar(event("DTSTART:20271302T193000Z")),
    "year-0": calendar(event("DTSTART:00010101T000000Z")),
    "year-9999": calendar(event("DTSTART:99991231T235959Z", "DURATION:P40D")),
    "every-second": calendar(event(STARTS[0], "RRULE:FREQ=SECONDLY")),
    "no-rule": calendar(event(STARTS[0], "RRULE:elke dinsdag")),
    "two-rules": calendar(event(STARTS[0], "RRULE:FREQ=WEEKLY", "RRULE:FREQ=DAILY")),
    "ends-before": calendar(event(STARTS[0], "DTEND:20270101T000000Z")),
    "ten-years-long": calendar(event(STARTS[0], "DURATION:P3650D")),
    "half": calendar()[:-16] + b"BEGIN:VEVENT\r\nSUMMARY:Half\r\nDTSTART:20270302T193000Z\r\n",
    "nested": calendar(event(STARTS[0], "BEGIN:VEVENT", "SUMMARY:Binnenin", "END:VEVENT")),
    "twice-header": calendar(
        event(STARTS[0]), header=("BEGIN:VCALENDAR", "VERSION:2.0", "VERSION:2.0", "METHOD:PUBLISH")
    ),
    "no-title": calendar(["BEGIN:VEVENT", "UID:x", STARTS[0], "END:VEVENT"]),
    "private": calendar(event(STARTS[0], "CLASS:PRIVATE")),
    "no-uid": calendar(["BEGIN:VEVENT", "SUMMARY:Zonder kenmerk", STARTS[0], "END:VEVENT"]),
    "no-colon": calendar(event(STARTS[0], "DIT IS GEEN REGEL")),
    "unix-newlines": calendar(event(STARTS[0]), newline="\n"),
    "mac-newlines": calendar(event(STARTS[0]), newline="\r"),
    "latin-1": calendar(event(STARTS[0], title="Café")).decode().encode("cp1252"),
    "bom": b"\xef\xbb\xbf" + calendar(event(STARTS[0])),
    "utf-16": calendar(event(STARTS[0])).decode().encode("utf-16"),
    "nul": calendar(event(STARTS[0], title="Nul\0teken")),
    "bsn": calendar(event(STARTS[0], "DESCRIPTION:Bel over 111222333")),
    "html": calendar(
        event(STARTS[0], "DESCRIPTION:<p>Neem <b>pannen</b> mee</p><script>alert(1)</script>")
    ),
    "js-link": calendar(event(STARTS[0], "URL:javascript:alert(1)")),
    "long-title": calendar(event(STARTS[0], title="x" * 5000)),
    "x-wr": calendar(
        event("DTSTART:20270302T183000Z", "RRULE:FREQ=WEEKLY"),
        header=("X-WR-TIMEZONE:Europe/Amsterdam",),
    ),
    "x-wr-wrong": calendar(
        event("DTSTART:20270302T183000Z"), header=("X-WR-TIMEZONE:Bestaat/Niet",)
    ),
    "range": calendar(
        event(STARTS[0], "RRULE:FREQ=WEEKLY"),
        event("RECURRENCE-ID;RANGE=THISANDFUTURE:20270309T183000Z", STARTS[0]),
    ),
    "many-exdates": calendar(
        event(
            STARTS[0],
            "RRULE:FREQ=DAILY",
            *(f"EXDATE:202703{day:02d}T183000Z" for day in range(3, 30)),
        )
    ),
    "empty-rule": calendar(event(STARTS[0], "RRULE:")),
}


def made() -> Iterator[tuple[str, bytes]]:
    for (at, start), (number, rule) in product(enumerate(STARTS), enumerate(RULES)):
        yield (
            f"made/{at}-{number}",
            calendar(event(start, *([rule] if rule else []), "LOCATION:Buurthuis, Utrecht")),
        )
    yield from ((f"made/{name}", content) for name, content in BROKEN.items())


ALL = (*of_packages(), *made())

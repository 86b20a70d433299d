"""Calendars that others made, read by us and by an independent reader: what is read, told and lost,
and which dates differ.

JMZ_CALENDARS names a folder with .ics files, at any depth; without it those that our packages bring
for their own tests are read. JMZ_CALENDARS_ALL prints the first difference of each file.
"""

import os
import re
import sys
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter
from typing import Any

import django

django.setup()

import recurring_ical_events  # noqa: E402
from icalendar import Calendar  # noqa: E402
from sets.calendar_differences import REASONS  # noqa: E402

from jmzpro.agenda.activity import recurrence  # noqa: E402
from jmzpro.agenda.external_calendars import parser  # noqa: E402
from jmzpro.agenda.external_calendars.events import Feed, Unreadable  # noqa: E402
from jmzpro.agenda.external_calendars.preview import date_told  # noqa: E402
from jmzpro.agenda.external_calendars.series import Series, assembled  # noqa: E402
from jmzpro.agenda.external_calendars.tokenizer import LARGEST  # noqa: E402

PACKAGES = ("icalendar", "recurring_ical_events", "x_wr_timezone")
AHEAD, A_DAY = timedelta(days=500), timedelta(days=1)
BEGINS = re.compile(rb"(?im)^BEGIN:VEVENT[ \t]*$")
Moments = set[tuple[datetime, datetime, bool]]


@dataclass
class Tally:
    files: int = 0
    told_whole: Counter[str] = field(default_factory=Counter)
    events: int = 0
    taken: int = 0
    told: Counter[str] = field(default_factory=Counter)
    noted: int = 0
    lost: list[str] = field(default_factory=list)
    compared: int = 0
    equal: int = 0
    dates: int = 0
    incomparable: int = 0
    differences: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    slowest: tuple[float, str] = (0.0, "")


def files() -> Iterator[Path]:
    folder = os.environ.get("JMZ_CALENDARS")
    if folder:
        yield from sorted(Path(folder).rglob("*.ics"))
        return
    for package in PACKAGES:
        spec = find_spec(package)
        for place in (spec.submodule_search_locations or ()) if spec else ():
            yield from sorted(Path(place).rglob("*.ics"))


def measure(path: Path, tally: Tally) -> None:
    content = path.read_bytes()[: LARGEST + 1]
    tally.files += 1
    count = len(BEGINS.findall(content.replace(b"\r\n", b"\n").replace(b"\r", b"\n")))
    began = perf_counter()
    try:
        feed = parser.read(content, datetime.now(UTC))
    except Unreadable as refusal:
        tally.told_whole[str(refusal)] += 1
        return
    now = min(
        [recurrence.aware(one.start) for one in feed.events], default=datetime.now(UTC)
    ) - timedelta(days=1)
    feed = parser.read(content, now)
    series, doubles = assembled(feed, now)
    tally.slowest = max(tally.slowest, (perf_counter() - began, path.name))
    tally.events += count
    tally.taken += len(feed.events) - len(doubles)
    tally.told.update(one.why for one in (*feed.left_out, *doubles))
    tally.noted += sum(len(one.all_notes()) for one in series) + len(feed.notes)
    if count > feed.of or feed.of != len(feed.events) + len(feed.left_out):
        tally.lost.append(f"{path.name}: {count} events, {feed.of} seen")
    tally.lost.extend(f"{path.name}: {title}" for title in unseen(feed, series, doubles, now))
    compare(path, content, series, now, tally)


def unseen(feed: Feed, series: list[Series], doubles: list[Any], now: datetime) -> Iterator[str]:
    """Events that became no date, and of which nothing is told."""
    told = {(one.title, one.when) for one in doubles}
    starts: dict[str, set[datetime]] = defaultdict(set)
    for one in series:
        starts[one.main.uid] |= {date.start for date in one.all_dates(now)} | {
            date.name for date in one.all_dates(now)
        }
    noted = {one.main.uid for one in series if one.all_notes()}
    for found in feed.events:
        is_series = found.recurrence is None and bool(
            starts[found.uid]
        )  # its first date may have been taken out
        is_out = any(
            found.recurrence in one.main.dropped for one in series if one.main.uid == found.uid
        )
        is_there = (
            is_series
            or is_out
            or found.start in starts[found.uid]
            or found.is_cancelled
            or found.is_for_later
        )
        if not is_there and (found.title, found.when) not in told and found.uid not in noted:
            yield found.title


def compare(path: Path, content: bytes, series: list[Series], now: datetime, tally: Tally) -> None:
    """By UID, for those that we took: each date with its start, end, and whether it is a whole
    day.
    """
    until = now + AHEAD
    try:
        theirs = of_reader(content, now, until)
    except Exception:
        tally.incomparable += 1
        return
    ours: dict[str, Moments] = defaultdict(set)
    for one in series:
        for day in one.all_dates(now):
            if recurrence.aware(day.start) < until - A_DAY and not (
                day.is_cancelled or one.main.is_cancelled
            ):
                uid = (
                    one.main.uid if one.main.uid.encode() in content.replace(b"\r\n ", b"") else ""
                )
                is_day = date_told(day, is_all_day=one.main.is_all_day)["whole_day"]
                ours[uid].add((day.start, day.end, is_day))
    is_equal = True
    for uid, moments in ours.items():
        tally.dates += len(moments)
        if moments != theirs.get(uid, set()):
            is_equal = False
            tally.differences[path.name].append(in_words(uid, moments, theirs.get(uid, set())))
    tally.compared += 1
    tally.equal += is_equal


def of_reader(content: bytes, now: datetime, until: datetime) -> dict[str, Moments]:
    found: dict[str, Moments] = defaultdict(set)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for calendar in Calendar.from_ical(content, multiple=True):
            for event in recurring_ical_events.of(calendar).between(now, until):
                if str(event.get("STATUS", "")).upper() != "CANCELLED":
                    start = event["DTSTART"].dt
                    end = event["DTEND"].dt if "DTEND" in event else start
                    is_day = not isinstance(start, datetime)
                    if is_day and end <= start:
                        end = start + timedelta(days=1)
                    if (
                        recurrence.aware(on_our_clock(start)) < until - A_DAY
                    ):  # where floating times begin, each has an own idea of
                        found[str(event.get("UID", ""))].add(
                            (on_our_clock(start), on_our_clock(end), is_day)
                        )
    return found


def on_our_clock(at: date | datetime) -> datetime:
    if not isinstance(at, datetime):
        return datetime(at.year, at.month, at.day)
    return (recurrence.local(at) if at.tzinfo else at).replace(microsecond=0)


def in_words(uid: str, ours: Moments, theirs: Moments) -> str:
    only_ours, only_theirs = sorted(ours - theirs), sorted(theirs - ours)
    return (
        f"{uid[:30]}: {len(only_ours)} only ours {shown(only_ours)}, {len(only_theirs)} only "
        f"theirs {shown(only_theirs)}"
    )


def shown(moments: list[tuple[datetime, datetime, bool]]) -> str:
    return ", ".join(
        f"{start:%Y-%m-%d %H:%M}–{end:%m-%d %H:%M}{' day' if is_day else ''}"
        for start, end, is_day in moments[:2]
    )


def sources() -> str:
    """The packages of which the folder holds the tests, else our own."""
    folder = os.environ.get("JMZ_CALENDARS")
    if not folder:
        return ", ".join(f"{name} {version(name.replace('_', '-'))}" for name in PACKAGES)
    found = {
        path.relative_to(folder).parts[1] if len(path.relative_to(folder).parts) > 2 else path.name
        for path in files()
    }
    return ", ".join(sorted(found))


def explained(tally: Tally) -> Iterator[str]:
    for name, lines in sorted(tally.differences.items()):
        why = REASONS.get(name, "NOT EXPLAINED")
        yield f"- `{name}`: {why}{f' ({lines[0]})' if os.environ.get('JMZ_CALENDARS_ALL') else ''}"


def main() -> None:
    tally = Tally()
    for path in files():
        measure(path, tally)
    rows = (
        ("files that are no calendar, said so", sum(tally.told_whole.values())),
        ("events", tally.events),
        ("taken over, as activities or dates of them", tally.taken),
        ("left out, each with its reason", sum(tally.told.values())),
        ("notes on what was taken", tally.noted),
        ("**lost: neither there nor told**", len(tally.lost)),
        ("files compared with recurring-ical-events", tally.compared),
        ("of them with each date equal (start, end, whole day)", tally.equal),
        ("dates compared", tally.dates),
        ("files that recurring-ical-events does not read", tally.incomparable),
    )
    most = "; ".join(
        f"{number} × “{why.split('.')[0]}”" for why, number in tally.told.most_common(8)
    )
    out = [
        "## Calendars of others, read",
        "",
        (
            f"{tally.files} files of the test folders of public packages, none of our making "
            f"({sources()}), each read as of the day before its"
        ),
        "first event. `JMZ_CALENDARS` names a folder of others.",
        "",
        "| what | number |",
        "|---|---:|",
        *(f"| {what} | {number:,} |" for what, number in rows),
        "",
        (
            f"The slowest file ({tally.slowest[1]}) took {tally.slowest[0]:.1f} s, twice. Left "
            f"out most: {most}."
        ),
        "",
        *(f"- lost: {one}" for one in tally.lost),
        "Where dates differ, and why:",
        "",
        *explained(tally),
    ]
    sys.stdout.write("\n".join(out) + "\n")


if __name__ == "__main__":
    main()

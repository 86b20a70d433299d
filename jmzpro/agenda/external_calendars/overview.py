"""What the page of a calendar tells its owner."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jmzpro.agenda.activity import recurrence, wording
from jmzpro.agenda.activity.occurrence import DateVersion
from jmzpro.agenda.choices import State, Where
from jmzpro.agenda.external_calendars.differences import GROUPS
from jmzpro.agenda.external_calendars.models import (
    CalendarEntry,
    CalendarReading,
    ConnectedCalendar,
    Outcome,
)
from jmzpro.agenda.models import Activity
from jmzpro.places.models import Town
from jmzpro.trust import installation

SHOWN = 100
NAMED = 5
READINGS = 10


@dataclass(frozen=True)
class Reason:
    """Why something was not taken over, with the first ones of which that holds."""

    why: str
    titles: list[str]
    more: int


@dataclass(frozen=True)
class Difference:
    """What a person changed here and the calendar too."""

    entry: CalendarEntry
    group: str
    label: str
    here: str
    there: str


def of_calendar(calendar: ConnectedCalendar) -> dict[str, Any]:
    readings = list(calendar.readings.defer("content")[:READINGS])
    told = next((one for one in readings if one.outcome == Outcome.READ), None)
    entries = CalendarEntry.objects.filter(calendar=calendar).select_related(
        "activity__town__province"
    )
    gone = Activity.objects.filter(calendar_entry__calendar=calendar, vanished_at__isnull=False)
    newest = readings[0] if readings else None
    attention = list(asking_attention(told, entries))
    return {
        "calendar": calendar,
        "readings": readings,
        "newest": newest,
        "busy": newest if newest and newest.outcome == Outcome.BUSY else None,
        "told": told,
        "taken": entries.count(),
        "waiting": entries.filter(activity__state=State.FOR_REVIEW).count(),
        "gone": gone.order_by("starts_at")[:50],
        "reasons": reasons(told),
        "attention": attention[:SHOWN],
        "more_attention": max(0, len(attention) - SHOWN),
        "differences": [
            one for entry in entries.exclude(differs={})[:SHOWN] for one in differences(entry)
        ],
        "is_address": calendar.form == "adres",
        "is_unread_here": calendar.form == "adres" and installation.is_demo(),
    }


def reasons(told: CalendarReading | None) -> list[Reason]:
    titles: dict[str, list[str]] = defaultdict(list)
    for one in told.left_out if told else []:
        if not one.get("is_taken"):
            titles[one["why"]].append(
                f"{one['title']}, {one['when']}" if one.get("when") else one["title"]
            )
    return [Reason(why, named[:NAMED], max(0, len(named) - NAMED)) for why, named in titles.items()]


def asking_attention(
    told: CalendarReading | None, entries: Iterable[CalendarEntry]
) -> Iterator[tuple[str, str]]:
    """Of what was taken over: which, and what of it is not as it stands in the calendar."""
    seen = set()
    for entry in entries:
        for note in (
            entry.notes if entry.activity.state not in (State.REJECTED, State.WITHDRAWN) else ()
        ):
            seen.add((entry.activity.title, note))
            yield f"{entry.activity.title}, {entry.activity.first_words()}", note
    for one in told.left_out if told else []:
        if (
            one.get("is_taken")
            and (one["title"], one["why"]) not in seen
            and not is_said(one, seen)
        ):
            yield f"{one['title']}, {one['when']}" if one.get("when") else one["title"], one["why"]


def is_said(one: dict[str, Any], seen: set[tuple[str, str]]) -> bool:
    return any(one["title"] == title and one["why"].endswith(note) for title, note in seen)


def differences(entry: CalendarEntry) -> Iterator[Difference]:
    for group, there in entry.differs.items():
        if group == "data":
            yield from date_differences(entry, there)
        elif group in GROUPS:
            here = [getattr(entry.activity, name) for name in GROUPS[group]]
            yield Difference(
                entry, group, group.capitalize(), said(group, here), said(group, there)
            )


def date_differences(entry: CalendarEntry, there: dict[str, Any]) -> Iterator[Difference]:
    rows = {row.recurrence_id.isoformat(): row for row in entry.activity.occurrences.all()}
    for name, kept in there.items():
        if name in rows:
            day = f"{recurrence.local(datetime.fromisoformat(name)):%d-%m-%Y}"
            here = date_said(entry.activity, rows[name].version)
            yield Difference(
                entry,
                f"data:{name}",
                f"De datum {day}",
                here,
                date_said(entry.activity, DateVersion.of_json(kept)),
            )


def date_said(activity: Activity, state: DateVersion) -> str:
    if state.is_cancelled:
        return "gaat niet door"
    when = wording.when(state.start, state.end, is_all_day=activity.is_all_day)
    return ", ".join(part for part in (when, state.title, state.place) if part)


def said(group: str, values: list[Any]) -> str:
    """In words, of columns as they are or as they were kept."""
    if group == "tijd":
        start, end, is_all_day = (as_moment(values[0]), as_moment(values[1]), values[2])
        when = wording.when(start, end, is_all_day=is_all_day)
        return f"{when}, en vaker" if values[3] or values[4] else when
    if group == "plaats":
        where, venue, address, postcode, town = values
        if isinstance(town, int):
            town = Town.objects.filter(pk=town).first()
        parts = (
            venue,
            address,
            postcode,
            town.name if town else "",
            "online" if where != Where.ON_SITE else "",
        )
        return ", ".join(part for part in parts if part) or "geen plaats"
    text = str(values[0])
    return f"{text[:300]} …" if len(text) > 300 else text or "niets"


def as_moment(value: Any) -> datetime:
    return value if isinstance(value, datetime) else datetime.fromisoformat(value)

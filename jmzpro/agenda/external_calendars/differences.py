"""Three accounts of one activity: what its calendar said last, what it says now, and what stands
here.

What the calendar changed is changed here too. What a person changed here stays; where the calendar
changed it as well, both are kept to be shown to its owner.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from jmzpro.agenda.activity import recurrence
from jmzpro.agenda.activity.occurrence import DateVersion
from jmzpro.agenda.external_calendars.series import Date
from jmzpro.agenda.models import Activity
from jmzpro.places.models import Town

# What is one thing is changed as one: half a place is no place.
GROUPS = {
    "titel": ("title",),
    "tekst": ("text",),
    "tijd": ("starts_at", "ends_at", "is_all_day", "rrule", "rdate", "exdate"),
    "plaats": ("where", "venue_name", "address", "postcode", "town"),
    "link": ("website",),
}
MOST_SAID = 4
Plain = dict[str, Any]


def as_plain(value: Any) -> Any:
    """As it is kept in JSON."""
    if isinstance(value, datetime):
        return value.isoformat()
    return value.pk if isinstance(value, Town) else value


def of_group(values: Any, group: str) -> list[Any]:
    return [as_plain(values[name]) for name in GROUPS[group]]


def of_activity(activity: Activity, group: str) -> list[Any]:
    return [as_plain(getattr(activity, name)) for name in GROUPS[group]]


@dataclass
class Account:
    """What a calendar said: for each group the values it had, the last first, since what waits for
    a look is said and not yet so; and each date that was other than its series.
    """

    groups: dict[str, list[list[Any]]] = field(default_factory=dict)
    dates: dict[str, list[Any]] = field(default_factory=dict)
    is_cancelled: bool = False

    @classmethod
    def of(cls, said: Any) -> "Account | None":
        if not said:
            return None
        return cls(said.get("groups", {}), said.get("dates", {}), bool(said.get("is_cancelled")))

    def as_json(self) -> Plain:
        return {"groups": self.groups, "dates": self.dates, "is_cancelled": self.is_cancelled}


@dataclass
class Verdict:
    """Which groups to change here, and which both changed."""

    change: list[str] = field(default_factory=list)
    both: list[str] = field(default_factory=list)


def compared(activity: Activity, values: Any, said: Account | None, *, was_edited: bool) -> Verdict:
    """`was_edited`: a person changed it here; asked only when it is not known what the calendar
    said.
    """
    verdict = Verdict()
    for group in GROUPS:
        ours, theirs = of_activity(activity, group), of_group(values, group)
        before = said.groups.get(group, []) if said else []
        if ours == theirs or (before and theirs == before[0] and ours not in before[1:]):
            continue
        is_by_hand = ours not in before if before else was_edited
        (verdict.both if is_by_hand else verdict.change).append(group)
    return verdict


def remembered(
    values: Any, said: Account | None, held: Iterable[str]
) -> dict[str, list[list[Any]]]:
    """What it said now; with what it said before where that still stands here, waiting for a
    look.
    """
    waiting = set(held)
    groups = {}
    for group, names in GROUPS.items():
        now = of_group(values, group)
        before = said.groups.get(group, []) if said and waiting & set(names) else []
        groups[group] = [now, *(one for one in before if one != now)][:MOST_SAID]
    return groups


# One date of a series


def version_of(date: Date) -> DateVersion:
    start = recurrence.aware(date.start)
    end = max(start, recurrence.aware(date.end))
    return DateVersion(start, end, date.is_cancelled, date.title, date.place)

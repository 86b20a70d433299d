"""The dates of a series that its calendar has otherwise: moved, dropped, of another name or
place.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from jmzpro.agenda.activity import recurrence, schedule
from jmzpro.agenda.activity.occurrence import DateVersion
from jmzpro.agenda.external_calendars.differences import Account, version_of
from jmzpro.agenda.external_calendars.series import Series
from jmzpro.agenda.models import Activity, Occurrence


@dataclass
class Outcome:
    """`said`: what the calendar says of dates now; `both`: those that a person changed here and the
    calendar too, as the calendar has them, by the day of their name."""

    said: dict[str, list[Any]] = field(default_factory=dict)
    both: dict[str, list[Any]] = field(default_factory=dict)
    is_changed: bool = False


def take_dates(
    activity: Activity, series: Series, said: Account | None, *, is_new: bool, was_edited: bool
) -> Outcome:
    """What the calendar took back is taken back too: a date that was dropped or moved there and
    is not any more.
    """
    outcome = Outcome()
    wanted = {recurrence.aware(name): version_of(date) for name, date in series.own_dates().items()}
    before = {
        datetime.fromisoformat(name): DateVersion.of_json(kept)
        for name, kept in (said.dates if said else {}).items()
    }
    changed = {}
    is_held = activity.is_for_children and activity.is_on_the_site
    for row in activity.occurrences.all():
        usual = as_planned(activity, row)
        ours, theirs = row.version, wanted.get(row.recurrence_id, usual)
        if is_held:
            # Another place for children waits for a look; so a date of theirs keeps the place it
            # has.
            theirs = replace(theirs, place=ours.place)
        if theirs is not usual:
            outcome.said[row.recurrence_id.isoformat()] = theirs.as_json()
        last = before.get(row.recurrence_id, usual)
        if ours.is_like(theirs) or (said is not None and theirs.is_like(last) and not is_new):
            continue
        is_by_hand = not is_new and (not ours.is_like(last) if said is not None else was_edited)
        if is_by_hand:
            outcome.both[row.recurrence_id.isoformat()] = theirs.as_json()
            continue
        changed[row] = theirs
    outcome.is_changed = activity.change_dates(changed, by=None)
    return outcome


def as_planned(activity: Activity, row: Occurrence) -> DateVersion:
    """As the series has it."""
    return DateVersion(*schedule.planned_span(activity, row))

"""The dates of a series that its calendar has otherwise: moved, dropped, of another name or
place.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from jmzpro.agenda.activity import publication, recurrence, schedule
from jmzpro.agenda.choices import OccurrenceState
from jmzpro.agenda.external_calendars.differences import Account, State
from jmzpro.agenda.external_calendars.series import Series
from jmzpro.agenda.models import Activity, Occurrence
from jmzpro.trust import audit

COLUMNS = ("state", "own_title", "own_place", *schedule.SPAN)


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
    wanted = {
        recurrence.aware(name): State.of_date(date) for name, date in series.own_dates().items()
    }
    before = {
        datetime.fromisoformat(name): State.of_json(kept)
        for name, kept in (said.dates if said else {}).items()
    }
    changed = []
    is_held = activity.is_for_children and activity.is_on_the_site
    for row in activity.occurrences.all():
        usual = as_planned(activity, row)
        ours, theirs = State.of_row(row), wanted.get(row.recurrence_id, usual)
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
        put(row, theirs, usual)
        changed.append(row)
    if changed:
        keep(activity, changed)
        outcome.is_changed = True
    return outcome


def as_planned(activity: Activity, row: Occurrence) -> State:
    """As the series has it."""
    if not activity.is_series:
        return State(activity.starts_at, activity.ends_at)
    return State(*schedule.span(activity, recurrence.local(row.recurrence_id)))


def put(row: Occurrence, to: State, usual: State) -> None:
    """On the row, not yet saved. What does not go on keeps the time at which it would have been."""
    row.own_title, row.own_place = to.title, to.place
    if to.is_cancelled:
        row.state = OccurrenceState.CANCELLED
        return
    row.put(to.start, to.end)
    is_usual = (to.start, to.end) == (usual.start, usual.end)
    row.state = OccurrenceState.PLANNED if is_usual else OccurrenceState.MOVED


def keep(activity: Activity, rows: list[Occurrence], by: Any = None) -> None:
    """In one step, however many there are."""
    Occurrence.objects.bulk_update(rows, COLUMNS, batch_size=200)
    if activity.is_on_the_site:
        publication.reschedule(activity)
        days = sorted({f"{recurrence.local(row.recurrence_id):%Y-%m-%d}" for row in rows})
        audit.record("data aangepast", activity, by=by, data=", ".join(days[:20]), aantal=len(days))

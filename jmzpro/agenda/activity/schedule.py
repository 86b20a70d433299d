"""From an activity to the dates it is on: the rows that every list reads. Whatever changes an
activity ends with `lay_out`; one date of it is moved, dropped and restored here.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from jmzpro.agenda.activity import recurrence
from jmzpro.agenda.activity.occurrence import DateVersion, Occurrence
from jmzpro.agenda.choices import OPEN, OccurrenceState
from jmzpro.trust import audit
from jmzpro.trust.queue import AlreadyDecided

if TYPE_CHECKING:
    from jmzpro.agenda.activity.models import Activity

# A series without an end is laid out this far; `jobs.lay_out_further` goes on with it.
AHEAD = timedelta(days=548)
BACK = timedelta(days=400)
UNKNOWN_AGES = (0, 99)
SPAN = ("starts_at", "ends_at", "day", "last_day")
VERSION = ("state", "own_title", "own_place", *SPAN)


def copied(activity: "Activity") -> dict[str, Any]:
    """What a date has of its activity, for lists to filter on."""
    age_from, age_to = UNKNOWN_AGES
    return {
        "is_listed": activity.is_on_the_site,
        "kind": activity.kind,
        "for_young_carers": activity.for_young_carers,
        "for_parents": activity.for_parents,
        "for_professionals": activity.for_professionals,
        "age_from": (age_from if activity.age_from is None else activity.age_from)
        if activity.for_young_carers
        else None,
        "age_to": (age_to if activity.age_to is None else activity.age_to)
        if activity.for_young_carers
        else None,
        "is_on_site": activity.is_on_site,
        "is_online": activity.is_online,
        "is_free": activity.is_free,
        "in_week": activity.in_week,
        "has_accreditation": bool(activity.accreditations),
        "town_id": activity.town_id if activity.is_on_site else None,
        "province_id": activity.town.province_id if activity.town and activity.is_on_site else None,
        "organisation_id": activity.organisation_id,
    }


def span(activity: "Activity", wall: datetime) -> tuple[datetime, datetime]:
    """Start and end of the date that starts at this time on the wall clock."""
    length = recurrence.local(activity.ends_at) - recurrence.local(activity.starts_at)
    start, end = recurrence.aware(wall), recurrence.aware(wall + length)
    return start, max(start, end)


def planned(activity: "Activity", now: datetime) -> dict[datetime, tuple[datetime, datetime]]:
    """Each date of the series by its name (`recurrence_id`). Raises recurrence.UnknownRule."""
    start = recurrence.local(activity.starts_at)
    if not activity.is_series:
        return {activity.starts_at: (activity.starts_at, activity.ends_at)}
    until = recurrence.local(now + AHEAD)
    walls = recurrence.dates(
        start,
        activity.rrule,
        activity.rdate,
        activity.exdate,
        since=recurrence.local(now - BACK),
        until=max(until, start),
    )
    spans = [span(activity, wall) for wall in walls]
    return {begin: (begin, end) for begin, end in spans}


@transaction.atomic
def lay_out(activity: "Activity", now: datetime | None = None) -> None:
    """Make the rows say what the activity says. What is over stays as it was; a date that was moved
    or dropped stays so.

    Raises recurrence.UnknownRule.
    """
    moment = now or timezone.now()
    wanted = planned(activity, moment)
    there = {row.recurrence_id: row for row in activity.occurrences.all()}
    new = [name for name in wanted if name not in there]
    gone = [
        row
        for name, row in there.items()
        if name not in wanted and (row.ends_at > moment or not activity.is_series)
    ]
    # A date that shifts on its day, or the only one, stays the same row: whoever points at it still
    # does.
    for row in gone:
        name = next(
            (name for name in new if not activity.is_series or same_day(name, row.recurrence_id)),
            None,
        )
        if name is None:
            row.delete()
            continue
        new.remove(name)
        row.recurrence_id = name
        start, end = wanted[name]
        _write_version(
            row, replace(row.version, start=start, end=end, is_cancelled=False), wanted[name]
        )
        row.save(update_fields=["recurrence_id", *VERSION])
    changed = [
        row
        for name, row in there.items()
        if row.state == OccurrenceState.PLANNED and has_other_span(row, wanted.get(name))
    ]
    for row in changed:
        row.put(*wanted[row.recurrence_id])
    Occurrence.objects.bulk_update(changed, SPAN)
    copies = copied(activity)
    Occurrence.objects.bulk_create([new_date(activity, name, wanted[name], copies) for name in new])
    activity.occurrences.update(**copies)
    type(activity).objects.filter(pk=activity.pk).update(laid_out_at=moment)


@transaction.atomic
def reschedule(activity: "Activity") -> None:
    """After another time or place was saved: its dates follow, calendars elsewhere take it over by
    the SEQUENCE, and who registered is told by its `last_modified`.
    """
    type(activity).objects.filter(pk=activity.pk).update(
        sequence=F("sequence") + 1, last_modified=timezone.now()
    )
    activity.refresh_from_db()
    lay_out(activity)


def new_date(
    activity: "Activity", name: datetime, span: tuple[datetime, datetime], copies: dict[str, Any]
) -> Occurrence:
    row = Occurrence(activity=activity, recurrence_id=name, **copies)
    row.put(*span)
    return row


def same_day(moment: datetime, other: datetime) -> bool:
    return recurrence.local(moment).date() == recurrence.local(other).date()


def has_other_span(row: Occurrence, span: tuple[datetime, datetime] | None) -> bool:
    return span is not None and (row.starts_at, row.ends_at) != span


# One date


def planned_span(activity: "Activity", date: Occurrence) -> tuple[datetime, datetime]:
    """When the series has it."""
    if not activity.is_series:
        return activity.starts_at, activity.ends_at
    return span(activity, recurrence.local(date.recurrence_id))


def _write_version(row: Occurrence, version: DateVersion, usual: tuple[datetime, datetime]) -> None:
    """On the row, not yet saved. What does not go on keeps the time at which it would have been."""
    row.own_title, row.own_place = version.title, version.place
    if version.is_cancelled:
        row.state = OccurrenceState.CANCELLED
        return
    row.put(version.start, version.end)
    is_usual = (version.start, version.end) == usual
    row.state = OccurrenceState.PLANNED if is_usual else OccurrenceState.MOVED


@transaction.atomic
def move_date(
    activity: "Activity", date: Occurrence, starts_at: datetime, ends_at: datetime, *, by: Any
) -> bool:
    """One date to another moment; its name stays. False when it stood there already. Raises
    AlreadyDecided when the activity is closed.
    """
    to = replace(date.version, start=starts_at, end=ends_at, is_cancelled=False)
    return _write_date(activity, date, to, "datum verplaatst", by)


@transaction.atomic
def drop_date(activity: "Activity", date: Occurrence, *, by: Any) -> bool:
    """Of what is on the site the date stays to be seen as dropped. False when it was dropped
    already. Raises AlreadyDecided when the activity is closed.
    """
    return _write_date(
        activity, date, replace(date.version, is_cancelled=True), "datum vervallen", by
    )


@transaction.atomic
def restore_date(activity: "Activity", date: Occurrence, *, by: Any) -> bool:
    """One date as the series has it. False when it was so. Raises AlreadyDecided when the activity
    is closed.
    """
    start, end = planned_span(activity, date)
    to = replace(date.version, start=start, end=end, is_cancelled=False)
    return _write_date(activity, date, to, "datum teruggezet", by)


def _write_date(
    activity: "Activity", date: Occurrence, to: DateVersion, action: str, by: Any
) -> bool:
    changed = _write_dates(activity, {date: to})
    if changed and activity.is_on_the_site:
        audit.record(
            action, activity, by=by, datum=str(recurrence.local(date.recurrence_id).date())
        )
    return bool(changed)


@transaction.atomic
def change_dates(
    activity: "Activity", versions: Mapping[Occurrence, DateVersion], *, by: Any
) -> bool:
    """Several dates at once, as one new version of the activity. False when all were so. Raises
    AlreadyDecided when the activity is closed.
    """
    changed = _write_dates(activity, versions)
    if changed and activity.is_on_the_site:
        days = sorted({f"{recurrence.local(row.recurrence_id):%Y-%m-%d}" for row in changed})
        audit.record("data aangepast", activity, by=by, data=", ".join(days[:20]), aantal=len(days))
    return bool(changed)


def _write_dates(
    activity: "Activity", versions: Mapping[Occurrence, DateVersion]
) -> list[Occurrence]:
    """The rows that became otherwise."""
    this = type(activity).objects.filter(pk=activity.pk)
    locked = this.select_for_update(of=("self",)).get()
    if locked.state not in OPEN:
        raise AlreadyDecided
    there = activity.occurrences.in_bulk([row.pk for row in versions])
    changed = []
    for named, version in versions.items():
        row = there.get(named.pk)
        if row is not None and not row.version.is_like(version):
            _write_version(row, version, planned_span(locked, row))
            changed.append(row)
    Occurrence.objects.bulk_update(changed, VERSION, batch_size=200)
    if changed and locked.is_on_the_site:
        reschedule(activity)
    return changed

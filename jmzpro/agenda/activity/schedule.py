"""From an activity to the dates it is on: the rows that every list reads. Whatever changes an
activity ends with `lay_out`.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from jmzpro.agenda.activity import recurrence
from jmzpro.agenda.choices import OccurrenceState
from jmzpro.agenda.models import Activity, Occurrence

# A series without an end is laid out this far; `lay_out_further` goes on with it.
AHEAD = timedelta(days=548)
BACK = timedelta(days=400)
EVERY = timedelta(days=28)
AT_ONCE = 100
UNKNOWN_AGES = (0, 99)
SPAN = ("starts_at", "ends_at", "day", "last_day")


def copied(activity: Activity) -> dict[str, Any]:
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


def span(activity: Activity, wall: datetime) -> tuple[datetime, datetime]:
    """Start and end of the date that starts at this time on the wall clock."""
    length = recurrence.local(activity.ends_at) - recurrence.local(activity.starts_at)
    start, end = recurrence.aware(wall), recurrence.aware(wall + length)
    return start, max(start, end)


def planned(activity: Activity, now: datetime) -> dict[datetime, tuple[datetime, datetime]]:
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
def lay_out(activity: Activity, now: datetime | None = None) -> None:
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
        row.recurrence_id, row.state = name, OccurrenceState.PLANNED
        row.put(*wanted[name])
        row.save(update_fields=["recurrence_id", "state", *SPAN])
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
    Activity.objects.filter(pk=activity.pk).update(laid_out_at=moment)


def new_date(
    activity: Activity, name: datetime, span: tuple[datetime, datetime], copies: dict[str, Any]
) -> Occurrence:
    row = Occurrence(activity=activity, recurrence_id=name, **copies)
    row.put(*span)
    return row


def same_day(moment: datetime, other: datetime) -> bool:
    return recurrence.local(moment).date() == recurrence.local(other).date()


def has_other_span(row: Occurrence, span: tuple[datetime, datetime] | None) -> bool:
    return span is not None and (row.starts_at, row.ends_at) != span


def lay_out_further(now: datetime | None = None) -> bool:
    """Series that go on get the dates that came within reach, each about once a month; True when
    more wait.
    """
    moment = now or timezone.now()
    waiting = (
        Activity.objects.on_the_site().exclude(rrule="").filter(laid_out_at__lt=moment - EVERY)
    )
    for activity in waiting.select_related("town").order_by("laid_out_at")[:AT_ONCE]:
        lay_out(activity, moment)
    return waiting.exists()

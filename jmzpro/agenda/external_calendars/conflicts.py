"""What a person changed here and the calendar too: its owner says which of both it is."""

from datetime import datetime
from typing import Any

from django.db import transaction

from jmzpro.agenda.activity.occurrence import DateVersion
from jmzpro.agenda.choices import Source
from jmzpro.agenda.external_calendars.differences import GROUPS
from jmzpro.agenda.external_calendars.models import CalendarEntry
from jmzpro.agenda.models import Activity
from jmzpro.places.models import Town

MOMENTS = ("starts_at", "ends_at")


@transaction.atomic
def settle(entry: CalendarEntry, what: str, *, takes_theirs: bool, by: Any) -> bool:
    """`what` is a group of columns, or `data:` and the name of a date. False when it was settled
    before.
    """
    locked = (
        CalendarEntry.objects.select_for_update(of=("self",))
        .select_related("activity")
        .get(pk=entry.pk)
    )
    group, _, name = what.partition(":")
    differs = dict(locked.differs)
    if group == "data":
        of_dates = dict(differs.get("data", {}))
        theirs = of_dates.pop(name, None)
        differs["data"] = of_dates
    else:
        theirs = differs.pop(group, None)
    if theirs is None:
        return False
    if not differs.get("data", True):
        del differs["data"]
    if takes_theirs and locked.activity.is_open:
        take(locked.activity, group, name, theirs, by)
    CalendarEntry.objects.filter(pk=locked.pk).update(differs=differs)
    return True


def take(activity: Activity, group: str, name: str, theirs: list[Any], by: Any) -> None:
    """As the calendar has it; what is for children and leads elsewhere waits for a look."""
    if group == "data":
        named = activity.occurrences.filter(recurrence_id=datetime.fromisoformat(name))
        row = named.first()
        if row is not None:
            activity.change_dates({row: DateVersion.of_json(theirs)}, by=by)
        return
    columns = {
        column: as_column(column, value)
        for column, value in zip(GROUPS[group], theirs, strict=True)
    }
    activity.change(columns, by=by, source=Source.CALENDAR)


def as_column(name: str, value: Any) -> Any:
    if name in MOMENTS:
        return datetime.fromisoformat(value)
    return Town.objects.filter(pk=value).first() if name == "town" and value is not None else value

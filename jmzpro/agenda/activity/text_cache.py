"""The texts that calendars are put together from, written when an activity has changed and not
while somebody waits.
"""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from jmzpro.agenda.activity.calendar_text import made_for
from jmzpro.agenda.ical import Entry, Written, as_text
from jmzpro.agenda.models import Activity, CalendarText
from jmzpro.places.models import Province, Town
from jmzpro.themes.models import Theme

AT_ONCE = 200


def write_ahead() -> bool:
    """Write what is missing or old; True when more waits."""
    waiting = (
        Activity.objects.on_the_site()
        .exclude(pk__in=CalendarText.objects.current().values("activity"))
        .order_by("pk")
    )
    wanted = waiting.select_related("town__province").prefetch_related("themes", "occurrences")
    rows = [row_of(activity) for activity in wanted[:AT_ONCE]]
    columns = [field.name for field in CalendarText._meta.concrete_fields if not field.primary_key]
    CalendarText.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["activity"], update_fields=columns
    )
    return len(rows) == AT_ONCE


def row_of(activity: Activity) -> CalendarText:
    events, text = as_text(whole(activity))
    return CalendarText(
        activity=activity,
        made_of=activity.last_modified,
        made_for=made_for(),
        events=events,
        text=text.decode(),
    )


def whole(activity: Activity) -> Entry:
    """With all its dates, of an activity that was fetched with them."""
    dates = sorted(activity.occurrences.all(), key=lambda date: (date.starts_at, date.pk))
    for date in dates:
        date.activity = activity
    return Entry(activity, dates)


def written(activities: Any) -> dict[int, Written]:
    """The texts that are there and still right, by the key of the activity."""
    rows = (
        CalendarText.objects.current()
        .filter(activity__in=activities)
        .values_list("activity", "events", "text")
    )
    return {pk: (events, text.encode()) for pk, events, text in rows}


@receiver(post_save, sender=Theme, dispatch_uid="agenda.texts-of-theme")
def theme_changed(instance: Theme, **kwargs: Any) -> None:
    CalendarText.objects.forget(Activity.objects.filter(themes=instance))


@receiver(post_save, sender=Town, dispatch_uid="agenda.texts-of-town")
def town_changed(instance: Town, **kwargs: Any) -> None:
    CalendarText.objects.forget(Activity.objects.filter(town=instance))


@receiver(post_save, sender=Province, dispatch_uid="agenda.texts-of-province")
def province_changed(instance: Province, **kwargs: Any) -> None:
    CalendarText.objects.forget(Activity.objects.filter(town__province=instance))

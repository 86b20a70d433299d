"""All that waited of a calendar onto the site: the office says so once, the worker carries it out in parts."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from jmzpro.agenda import publishing
from jmzpro.agenda.adding import knowing, sending
from jmzpro.agenda.choices import State
from jmzpro.agenda.connected import emails
from jmzpro.agenda.connected.models import ConnectedCalendar
from jmzpro.agenda.models import Activity, Step
from jmzpro.trust.queue import AlreadyDecided

AT_A_TIME = 50
EVERY = timedelta(minutes=1)


def ask(calendar: ConnectedCalendar, by: Any) -> None:
    """Of what is there now, with one mail; what comes later is another decision."""
    ConnectedCalendar.objects.filter(pk=calendar.pk).update(placed_by=by, placed_until=timezone.now())
    emails.placed(calendar)


def work() -> bool:
    """A part of one calendar; True when more waits. Each activity in a transaction of its own: killed
    anywhere, the rest is done the next time."""
    calendar = ConnectedCalendar.objects.exclude(placed_until=None).order_by("placed_until", "pk").first()
    if calendar is None:
        return False
    waiting = Activity.objects.filter(
        calendar_entry__calendar=calendar,
        state=State.FOR_REVIEW,
        created_at__lte=calendar.placed_until,
    )
    part = list(waiting.select_related("organiser", "town", "organisation").order_by("starts_at", "pk")[:AT_A_TIME])
    placed = sum([place(activity, calendar) for activity in part])
    if not placed:
        done = ConnectedCalendar.objects.filter(pk=calendar.pk, placed_until=calendar.placed_until)
        done.update(placed_until=None, placed_by=None)
    return ConnectedCalendar.objects.exclude(placed_until=None).exists()


@transaction.atomic
def place(activity: Activity, calendar: ConnectedCalendar) -> bool:
    """False for what may not be placed (any more): it goes on waiting."""
    if not knowing.may_be_published(activity):
        return False
    try:
        publishing.put_on_site(activity, calendar.placed_by)
    except AlreadyDecided:
        return False
    sending.step(activity, Step.PLACED, calendar.placed_by)
    return True

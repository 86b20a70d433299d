"""Dates that come within reach, made in the background."""

from datetime import datetime, timedelta

from django.utils import timezone

from jmzpro.agenda.activity.schedule import lay_out
from jmzpro.agenda.models import Activity

EVERY = timedelta(days=28)
AT_ONCE = 100


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

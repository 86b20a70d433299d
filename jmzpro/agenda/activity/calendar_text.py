"""Activities as they stand in a calendar, written ahead."""

from datetime import timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils import timezone

# Raise it when calendars.py writes something else than before.
FORM = 2
# What nobody noticed (a town that got another name) is put right by then.
REWRITTEN_AFTER = timedelta(days=30)


def made_for() -> str:
    """What the text follows from besides the activity."""
    return f"{FORM} {settings.BASE_URL}"


class CalendarTextQuerySet(models.QuerySet["CalendarText"]):
    def current(self) -> Self:
        """Those that may be used: their activity did not change since."""
        lately = timezone.now() - REWRITTEN_AFTER
        return self.filter(
            made_of=F("activity__last_modified"), made_for=made_for(), written_at__gt=lately
        )

    def forget(self, activities: Any) -> None:
        """They say what nobody may read any more, or what is no longer so."""
        self.filter(activity__in=activities).delete()


class CalendarText(models.Model):
    """The events of one activity with all its dates. Writing one takes a millisecond, and a
    calendar may hold two thousand.

    Each change of an activity sets its `last_modified`, so a text that was made of another is not
    used.
    """

    activity = models.OneToOneField(
        "agenda.Activity", primary_key=True, on_delete=models.CASCADE, related_name="calendar_text"
    )
    made_of = models.DateTimeField()
    made_for = models.CharField(max_length=200)
    written_at = models.DateTimeField(default=timezone.now)
    events = models.PositiveSmallIntegerField()
    text = models.TextField()

    objects = CalendarTextQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.activity_id}: {self.events}"

"""What is asked of search, kept so that nobody can be told from it: see docs/decisions/0022."""

import secrets
from datetime import date, timedelta
from typing import Any

from django.db import models, transaction
from django.db.models import Max, Sum
from django.utils import timezone

# A query is kept as text once so many different visitors of one day asked it, when it is no longer
# than this, and for so long.
ENOUGH_VISITORS = 3
LONGEST_KEPT = 80
KEPT_FOR = timedelta(days=90)


class AskingDayQuerySet(models.QuerySet["AskingDay"]):
    def key_of(self, day: date) -> str:
        """The key with which this day's visitors are counted; made by whoever needs it first."""
        self.bulk_create([AskingDay(day=day, key=secrets.token_hex(32))], ignore_conflicts=True)
        return self.values_list("key", flat=True).get(day=day)


class AskingDay(models.Model):
    """The key of one day. When the day is over it is thrown away, and with it the only way back
    from what was counted.
    """

    day = models.DateField(unique=True)
    key = models.CharField(max_length=64)

    objects = AskingDayQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.day)


class AskedToday(models.Model):
    """Somebody asked something today: both as a number that means nothing without the key of the
    day.
    """

    day = models.DateField(db_index=True)
    query = models.CharField(max_length=64)
    visitor = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["day", "query", "visitor"], name="visitor_counts_once_a_day_for_a_query"
            )
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.query[:8]}"


class AskedQuerySet(models.QuerySet["AskedQuery"]):
    def by_popularity(self) -> Any:
        """Each text once: `times` asked (by so many visitors of a day, added up), what was found
        at most, and the last day.
        """
        told = self.values("text").annotate(
            times=Sum("visitors"), most_found=Max("found"), last_day=Max("day")
        )
        return told.order_by("-times", "text")

    @transaction.atomic
    def note(self, *, day: date, text: str, query: str, visitor: str, found: int) -> None:
        """One visitor asked this. The text is kept when enough visitors did; until then only
        numbers are.
        """
        AskedToday.objects.bulk_create(
            [AskedToday(day=day, query=query, visitor=visitor)], ignore_conflicts=True
        )
        visitors = AskedToday.objects.filter(day=day, query=query).count()
        if visitors < ENOUGH_VISITORS:
            return
        self.bulk_create(
            [AskedQuery(day=day, text=text, visitors=visitors, found=found)], ignore_conflicts=True
        )
        self.filter(day=day, text=text).update(visitors=visitors)
        self.filter(day=day, text=text, found__lt=found).update(found=found)

    def sweep(self) -> None:
        """The end of a day, and of ninety."""
        today = timezone.localdate()
        AskedToday.objects.filter(day__lt=today).delete()
        AskingDay.objects.filter(day__lt=today).delete()
        self.filter(day__lt=today - KEPT_FOR).delete()


class AskedQuery(models.Model):
    """What at least three visitors of a day asked. `found`: the most that one of them was shown."""

    day = models.DateField("dag", db_index=True)
    text = models.CharField("gezocht", max_length=LONGEST_KEPT)
    visitors = models.PositiveIntegerField("bezoekers")
    found = models.PositiveIntegerField("gevonden")

    objects = AskedQuerySet.as_manager()

    class Meta:
        verbose_name = "zoekvraag"
        verbose_name_plural = "zoekvragen"
        constraints = [
            models.UniqueConstraint(fields=["day", "text"], name="query_is_counted_once_a_day"),
            models.CheckConstraint(
                condition=models.Q(visitors__gte=ENOUGH_VISITORS),
                name="query_was_asked_by_enough_visitors",
            ),
        ]

    def __str__(self) -> str:
        return self.text

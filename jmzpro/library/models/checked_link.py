"""What the background check knows of each address that items link to. By address: an item's own
rows change with each version.
"""

import hashlib
from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone


class Outcome(models.TextChoices):
    """What the last visit ended in. `FAULTS` are those that count against a link."""

    UNKNOWN = "", "Nog niet bezocht"
    ALIVE = "bereikbaar", "Bereikbaar"
    SHY = "besloten", "Antwoordt, maar laat geen machine binnen"
    GONE = "weg", "De bladzijde is er niet meer"
    BROKEN = "storing", "De site geeft een storing"
    UNREACHABLE = "onbereikbaar", "De site is niet te bereiken"
    INSIDE = "intern", "Wijst naar een adres dat van buiten niet te bereiken is"
    LOOP = "rondje", "Stuurt te vaak door"


FAULTS = (Outcome.GONE, Outcome.BROKEN, Outcome.UNREACHABLE, Outcome.INSIDE, Outcome.LOOP)


def key_of(url: str) -> str:
    return hashlib.sha256(url.encode()).hexdigest()


class CheckedLinkQuerySet(models.QuerySet["CheckedLink"]):
    def dead(self) -> "CheckedLinkQuerySet":
        return self.filter(failures__gt=0)

    def due(self, now: datetime) -> "CheckedLinkQuerySet":
        return self.filter(next_at__lte=now)


class CheckedLink(models.Model):
    key = models.CharField(
        max_length=64, unique=True
    )  # of the address: too long for an index itself
    url = models.TextField()
    host = models.CharField(max_length=255, blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome, default=Outcome.UNKNOWN, blank=True)
    status = models.PositiveSmallIntegerField(
        null=True, blank=True
    )  # of HTTP, when there was an answer
    failures = models.PositiveSmallIntegerField(default=0)  # in a row
    failing_since = models.DateTimeField(null=True, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    next_at = models.DateTimeField(default=timezone.now)

    objects = CheckedLinkQuerySet.as_manager()

    class Meta:
        ordering = ["failing_since", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=Outcome.values), name="outcome_of_a_visit_is_known"
            ),
            models.CheckConstraint(
                condition=Q(failures=0, failing_since=None)
                | Q(failures__gt=0, failing_since__isnull=False),
                name="link_that_fails_says_since_when",
            ),
        ]
        indexes = [
            models.Index(fields=["next_at"], name="links_to_visit"),
            models.Index(fields=["host", "checked_at"], name="links_of_a_host"),
        ]

    def __str__(self) -> str:
        return self.url

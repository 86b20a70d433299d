"""A file of publications that an editor hands in: checked first, taken in when the editor says
so.
"""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string

LEASE = timedelta(minutes=2)
KEPT = timedelta(days=90)
MOST_LINES = 1_000


class IntakeState(models.TextChoices):
    CHECKING = "nakijken", "Wordt nagekeken"
    CHECKED = "nagekeken", "Nagekeken"
    TAKING = "inlezen", "Wordt ingelezen"
    DONE = "klaar", "Ingelezen"
    UNREADABLE = "onleesbaar", "Niet te lezen"


AT_WORK = (IntakeState.CHECKING, IntakeState.TAKING)


def new_key() -> str:
    return get_random_string(10, "abcdefghjkmnpqrstuvwxyz23456789")


class IntakeQuerySet(models.QuerySet["Intake"]):
    def waiting(self) -> "IntakeQuerySet":
        """For the worker, in nobody's hands: a killed worker's lease runs out by itself."""
        return self.filter(
            Q(leased_until=None) | Q(leased_until__lte=timezone.now()), state__in=AT_WORK
        ).order_by("pk")

    def sweep(self) -> int:
        """Remove what was handed in long ago; what was taken in stays."""
        swept, _ = self.filter(handed_in_at__lt=timezone.now() - KEPT).delete()
        return swept


class Intake(models.Model):
    """One file. `counts` and `lines` belong to the latest round: of checking, then of taking in."""

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    name = models.CharField("bestand", max_length=120)
    format = models.CharField(max_length=8)
    data = models.BinaryField()
    to_site = models.BooleanField("meteen op de site", default=True)
    state = models.CharField(
        "stand", max_length=12, choices=IntakeState, default=IntakeState.CHECKING
    )
    problem = models.CharField(max_length=300, blank=True)
    rows = models.PositiveIntegerField(default=0)
    next_row = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    # Per row that was not unchanged, wrong ones first among equals of order: what taking.Taken
    # says, at most MOST_LINES.
    lines = models.JSONField(default=list)
    # By row, what the editor says of one that may be a double: taking.SAME or taking.ANOTHER.
    choices = models.JSONField(default=dict)
    leased_until = models.DateTimeField(null=True, blank=True)
    handed_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    handed_in_at = models.DateTimeField(default=timezone.now)

    objects = IntakeQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=IntakeState.values), name="intake_state_is_known"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("library_intake", args=[self.key])

    @property
    def counted(self) -> list[tuple[str, int]]:
        """Outcome and how many rows, for the report."""
        found = [
            (outcome, self.number(outcome))
            for outcome in ("nieuw", "gewijzigd", "ongewijzigd", "fout")
        ]
        return (
            [*found, ("misschien dubbel", doubles)]
            if (doubles := self.number("misschien dubbel"))
            else found
        )

    @property
    def may_be_taken_in(self) -> bool:
        return self.state == IntakeState.CHECKED and (
            self.number("nieuw") + self.number("gewijzigd") + self.number("misschien dubbel") > 0
        )

    @property
    def doubles(self) -> list[dict[str, Any]]:
        """The rows of which somebody has to say whether they are there already."""
        return [line for line in self.lines if line.get("asks")]

    @property
    def is_at_work(self) -> bool:
        return self.state in AT_WORK

    @property
    def is_dry(self) -> bool:
        return self.state == IntakeState.CHECKING

    def number(self, outcome: str) -> int:
        return int(self.counts.get(outcome, 0))

    def claim(self) -> bool:
        """Take it in hand for a while; False when another worker was first."""
        until = timezone.now() + LEASE
        claimed = Intake.objects.waiting().filter(pk=self.pk).update(leased_until=until)
        self.leased_until = until
        return bool(claimed)

    def still_mine(self) -> models.QuerySet["Intake"]:
        return Intake.objects.filter(pk=self.pk, leased_until=self.leased_until)

    @transaction.atomic
    def take_in(self, by: Any, choices: dict[str, str] | None = None) -> bool:
        """The editor has seen the report, says of likely doubles which they are, and goes on;
        False when that was done already.
        """
        return bool(
            Intake.objects.filter(pk=self.pk, state=IntakeState.CHECKED).update(
                state=IntakeState.TAKING,
                next_row=0,
                counts={},
                lines=[],
                choices=choices or {},
                handed_in_by=by,
                leased_until=None,
            )
        )

    def write_down(
        self, counts: dict[str, int], lines: list[dict[str, Any]], next_row: int
    ) -> datetime | None:
        """How far it has come, with a new lease; None when somebody else has it by now."""
        until = timezone.now() + LEASE
        changed = self.still_mine().update(
            counts=counts, lines=lines[:MOST_LINES], next_row=next_row, leased_until=until
        )
        self.counts, self.lines, self.next_row, self.leased_until = counts, lines, next_row, until
        return until if changed else None

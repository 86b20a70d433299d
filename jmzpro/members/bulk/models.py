"""A list of organisations or people that the Bureau hands in: looked at row by row first,
carried out when it says so.
"""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string

LEASE = timedelta(minutes=2)
KEPT = timedelta(days=30)


class ImportKind(models.TextChoices):
    ORGANISATIONS = "organisaties", "Organisaties"
    PEOPLE = "mensen", "Mensen"


class ImportState(models.TextChoices):
    CHECKING = "nakijken", "Wordt nagekeken"
    CHECKED = "nagekeken", "Nagekeken"
    TAKING = "inlezen", "Wordt ingelezen"
    INVITING = "uitnodigen", "Uitnodigingen worden verstuurd"
    DONE = "klaar", "Ingelezen"
    UNREADABLE = "onleesbaar", "Niet te lezen"


AT_WORK = (ImportState.CHECKING, ImportState.TAKING, ImportState.INVITING)


class Outcome(models.TextChoices):
    """What will be done with a row, or was."""

    NEW = "nieuw", "Nieuw"
    CHANGED = "gewijzigd", "Gewijzigd"
    UNCHANGED = "ongewijzigd", "Ongewijzigd"
    DOUBLE = "dubbel", "Misschien dubbel"
    LEFT_OUT = "overgeslagen", "Overgeslagen"


class Choice(models.TextChoices):
    """What the office says of a row that may be a double."""

    SAME = "zelfde", "Dezelfde: vul aan"
    NEW = "nieuw", "Een andere: voeg toe"


def new_import_key() -> str:
    return get_random_string(10, "abcdefghjkmnpqrstuvwxyz23456789")


class MemberImportQuerySet(models.QuerySet["MemberImport"]):
    def waiting(self) -> "MemberImportQuerySet":
        """For the worker, in nobody's hands: a killed worker's lease runs out by itself."""
        return self.filter(
            Q(leased_until=None) | Q(leased_until__lte=timezone.now()), state__in=AT_WORK
        ).order_by("pk")

    def sweep(self) -> int:
        """Remove what was handed in a month ago; what was taken in stays."""
        return self.filter(handed_in_at__lt=timezone.now() - KEPT).delete()[0]


class MemberImport(models.Model):
    key = models.CharField(max_length=10, unique=True, default=new_import_key, editable=False)
    kind = models.CharField(max_length=12, choices=ImportKind)
    name = models.CharField("bestand", max_length=120)
    data = models.BinaryField()
    state = models.CharField(
        "stand", max_length=12, choices=ImportState, default=ImportState.CHECKING
    )
    problem = models.CharField(max_length=300, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    handed_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    handed_in_at = models.DateTimeField(default=timezone.now)

    objects = MemberImportQuerySet.as_manager()

    class Meta:
        verbose_name = "ingelezen lijst"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=ImportKind.values), name="member_import_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=ImportState.values), name="member_import_state_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("members_import", args=[self.key])

    @property
    def is_at_work(self) -> bool:
        return self.state in AT_WORK

    def claim(self) -> bool:
        """Take it in hand for a while; False when another worker was first."""
        until = timezone.now() + LEASE
        claimed = MemberImport.objects.waiting().filter(pk=self.pk).update(leased_until=until)
        self.leased_until = until
        return bool(claimed)

    def keep_hold(self) -> bool:
        """A new lease, in the transaction of what was done under the old one; False when
        somebody else has it by now.
        """
        until = timezone.now() + LEASE
        held = self.still_mine().update(leased_until=until)
        self.leased_until = until
        return bool(held)

    def still_mine(self) -> models.QuerySet["MemberImport"]:
        return MemberImport.objects.filter(pk=self.pk, leased_until=self.leased_until)

    def move_on(self, before: ImportState, after: ImportState, *, by: Any) -> bool:
        """The office says go; False when that was said before."""
        waiting = MemberImport.objects.filter(pk=self.pk, state=before)
        if not waiting.update(state=after, handed_in_by=by, leased_until=None):
            return False
        self.state = after
        return True


class ImportRow(models.Model):
    """One row: what it says, what will be done, and what was. `target` and `candidates` are primary
    keys of what is there already.

    `seen` is how the target was when the report was made: what changed since is not written over.
    """

    source = models.ForeignKey(MemberImport, on_delete=models.CASCADE, related_name="rows")
    place = models.PositiveIntegerField("rij")
    title = models.CharField(max_length=120, blank=True)
    values = models.JSONField(default=dict)
    outcome = models.CharField(max_length=12, choices=Outcome)
    said = models.JSONField(default=list)
    changes = models.JSONField(default=dict)
    candidates = models.JSONField(default=list)
    target = models.PositiveBigIntegerField(null=True)
    seen = models.CharField(max_length=64, blank=True)
    choice = models.CharField(max_length=8, choices=Choice, blank=True)
    done = models.CharField(max_length=12, choices=Outcome, blank=True)
    invited_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["source", "place"], name="a_row_is_looked_at_once"),
            models.CheckConstraint(
                condition=Q(outcome__in=Outcome.values), name="import_row_outcome_is_known"
            ),
            models.CheckConstraint(
                condition=Q(choice__in=["", *Choice.values]), name="import_row_choice_is_known"
            ),
            models.CheckConstraint(
                condition=Q(done__in=["", *Outcome.values]), name="import_row_done_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.title}"

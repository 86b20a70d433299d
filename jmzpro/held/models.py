"""What waits for a moderator, and what its writer let stand after a look."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone

from jmzpro.mail.models import new_token
from jmzpro.text.guard import called

KEPT = timedelta(days=7)


class HeldState(models.TextChoices):
    WAITING = "wacht", "wacht op de moderator"
    PASSED = "doorgelaten", "doorgelaten"
    RETURNED = "teruggegeven", "teruggegeven"
    WITHDRAWN = "ingetrokken", "door de schrijver teruggehaald"
    EXPIRED = "verlopen", "na zeven dagen weggegooid"


class HeldTextQuerySet(models.QuerySet["HeldText"]):
    def waiting(self) -> "HeldTextQuerySet":
        """Those that can still be read and decided on."""
        return self.filter(state=HeldState.WAITING, held_at__gte=timezone.now() - KEPT)

    def overdue(self) -> "HeldTextQuerySet":
        return self.filter(state=HeldState.WAITING, held_at__lt=timezone.now() - KEPT)

    def of(self, user: Any) -> "HeldTextQuerySet":
        return self.filter(writer=user) if getattr(user, "is_authenticated", False) else self.none()


class HeldText(models.Model):
    """One act that waits: a form as it was sent, or a reply by mail. The words stand in `sealed`
    alone, for a week at most.
    """

    public_id = models.CharField(max_length=32, unique=True, default=new_token)
    writer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="schrijver",
        null=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    what = models.CharField("wat", max_length=80)  # in our own words: "een vraag"
    kinds = models.CharField("gevonden", max_length=120)  # what points at one person, by kind
    mark = models.CharField(max_length=64, unique=True)  # the same act sent twice is one
    sealed = models.BinaryField(null=True)
    state = models.CharField("stand", max_length=16, choices=HeldState, default=HeldState.WAITING)
    held_at = models.DateTimeField("sinds", default=timezone.now, db_index=True)
    decided_at = models.DateTimeField(null=True)
    result_url = models.CharField(max_length=300, blank=True)  # what came of it

    objects = HeldTextQuerySet.as_manager()

    class Meta:
        verbose_name = "tekst die op een moderator wacht"
        verbose_name_plural = "teksten die op een moderator wachten"
        ordering = ["held_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=HeldState.values), name="held_state_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state=HeldState.WAITING) | models.Q(sealed=None),
                name="what_is_decided_is_kept_no_longer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} ({self.public_id[:8]})"

    def get_absolute_url(self) -> str:
        return reverse("held:text", args=[self.public_id])

    @property
    def found(self) -> list[str]:
        """What points at one person, in words without any of the text."""
        return called(self.kinds.split(","))

    @property
    def gone_at(self) -> Any:
        return self.held_at + KEPT

    @property
    def is_waiting(self) -> bool:
        return self.state == HeldState.WAITING

    @transaction.atomic
    def turn(self, state: HeldState, result_url: str = "") -> bool:
        """Out of the queue and the words gone, once. False when somebody decided first."""
        turned = HeldText.objects.filter(pk=self.pk, state=HeldState.WAITING).update(
            state=state, sealed=None, decided_at=timezone.now(), result_url=result_url[:300]
        )
        if turned:
            self.refresh_from_db()
        return bool(turned)


class LookedOver(models.Model):
    """Something that stands although the guard asked about one thing in it: its writer looked.
    Where it is, never what it says.
    """

    writer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+"
    )
    what = models.CharField("wat", max_length=80)
    kinds = models.CharField("gevonden", max_length=120)
    url = models.CharField(
        "waar", max_length=300, blank=True
    )  # "" where the address itself is private
    at = models.DateTimeField("op", default=timezone.now, db_index=True)
    seen_at = models.DateTimeField(null=True)  # by the office

    class Meta:
        verbose_name = "nagekeken door de schrijver"
        verbose_name_plural = "nagekeken door de schrijver"
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["url"], condition=~models.Q(url=""), name="one_line_for_a_place"
            )
        ]

    def __str__(self) -> str:
        return f"{self.what} ({self.at:%d-%m-%Y})"

    @property
    def found(self) -> list[str]:
        return called(self.kinds.split(","))

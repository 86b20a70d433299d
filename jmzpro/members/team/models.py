"""Moving to another organisation: who asked whom, and what came of it."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string


class MoveState(models.TextChoices):
    WAITING = "wacht", "Wacht op antwoord"
    ACCEPTED = "ja", "Aangenomen"
    DECLINED = "nee", "Niet aangenomen"
    WITHDRAWN = "ingetrokken", "Ingetrokken"
    OVER = "voorbij", "Niet meer nodig"


class AskedBy(models.TextChoices):
    """Who wants it; the other side decides."""

    PERSON = "persoon", "De persoon"
    ORGANISATION = "organisatie", "De organisatie"


def new_move_id() -> str:
    return get_random_string(12, "abcdefghjkmnpqrstuvwxyz23456789")


class MoveQuerySet(models.QuerySet["Move"]):
    def waiting(self) -> "MoveQuerySet":
        return self.filter(state=MoveState.WAITING)


class Move(models.Model):
    """One request. `address`: what the contact typed, which is all it may know of somebody who
    did not answer yet.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_move_id, editable=False)
    person = models.ForeignKey("members.Person", on_delete=models.CASCADE, related_name="moves")
    organisation = models.ForeignKey(
        "members.Organisation", on_delete=models.CASCADE, related_name="moves"
    )
    asked_by = models.CharField(max_length=12, choices=AskedBy)
    address = models.EmailField(blank=True)
    state = models.CharField("stand", max_length=12, choices=MoveState, default=MoveState.WAITING)
    asked_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = MoveQuerySet.as_manager()

    class Meta:
        verbose_name = "overstap"
        verbose_name_plural = "overstappen"
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=MoveState.values), name="move_state_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(asked_by__in=AskedBy.values), name="move_asked_by_is_known"
            ),
            models.UniqueConstraint(
                fields=["person", "organisation", "asked_by"],
                condition=models.Q(state="wacht"),
                name="a_move_waits_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} naar {self.organisation}"

    def get_absolute_url(self) -> str:
        return reverse("members:move", args=[self.public_id])

    def decide(self, state: MoveState, *, by: object) -> bool:
        """False when it was decided already."""
        changed = (
            Move.objects.waiting()
            .filter(pk=self.pk)
            .update(state=state, decided_at=timezone.now(), decided_by=by)
        )
        self.state = state if changed else self.state
        return bool(changed)

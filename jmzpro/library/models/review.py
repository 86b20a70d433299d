"""What happened to what a member sent in: each step, by whom and with which words."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from jmzpro.library.models.item import Item


class Step(models.TextChoices):
    SENT = "ingestuurd", "Ingestuurd"
    REVISED = "aangepast", "Aangepast en weer ingestuurd"
    COMMENTED = "opmerking", "Opmerking van de Redactie"
    RETURNED = "teruggestuurd", "Teruggestuurd door de Redactie"
    PLACED = "geplaatst", "Op de site gezet"


class ReviewStep(models.Model):
    """One step. `by` is empty for who was forgotten and for what went by itself."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="review_steps")
    step = models.CharField(max_length=14, choices=Step)
    text = models.TextField(blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(step__in=Step.values), name="review_step_is_known")
        ]

    def __str__(self) -> str:
        return f"{self.get_step_display()}: {self.item_id}"

"""What happened to an activity on its way to the site, and changes that wait for a look."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from jmzpro.agenda.choices import ChangeState, Source, Step
from jmzpro.agenda.submission import changes


class ReviewStep(models.Model):
    """One step of an activity on its way: who and when, and the words that went with it. The
    last one is what the office decides about.
    """

    activity = models.ForeignKey(
        "agenda.Activity", on_delete=models.CASCADE, related_name="review_steps"
    )
    step = models.CharField(max_length=10, choices=Step)
    text = models.TextField(blank=True)
    # Empty: a visitor by the private link, or somebody who was forgotten.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = "stap"
        verbose_name_plural = "stappen"
        constraints = [
            models.CheckConstraint(
                condition=Q(step__in=Step.values), name="agenda_review_step_is_known"
            )
        ]

    def __str__(self) -> str:
        return self.get_step_display()


class ChangeQuerySet(models.QuerySet["ProposedChange"]):
    def waiting(self) -> "ChangeQuerySet":
        return self.filter(state=ChangeState.WAITING).order_by("proposed_at", "pk")


class ProposedChange(models.Model):
    """A change of the place, contact or link of an activity for children: it waits for a look. One
    waits for each activity, the newest.

    `values`: the columns as they are to be, by name; a town and an organisation by their key.
    """

    activity = models.ForeignKey(
        "agenda.Activity", on_delete=models.CASCADE, related_name="proposed_changes"
    )
    values: Any = models.JSONField()
    source = models.CharField(max_length=8, choices=Source)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField(auto_now_add=True)
    # What stood there before it was taken over, by name as in `values`; how often it was decided
    # about: a decision can be taken back.
    replaced: Any = models.JSONField(default=dict)
    times_decided = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=12, choices=ChangeState, default=ChangeState.WAITING)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["proposed_at", "pk"]
        verbose_name = "voorgestelde wijziging"
        verbose_name_plural = "voorgestelde wijzigingen"
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ChangeState.values), name="agenda_change_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(source__in=Source.values), name="agenda_change_source_is_known"
            ),
            models.UniqueConstraint(
                fields=["activity"],
                condition=Q(state="wacht"),
                name="one_change_waits_for_an_activity",
            ),
        ]

    # The verbs. Each does the whole thing in one transaction, under this name alone.
    accept = changes.accept_change
    refuse = changes.refuse_change
    undo_acceptance = changes.undo_acceptance
    undo_refusal = changes.undo_refusal

    def __str__(self) -> str:
        return f"{self.activity_id}: {', '.join(self.values)}"

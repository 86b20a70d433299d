from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from jmzpro.questions.models.answer import Answer
from jmzpro.questions.models.question import Question


class ReportState(models.TextChoices):
    OPEN = "open", "Wacht op het bureau"
    HIDDEN = "verborgen", "Van de site gehaald"
    LEFT = "gelaten", "Laten staan"


class ReportQuerySet(models.QuerySet["Report"]):
    def waiting(self) -> "ReportQuerySet":
        return self.filter(state=ReportState.OPEN)


class Report(models.Model):
    """A member says that something should be looked at: a question, or one answer to it."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="reports")
    answer = models.ForeignKey(Answer, null=True, blank=True, on_delete=models.CASCADE, related_name="reports")
    reporter = models.ForeignKey("members.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField("wat is er aan de hand", max_length=2000)
    state = models.CharField(max_length=12, choices=ReportState, default=ReportState.OPEN)
    at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = "melding"
        verbose_name_plural = "meldingen"
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(condition=Q(state__in=ReportState.values), name="report_state_is_known")]

    def __str__(self) -> str:
        return f"melding over vraag {self.question_id}"

    def decide(self, state: ReportState, *, by: Any) -> bool:
        """False when somebody decided first."""
        return bool(Report.objects.waiting().filter(pk=self.pk).update(state=state, decided_at=timezone.now(), decided_by=by))

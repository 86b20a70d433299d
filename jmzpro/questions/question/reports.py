from django.db import models
from django.db.models import Q

from jmzpro.members.reports import MemberReport, ReportState
from jmzpro.questions.answer.models import Answer
from jmzpro.questions.question.models import Question


class Report(MemberReport):
    """A member says that something should be looked at: a question, or one answer to it."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="reports")
    answer = models.ForeignKey(
        Answer, null=True, blank=True, on_delete=models.CASCADE, related_name="reports"
    )

    class Meta(MemberReport.Meta):
        abstract = False
        verbose_name = "melding"
        verbose_name_plural = "meldingen"
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ReportState.values), name="report_state_is_known"
            )
        ]

    def __str__(self) -> str:
        return f"melding over vraag {self.question_id}"

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils import timezone

from jmzpro.questions.models.question import Question

if TYPE_CHECKING:
    from jmzpro.members.models import Person


class AlertState(models.TextChoices):
    ASKED = "gevraagd", "Gevraagd"
    PASSED = "weet-niet", "Wist het niet"
    ANSWERED = "beantwoord", "Antwoordde"


class AlertQuerySet(models.QuerySet["Alert"]):
    def waiting(self) -> "AlertQuerySet":
        return self.filter(state=AlertState.ASKED)


class Alert(models.Model):
    """One member was asked to help with one question, and why. Never twice for the same question."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="alerts")
    person = models.ForeignKey("members.Person", on_delete=models.CASCADE, related_name="alerts")
    wave = models.PositiveSmallIntegerField(default=1)
    # Dutch, each to follow "je": ["hebt ervaring met brusjes", …]. reasons.py says them about several people.
    reasons = models.JSONField(default=list)
    score = models.FloatField(default=0)
    state = models.CharField(max_length=12, choices=AlertState, default=AlertState.ASKED)
    created_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    # Asked in a daily or weekly letter: does not count for the week.
    in_letter = models.BooleanField(default=False)

    objects = AlertQuerySet.as_manager()

    class Meta:
        verbose_name = "melding aan een lid"
        verbose_name_plural = "meldingen aan leden"
        ordering = ["wave", "-score", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["question", "person"], name="a_person_is_asked_once_for_a_question"),
            models.CheckConstraint(condition=Q(state__in=AlertState.values), name="alert_state_is_known"),
        ]
        indexes = [models.Index(fields=["person", "-created_at"], name="alerts_of_a_person")]

    def __str__(self) -> str:
        return f"vraag {self.question_id} aan {self.person_id}"

    @classmethod
    def mark(cls, question: Question, person: "Person", state: AlertState) -> bool:
        """The asked person passed or answered. An answer after a pass counts; a pass after an answer does not."""
        before = [AlertState.ASKED] if state == AlertState.PASSED else [AlertState.ASKED, AlertState.PASSED]
        waiting = cls.objects.filter(question=question, person=person, state__in=before)
        return bool(waiting.update(state=state, decided_at=timezone.now()))

from django.db import models
from django.db.models import Q
from django.utils import timezone


class Revision(models.Model):
    """How a question or an answer read before an edit."""

    question = models.ForeignKey(
        "questions.Question",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="revisions",
    )
    answer = models.ForeignKey(
        "questions.Answer",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="revisions",
    )
    title = models.CharField(max_length=160, blank=True)
    text = models.TextField()
    edited_by = models.ForeignKey(
        "members.Person", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(question__isnull=False, answer=None)
                | Q(question=None, answer__isnull=False),
                name="a_revision_is_of_a_question_or_of_an_answer",
            )
        ]

    def __str__(self) -> str:
        return f"versie van {self.at:%Y-%m-%d}"


class EventKind(models.TextChoices):
    ASKED = "gevraagd", "gevraagd"
    ANSWERED = "beantwoord", "beantwoord"
    EDITED = "aangepast", "aangepast"
    CLOSED = "gesloten", "gesloten"
    REOPENED = "heropend", "heropend"
    REMOVED = "verwijderd", "verwijderd"
    PUBLISHED = "openbaar", "openbaar gemaakt"
    WITHDRAWN = "ingetrokken", "uit het openbaar gehaald"


class Event(models.Model):
    """What happened to a question, by whom and when."""

    question = models.ForeignKey(
        "questions.Question", on_delete=models.CASCADE, related_name="events"
    )
    answer = models.ForeignKey(
        "questions.Answer", null=True, blank=True, on_delete=models.CASCADE, related_name="events"
    )
    kind = models.CharField(max_length=12, choices=EventKind)
    person = models.ForeignKey(
        "members.Person", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=EventKind.values), name="event_kind_is_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.question_id}"

"""Closing: who asked says what helped. Who forgets is reminded once; a question nobody answered
is never closed in silence.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from jmzpro.questions import emails
from jmzpro.questions.models import Question, QuestionState

REMINDED_AFTER = timedelta(days=14)
AT_A_TIME = 50


def remind(now: datetime | None = None) -> bool:
    """One reminder for each answered question that is still open after fourteen days; True when
    more wait.
    """
    at = now or timezone.now()
    due = (
        Question.objects.due_for_reminder(at - REMINDED_AFTER)
        .select_related("asker__user")
        .order_by("asked_at", "pk")
    )
    waiting = list(due[: AT_A_TIME + 1])
    for question in waiting[:AT_A_TIME]:
        with transaction.atomic():
            first = Question.objects.filter(
                pk=question.pk, state=QuestionState.OPEN, close_reminded_at=None
            )
            if first.update(close_reminded_at=at):
                emails.close_reminder(question)
    return len(waiting) > AT_A_TIME

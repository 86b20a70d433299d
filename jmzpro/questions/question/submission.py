"""Asking: the question, its themes, the alerts and their mails come to be in one transaction."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from jmzpro.members.models import Person
from jmzpro.places.models import Province
from jmzpro.questions import emails
from jmzpro.questions.models import Event, EventKind, Question, next_number
from jmzpro.questions.question import anonymity
from jmzpro.questions.routing import waves
from jmzpro.themes.models import Theme


@transaction.atomic
def ask(
    asker: Person,
    title: str,
    text: str,
    themes: Collection[Theme],
    province: Province | None,
    *,
    is_without_name: bool = False,
) -> Question:
    """Make the question, send it to the first members, and tell the asker how many."""
    now = timezone.now()
    question = Question(
        number=next_number(),
        asker=asker,
        title=title,
        text=text,
        province=province,
        asked_at=now,
        last_activity_at=now,
    )
    if is_without_name:
        anonymity.hide_asker(question, asker)
    question.save()
    question.themes.set(themes)
    Event.objects.create(question=question, kind=EventKind.ASKED, person=asker, at=now)
    alerts = waves.begin(question, now)
    emails.question_sent(question, alerts)
    return question

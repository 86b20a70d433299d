"""Who hears what the asker of a question says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from jmzpro.letters.models import Follow, Stance
from jmzpro.members.models import Person
from jmzpro.questions.answer.states import AnswerState

if TYPE_CHECKING:
    from jmzpro.questions.question.models import Question

REACTIONS = "reactions"  # the kind of mail, as somebody stops it


def people_who_mute(question: Question) -> QuerySet[Person]:
    """Who wants no mail of this conversation, or of conversations at all."""
    quiet = Follow.objects.filter(stance=Stance.MUTES).filter(
        Q(kind="question", target=str(question.pk)) | Q(kind="mail", target=REACTIONS)
    )
    return Person.objects.filter(pk__in=quiet.values("person"))


def people_who_answered(question: Question) -> list[Person]:
    """Those whose answer can be read, but the asker and who mutes it."""
    answered = Q(answers__question=question, answers__state=AnswerState.VISIBLE)
    people = (
        Person.objects.active()
        .filter(answered)
        .exclude(questions=question)
        .exclude(pk__in=people_who_mute(question))
    )
    return list(people.select_related("user").distinct())

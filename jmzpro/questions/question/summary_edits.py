"""The summary of a long thread: members improve it together, and nobody's words get lost on the
way.
"""

from django.db import transaction
from django.db.models import Max

from jmzpro.members.models import Person
from jmzpro.questions.models import LONG_THREAD, Question, SummaryVersion


class SomebodyWasFirst(Exception):
    """Another version came in between; `newest` holds its words."""

    def __init__(self, newest: SummaryVersion) -> None:
        super().__init__(newest.number)
        self.newest = newest


def may_have_one(question: Question) -> bool:
    """From five answers of others on, or once there is one."""
    if SummaryVersion.objects.filter(question=question).exists():
        return True
    return question.answers.visible().filter(is_by_asker=False).count() >= LONG_THREAD


@transaction.atomic
def improve(
    question: Question, text: str, *, after: int, by: Person, restores: int | None = None
) -> SummaryVersion:
    """Add the version that follows version `after` (0: there was none). Raises SomebodyWasFirst."""
    Question.objects.select_for_update().filter(pk=question.pk).first()
    last = question.summary_versions.aggregate(last=Max("number"))["last"] or 0
    if last != after:
        raise SomebodyWasFirst(question.summary_versions.get(number=last))
    newest = question.summary_versions.filter(number=last).first()
    if newest is not None and newest.text == text:
        return newest
    return SummaryVersion.objects.create(
        question=question,
        number=last + 1,
        text=text,
        author=by,
        is_by_asker=question.is_asked_by(by),
        restores=restores,
    )

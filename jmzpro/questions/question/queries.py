"""Which questions: by right, by state, by who is part of them."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from jmzpro.members.person.traits import with_traits
from jmzpro.questions.answer.models import Answer
from jmzpro.questions.question.states import LATE_ANSWERS, QuestionState
from jmzpro.questions.question.summary import SummaryVersion
from jmzpro.questions.routing.models import Alert, AlertState

if TYPE_CHECKING:
    from jmzpro.members.models import Person

    # ruff does not see it used: it stands in quotes in a base class.
    from jmzpro.questions.question.models import Question  # noqa: F401


class QuestionQuerySet(models.QuerySet["Question"]):
    def standing(self) -> "QuestionQuerySet":
        return self.exclude(state=QuestionState.REMOVED)

    def public(self) -> "QuestionQuerySet":
        """What a visitor may read: published with consent, and not taken back."""
        return self.standing().filter(published_at__isnull=False, asker_agrees_to_publish=True)

    def visible_to(self, user: Any) -> "QuestionQuerySet":
        return self.standing() if getattr(user, "is_member", False) else self.public()

    def taking_answers(self, now: datetime | None = None) -> "QuestionQuerySet":
        """Open questions, and closed ones for thirty days more: a late answer is welcome. It
        reopens nothing.
        """
        since = (now or timezone.now()) - LATE_ANSWERS
        return self.filter(
            Q(state=QuestionState.OPEN) | Q(state=QuestionState.CLOSED, closed_at__gt=since)
        )

    def editable_by(self, user: Any) -> "QuestionQuerySet":
        return (
            self.standing().filter(asker=user.person)
            if getattr(user, "is_member", False)
            else self.none()
        )

    def open(self) -> "QuestionQuerySet":
        return self.filter(state=QuestionState.OPEN)

    def unanswered(self) -> "QuestionQuerySet":
        return self.open().filter(first_answer_at=None)

    def due_for_reminder(self, asked_before: datetime) -> "QuestionQuerySet":
        """Answered, still open, and asked so long ago; who asked was not reminded before and is
        still there.
        """
        due = self.open().filter(
            first_answer_at__isnull=False, close_reminded_at=None, asked_at__lte=asked_before
        )
        return due.filter(asker__is_active=True, asker__user__is_active=True)

    def asked_by(self, person: "Person") -> "QuestionQuerySet":
        return self.filter(asker=person)

    def answered_by(self, person: "Person") -> "QuestionQuerySet":
        mine = Answer.objects.standing().filter(question=models.OuterRef("pk"), author=person)
        return self.exclude(asker=person).filter(models.Exists(mine))

    def waiting_for(self, person: "Person") -> "QuestionQuerySet":
        """Open questions this person was asked to help with and has not answered or passed."""
        asked = Alert.objects.filter(
            question=models.OuterRef("pk"), person=person, state=AlertState.ASKED
        )
        return self.open().filter(models.Exists(asked))

    def with_counts(self) -> "QuestionQuerySet":
        """Adds `answer_count`: the answers of others that stand (for a public list: those their
        author agreed to publish).
        """
        return self._counted(Answer.objects.visible())

    def with_public_counts(self) -> "QuestionQuerySet":
        return self._counted(Answer.objects.agreed().filter(office_agrees_to_publish=True))

    def _counted(self, answers: models.QuerySet[Any]) -> "QuestionQuerySet":
        counted = (
            answers.filter(question=models.OuterRef("pk"))
            .filter(~Q(author=F("question__asker")) | Q(author=None))
            .order_by()
            .values("question")
            .annotate(n=models.Count("pk"))
            .values("n")
        )
        return self.annotate(
            answer_count=models.functions.Coalesce(
                models.Subquery(counted, output_field=models.IntegerField()), 0
            )
        )

    def with_writers(self) -> "QuestionQuerySet":
        """With everybody who wrote in it and what they can be recognised by: what visitors will
        read is worked out from this (publication/public_text.py).
        """
        answers = Answer.objects.select_related(*with_traits("author__"))
        versions = SummaryVersion.objects.select_related(*with_traits("author__"))
        return self.select_related(*with_traits("asker__")).prefetch_related(
            models.Prefetch("answers", answers.order_by("created_at", "pk")),
            models.Prefetch("summary_versions", versions.order_by("-number")),
            "consent_requests",
        )

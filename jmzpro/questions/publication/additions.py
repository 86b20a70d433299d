"""What one decision of the office changed about a question that was public already, so that it can
be taken back alone.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jmzpro.questions.models import Answer, Question


@dataclass(frozen=True)
class Decided:
    """How far the office has decided on a question: the answers it said yes or no to, the summary
    that visitors read, and when.
    """

    answers: frozenset[int]
    summary: int | None
    at: datetime | None

    @classmethod
    def of(cls, question: Question) -> "Decided":
        fresh = Question.objects.get(pk=question.pk)
        decided = Answer.objects.filter(question=fresh).exclude(office_agrees_to_publish=None)
        return cls(
            frozenset(decided.values_list("pk", flat=True)),
            fresh.public_summary_id,
            fresh.publication_decided_at,
        )


@dataclass(frozen=True)
class Addition:
    """The difference that one decision made; `before` and `at`: when was decided on the question
    then, and now.
    """

    answers: tuple[int, ...]
    summary_before: int | None
    summary: int | None
    before: datetime | None
    at: datetime | None

    @classmethod
    def between(cls, then: Decided, now: Decided) -> "Addition":
        added = tuple(sorted(now.answers - then.answers))
        return cls(added, then.summary, now.summary, then.at, now.at)

    def as_json(self) -> dict[str, Any]:
        """Moments whole: the encoder of the log would cut their microseconds."""
        return {
            "answers": list(self.answers),
            "summary_before": self.summary_before,
            "summary": self.summary,
            "before": self.before.isoformat() if self.before else None,
            "at": self.at.isoformat() if self.at else None,
        }

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "Addition":
        before, at = (
            datetime.fromisoformat(stored[name]) if stored[name] else None
            for name in ("before", "at")
        )
        return cls(
            tuple(stored["answers"]), stored["summary_before"], stored["summary"], before, at
        )

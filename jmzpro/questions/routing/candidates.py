"""Everybody who could be asked, as columns: what each says, where each works and what each
answered. Knows no database.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, TypeAlias

from jmzpro.kit.lazy import lazy_module
from jmzpro.questions.routing.experience import Asked, Experience

if TYPE_CHECKING:
    import numpy as np
else:
    np = lazy_module("numpy")

Rows: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.int32]]"


@cache
def nobody() -> Rows:
    return np.zeros(0, np.int32)


@dataclass(frozen=True)
class PastAnswer:
    """One answer somebody gave. `worth`: 1, or more when it helped."""

    question: int
    day: float
    worth: float = 1.0
    topics: frozenset[int | str] = frozenset()


@dataclass(frozen=True)
class Candidate:
    """Somebody in the network. Days count from any moment, the same for all."""

    id: int
    themes: frozenset[int] = frozenset()
    provinces: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()
    terms: frozenset[str] = frozenset()
    published: frozenset[int | str] = frozenset()  # themes and terms
    answers: Sequence[PastAnswer] = ()
    asked_on: float | None = None  # the last question of their own
    joined_on: float = -10_000.0


class CandidateMatrix:
    """The candidates as columns. Built once, scored for many questions."""

    def __init__(
        self, candidates: Sequence[Candidate], asked: Asked, *, all_could_answer: bool = True
    ) -> None:
        self.size = len(candidates)
        self.ids = np.array([c.id for c in candidates], np.int64)
        self.joined_on = np.array([c.joined_on for c in candidates], np.float64)
        self.themes = inverted(c.themes for c in candidates)
        self.provinces = inverted(c.provinces for c in candidates)
        self.parts = inverted(c.parts for c in candidates)
        self.terms = inverted(c.terms for c in candidates)
        self.published = inverted(c.published for c in candidates)
        self.experience = Experience(self.size, asked, all_could_answer=all_could_answer)
        self.experience.add_all(
            [
                (p.question, row, p.day, p.worth, p.topics)
                for row, c in enumerate(candidates)
                for p in c.answers
            ]
        )
        for row, candidate in enumerate(candidates):
            if candidate.asked_on is not None:
                self.experience.see(row, candidate.asked_on)

    def measured_by(self, asked: Asked) -> CandidateMatrix:
        """The same people, their shares measured by other questions asked."""
        made = copy(self)
        made.experience = self.experience.beside(asked)
        return made

    @cached_property
    def row_of(self) -> dict[int, int]:
        return {int(id_): row for row, id_ in enumerate(self.ids)}


def inverted(kept: Iterable[Iterable[int | str]]) -> dict[int | str, Rows]:
    """What is said → the rows of who says it."""
    found: dict[int | str, list[int]] = {}
    for row, keys in enumerate(kept):
        for key in keys:
            found.setdefault(key, []).append(row)
    return {key: np.array(rows, np.int32) for key, rows in found.items()}

"""Choosing the people to ask: the best of a whole network, while the database is asked about a few
of them.

The score without load is nobody's score exceeded (`Assessment.ideal`), so the best are found
without knowing what everybody was asked for: look up the next few in that order, and stop when
nobody who is left could still come before those found. Pure.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from jmzpro.kit.lazy import lazy_module
from jmzpro.questions.routing.experience import Column
from jmzpro.questions.routing.scoring import (
    ACTIVE_DAYS,
    LONG_ENOUGH_NEW,
    WAITING_A_DAY,
    Assessment,
    Score,
    filled,
    load_of,
)

if TYPE_CHECKING:
    import numpy as np
else:
    np = lazy_module("numpy")

FIRST_WAVE = 6
FEWEST = 3
FIRST_LOOK, NEXT_LOOKS = 64, 512
NEWCOMERS_LOOKED_AT = 64


@dataclass(frozen=True)
class Load:
    """What somebody who may be asked was asked for lately, and whether ever."""

    lately: int = 0
    ever: bool = False


# Of these ids, those that may be asked, each with the burden.
LookUp = Callable[[Sequence[int]], Mapping[int, Load]]
Mask: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.bool_]]"


@dataclass(frozen=True)
class Found:
    """Somebody who may be asked, with what the database told."""

    assessment: Assessment
    row: int
    load: float
    was_asked: bool
    total: float

    @property
    def id(self) -> int:
        return int(self.assessment.crowd.ids[self.row])

    def score(self) -> Score:
        return self.assessment.score(self.row, load=self.load, was_asked=self.was_asked)


class CandidatePool:
    """The crowds of one question, as one row of candidates."""

    def __init__(
        self,
        assessments: Sequence[Assessment],
        look_up: LookUp,
        *,
        day: float,
        questions: int,
        first_look: int = FIRST_LOOK,
        standing: Sequence[Mask | None] | None = None,
    ) -> None:
        """`standing`: of each crowd which rows count, None for all. `questions`: how many were
        asked lately, to measure load by.
        """
        self.assessments = assessments
        self.standing = standing or [None] * len(assessments)
        self.look_up = look_up
        self.day = day
        self.questions = questions
        self.first_look = first_look

    def among(self, look_up: LookUp) -> CandidatePool:
        """The same scores, for others: who may be asked in another way."""
        others = copy(self)
        others.look_up = look_up
        return others

    def where(
        self, condition: Callable[[Assessment], Mask], most: Callable[[Assessment], Column]
    ) -> Rows:
        """The rows for which this holds, and what they can be worth at most."""
        rows = [
            np.flatnonzero(condition(a) if stands is None else condition(a) & stands)
            for a, stands in zip(self.assessments, self.standing, strict=True)
        ]
        return Rows(
            of=np.concatenate(
                [np.full(len(r), n) for n, r in enumerate(rows)] or [np.zeros(0, np.int64)]
            ),
            row=np.concatenate(rows) if rows else np.zeros(0, np.int64),
            most=np.concatenate(
                [most(a)[r] for a, r in zip(self.assessments, rows, strict=True)] or [np.zeros(0)]
            ),
        )

    def looked_up(self, rows: Rows) -> list[Found]:
        """Those of the rows that may be asked, with their whole score."""
        found = [
            (self.assessments[int(of)], int(row)) for of, row in zip(rows.of, rows.row, strict=True)
        ]
        allowed = self.look_up([int(a.crowd.ids[row]) for a, row in found])
        made = []
        for assessment, row in found:
            burden = allowed.get(int(assessment.crowd.ids[row]))
            if burden is not None:
                load = load_of(burden.lately, self.questions)
                made.append(
                    Found(
                        assessment,
                        row,
                        load,
                        burden.ever,
                        assessment.total(row, load=load, was_asked=burden.ever),
                    )
                )
        return made

    def best(self, condition: Callable[[Assessment], Mask]) -> Iterator[Found]:
        """Whoever may be asked and of whom this holds, best first, looked up as far as somebody
        asks for them.
        """
        waiting = self.where(condition, lambda a: a.ideal)
        found: list[tuple[float, int, Found]] = []
        look = self.first_look
        while len(waiting):
            taken, waiting = waiting.split(look)
            look = NEXT_LOOKS
            for one in self.looked_up(taken):
                heapq.heappush(found, (-one.total, one.id, one))
            bar = waiting.highest()
            while found and -found[0][0] > bar:
                yield heapq.heappop(found)[-1]
        while found:
            yield heapq.heappop(found)[-1]

    def waiting_newcomer(self) -> Score | None:
        """Of the new members who were never asked, the one this fits best; who waits longer goes
        before.
        """

        def wait(assessment: Assessment) -> Column:
            return np.maximum(0.0, self.day - assessment.crowd.joined_on)

        def may_take_part(assessment: Assessment) -> Mask:
            mask: Mask = (
                (assessment.weights["new"] > 0)
                & (assessment.parts["new"] > 0)
                & (assessment.is_match | (wait(assessment) >= LONG_ENOUGH_NEW))
            )
            return mask

        waiting = self.where(may_take_part, lambda a: a.ideal + WAITING_A_DAY * wait(a))
        while len(waiting):
            taken, waiting = waiting.split(NEWCOMERS_LOOKED_AT)
            order = {
                int(self.assessments[int(of)].crowd.ids[row]): most
                for of, row, most in zip(taken.of, taken.row, taken.most, strict=True)
            }
            unasked = [one for one in self.looked_up(taken) if not one.was_asked]
            if unasked:
                first = max(unasked, key=lambda one: (order[one.id], -one.id))
                score = first.score()
                return (
                    score
                    if score.is_match
                    else filled(first.assessment, first.row, self.day, score)
                )
        return None


@dataclass(frozen=True)
class Rows:
    """Rows of several crowds: of which, which row, and the most it can be worth."""

    of: np.ndarray[tuple[int], np.dtype[np.int64]]
    row: np.ndarray[tuple[int], np.dtype[np.int64]]
    most: Column

    def __len__(self) -> int:
        return len(self.row)

    def take(self, places: np.ndarray[tuple[int], np.dtype[np.int64]]) -> Rows:
        return Rows(self.of[places], self.row[places], self.most[places])

    def split(self, number: int) -> tuple[Rows, Rows]:
        """The `number` that can be worth most, and the others."""
        if number >= len(self):
            return self, self.take(np.zeros(0, np.int64))
        places = np.argpartition(-self.most, number - 1)
        return self.take(places[:number]), self.take(places[number:])

    def highest(self) -> float:
        return float(self.most.max()) if len(self) else -np.inf


def choose(field: CandidatePool, *, at_most: int, at_least: int = FEWEST) -> list[Score]:
    """The people to ask, best first: those something points to, at most `at_most`, with a place for
    a new member who waits.

    When fewer than `at_least` match, the list is filled up to that number with who is near, was
    active lately or is new; the reason then says just that. With `at_least` 0 nobody comes without
    a reason, also no new member.
    """
    chosen = [found.score() for found in islice(field.best(lambda a: a.is_match), at_most)]
    if 0 < at_least <= at_most:
        make_room_for_a_newcomer(chosen, field)
    if len(chosen) < at_least:
        taken = {score.id for score in chosen}
        far = field.best(lambda a: ~a.is_match & has_a_reason(a, field.day))
        others = (filled(found.assessment, found.row, field.day, found.score()) for found in far)
        chosen += islice(
            (score for score in others if score.id not in taken), at_least - len(chosen)
        )
    return chosen[:at_most]


def make_room_for_a_newcomer(chosen: list[Score], field: CandidatePool) -> None:
    """The last place of the first wave, unless a new member who was never asked stands in that
    wave already.
    """
    if any(score.parts["new"] > 0 for score in chosen[:FIRST_WAVE]):
        return
    newcomer = field.waiting_newcomer()
    if newcomer is not None:
        chosen[:] = [score for score in chosen if score.id != newcomer.id]
        chosen.insert(FIRST_WAVE - 1, newcomer)


def has_a_reason(assessment: Assessment, day: float) -> Mask:
    mask: Mask = (
        (assessment.parts["near"] > 0)
        | (day - assessment.crowd.experience.answered_on <= ACTIVE_DAYS)
        | (assessment.parts["new"] > 0)
    )
    return mask


def rank(field: CandidatePool) -> list[Score]:
    """Everybody who may be asked, most likely first."""
    return [found.score() for found in field.best(lambda a: np.ones(a.crowd.size, np.bool_))]

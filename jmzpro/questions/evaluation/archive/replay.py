"""Replaying an archive: each question is routed by what was known before it, with the score that
routes members' questions.

Three stretches of time: what came before `train_until` teaches (who answered what, and the weights
of the parts); the questions from there until `test_until` are routed one by one, and the answers
that come in meanwhile are learned from, as the product does. The pool is the persons with most
answers before `train_until`. A question counts when somebody of the pool answered it; its asker is
no candidate.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from jmzpro.kit.lazy import lazy_module
from jmzpro.questions.evaluation.archive.budget import REMEMBERED, Budget
from jmzpro.questions.evaluation.archive.parser import Archive, ArchiveError, OldAnswer, OldQuestion
from jmzpro.questions.evaluation.archive.text import Analysis, Resemblance, bag_of
from jmzpro.questions.routing.candidates import Candidate, CandidateMatrix
from jmzpro.questions.routing.experience import Alike, Asked, Column
from jmzpro.questions.routing.scoring import (
    OF_ANSWERS,
    WEIGHTS,
    Assessment,
    Rarity,
    Signals,
    assess,
)
from jmzpro.questions.routing.training import Example, fit

if TYPE_CHECKING:
    import numpy as np
else:
    np = lazy_module("numpy")

ASKED = 10
CAP = 0.40
RECENT_DAYS = 90.0
# Training takes the last so many questions; those who answered most at each moment stand for the
# pool.
MOST_TRAINING = 4_000
SHARE_TO_WARM_UP = 0.1
MOST_PEOPLE = 1_000
MOST_ALIKE = 5_000
HELPFUL = 4.0  # a score of this many votes is worth one more


Parts: TypeAlias = "np.ndarray[tuple[int, int], np.dtype[np.float64]]"


@dataclass(frozen=True)
class Tested:
    """One question of the test: how likely each of the pool is to answer (0: may not), who did,
    and the baselines' scores.
    """

    day: float
    chances: Column
    answered: frozenset[int]
    baselines: Mapping[str, Column]


@dataclass
class Figures:
    """Hits among the first 1, 5 and 10, the mean of 1/rank of the first right one, and how often
    the busiest was asked.
    """

    number: int = 0
    hits: Counter[int] = field(default_factory=Counter)
    reciprocal: float = 0.0
    asked: Counter[int] = field(default_factory=Counter)

    def add(self, order: Sequence[int], answered: frozenset[int], places: int = ASKED) -> None:
        """`places`: so many of the order are asked, when a budget leaves fewer than ten."""
        self.number += 1
        self.asked.update(order[:places])
        first = next((place for place, person in enumerate(order) if person in answered), None)
        if first is not None:
            self.reciprocal += 1 / (first + 1)
            for depth in (1, 5, 10):
                self.hits[depth] += first < min(depth, places)

    def as_fractions(self) -> dict[str, float]:
        number = max(1, self.number)
        busiest = max(self.asked.values(), default=0)
        named = {f"hit@{depth}": self.hits[depth] / number for depth in (1, 5, 10)}
        return {**named, "mrr": self.reciprocal / number, "busiest": busiest / number}


class Replay:
    """Train and test on one archive. Raises ArchiveError when the dates leave nobody or nothing
    to test.
    """

    def __init__(
        self,
        archive: Archive,
        analysis: Analysis,
        *,
        train_until: float,
        test_until: float,
        pool: int,
    ) -> None:
        if not train_until < test_until:
            raise ArchiveError("--test-until must be later than --train-until.")
        if pool < 1:
            raise ArchiveError("--pool must be at least 1.")
        self.questions = [question for question in archive.questions if question.day < test_until]
        self.analysis = analysis
        self.train_until = train_until
        counted = Counter(
            a.user
            for q in self.questions
            for a in q.answers
            if a.day < train_until and q.day < train_until and a.user != q.user
        )
        if not counted:
            raise ArchiveError(
                "Nobody answered anything before --train-until, so there is no pool to ask."
            )
        # Equals in the order of their name, so that two runs have the same pool.
        self.users = [
            user for user, _ in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
        ][: max(MOST_PEOPLE, pool)]
        self.row_of = {user: row for row, user in enumerate(self.users)}
        self.pool = np.arange(min(pool, len(self.users)))
        self.asked = Asked()
        self.crowd = CandidateMatrix([Candidate(row) for row in range(len(self.users))], self.asked)
        self.rehearsed: deque[tuple[Parts, int]] = deque(maxlen=REMEMBERED)
        self.resemblance = Resemblance()
        self.weights: Mapping[str, float] = WEIGHTS
        self.trained_on = 0
        self.tested = self.run()
        if not self.tested:
            raise ArchiveError(
                "No question between --train-until and --test-until was answered by somebody "
                "of the pool."
            )

    def run(self) -> list[Tested]:
        examples: list[Example] = []
        tested: list[Tested] = []
        before_test = sum(question.day < self.train_until for question in self.questions)
        first_example = max(int(SHARE_TO_WARM_UP * before_test), before_test - MOST_TRAINING)
        for number, question, signals in self.in_time():
            answered = frozenset(self.rows_of_answerers(question))
            if question.day >= self.train_until:
                if not tested:
                    self.learn(examples)
                if found := self.test(
                    question, signals, frozenset(answered & set(self.pool.tolist()))
                ):
                    tested.append(found)
            elif number >= first_example:
                examples.append(self.example(question, signals))
        return tested

    def in_time(self) -> Iterator[tuple[int, OldQuestion, Signals]]:
        """Every question with what it says, at the moment when all that came before it is known
        and nothing else.
        """
        coming = deque(
            sorted(
                (a.day, n, self.row_of[a.user], a.score)
                for n, q in enumerate(self.questions)
                for a in self.counting(q)
            )
        )
        experience = self.crowd.experience
        for number, question in enumerate(self.questions):
            while coming and coming[0][0] < question.day:
                day, of, row, score = coming.popleft()
                worth = 1.0 + min(1.0, max(0.0, score) / HELPFUL)
                experience.add(row, of, day, worth=worth, topics=self.questions[of].tags)
            bag = bag_of(self.analysis(question.title), self.analysis(question.text), question.tags)
            self.like = self.resemblance.to(bag)
            yield (
                number,
                question,
                Signals(
                    alike=alike_of(self.like), topics=frozenset(question.tags), seed=str(number)
                ),
            )
            self.resemblance.add(bag)
            self.asked.add(question.day, question.tags)
            if question.user in self.row_of:
                experience.see(self.row_of[question.user], question.day)

    def counting(self, question: OldQuestion) -> list[OldAnswer]:
        """Its answers by others than who asked."""
        return [
            answer
            for answer in question.answers
            if answer.user != question.user and answer.user in self.row_of
        ]

    def rows_of_answerers(self, question: OldQuestion) -> list[int]:
        return [self.row_of[answer.user] for answer in self.counting(question)]

    def assess(self, question: OldQuestion, signals: Signals) -> Assessment:
        return assess(
            self.crowd, signals, question.day, Rarity(signals, [(self.crowd, None)]), self.weights
        )

    def example(self, question: OldQuestion, signals: Signals) -> Example:
        """What could be known, and who answered before the test began."""
        number = self.crowd.experience.number
        most = np.argsort(-number, kind="stable")[: len(self.pool)]
        rows = most[most != self.row_of.get(question.user, -1)]
        parts = self.assess(question, signals).parts
        answered = [
            self.row_of[a.user] for a in self.counting(question) if a.day < self.train_until
        ]
        if any(row < len(self.pool) for row in answered):
            asker = self.row_of.get(question.user, -1)
            self.rehearsed.append(
                (np.stack([parts[part][self.pool] for part in OF_ANSWERS], axis=1), asker)
            )
        return Example(
            np.stack([parts[part][rows] for part in OF_ANSWERS], axis=1),
            np.isin(rows, answered).astype(np.float64),
        )

    def learn(self, examples: Sequence[Example]) -> None:
        """The weights of this archive, and what the baselines know: nothing after this moment."""
        fitted = fit(examples)
        self.trained_on = sum(bool(example.answered.any()) for example in examples)
        if fitted is not None:
            self.weights = {**WEIGHTS, **dict(zip(OF_ANSWERS, fitted.tolist(), strict=True))}
        told = self.crowd.experience.answers
        questions, rows, days, _ = (column.copy() for column in told.columns())
        size = len(self.users)
        self.baseline_answers = (questions, rows, np.exp((days - self.train_until) / RECENT_DAYS))
        self.most_active = np.bincount(rows, minlength=size).astype(np.float64)
        self.recently_active = np.bincount(
            rows[days >= self.train_until - RECENT_DAYS], minlength=size
        ).astype(np.float64)
        self.random = np.random.default_rng(20261124)

    def test(
        self, question: OldQuestion, signals: Signals, answered: frozenset[int]
    ) -> Tested | None:
        if not answered:
            return None
        chances = self.chances(
            self.assess(question, signals).ideal[self.pool], self.row_of.get(question.user, -1)
        )
        return Tested(
            question.day,
            chances,
            answered,
            {name: score[self.pool] for name, score in self.baselines().items()},
        )

    def baselines(self) -> dict[str, Column]:
        questions, rows, faded = self.baseline_answers
        like, size = self.like[questions], len(self.users)
        return {
            "random": self.random.random(size),
            "most_active": self.most_active,
            "recently_active": self.recently_active + self.most_active * 1e-6,
            "bm25": np.bincount(rows, like, size).astype(np.float64),
            "bm25_recency": np.bincount(rows, like * faded, size).astype(np.float64),
        }

    # ---- figures

    def baseline(self, name: str) -> Figures:
        figures = Figures()
        for tested in self.tested:
            order = np.argsort(-tested.baselines[name], kind="stable")
            figures.add([int(row) for row in order if tested.chances[row] > 0], tested.answered)
        return figures

    def ours(self, *, cap: float | None = CAP) -> Figures:
        """With a budget: nobody is asked for more than `cap` of the questions. None: no budget,
        just who is likeliest.

        Of the questions to come the budget knows how many there are, and nothing else.
        """
        figures = Figures()
        before = (
            self.chances(parts @ self.weights_of_answers(), asker)
            for parts, asker in self.rehearsed
        )
        budget = (
            Budget(len(self.pool), places=ASKED, share=cap, number=len(self.tested), before=before)
            if cap is not None
            else None
        )
        for tested in self.tested:
            order = likeliest(tested.chances)
            chosen = budget.choose(tested.chances) if budget is not None else order[:ASKED]
            taken = set(chosen)
            figures.add(
                [*chosen, *(row for row in order if row not in taken)], tested.answered, len(chosen)
            )
        return figures

    def chances(self, points: Column, asker: int) -> Column:
        """Of everybody in the pool the chance to be who answers; who asks has none."""
        may = np.ones(len(points), np.bool_)
        if 0 <= asker < len(points):
            may[asker] = False
        odds: Column = np.where(may, np.exp(points - points[may].max(initial=-np.inf)), 0.0)
        shares: Column = odds / max(odds.sum(), 1e-300)
        return shares

    def weights_of_answers(self) -> Column:
        return np.array([self.weights[part] for part in OF_ANSWERS])


def likeliest(chances: Column) -> list[int]:
    """Who may be asked, likeliest first."""
    return [int(row) for row in np.argsort(-chances, kind="stable") if chances[row] > 0]


def alike_of(like: Column) -> Alike:
    """The likeness of earlier questions as a share of the best."""
    if not len(like) or like.max() <= 0:
        return Alike()
    found = (
        np.argpartition(-like, MOST_ALIKE)[:MOST_ALIKE]
        if len(like) > MOST_ALIKE
        else np.flatnonzero(like > 0)
    )
    return Alike(found.astype(np.int64), like[found] / like.max())

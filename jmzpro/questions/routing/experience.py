"""What somebody's answers tell about the next question: how often, how lately, about what, and how
like it.

Pure numpy, one row a person. Time is in days. Everything that fades does so exponentially, so that
sums kept at one moment are exact at any later one, and an answer that comes in is one addition.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from jmzpro.kit.lazy import lazy_module

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
else:
    np = lazy_module("numpy")


Column: TypeAlias = "NDArray[np.float64]"
# An answer: question, row of the person, day, worth, topics.
Given = tuple[int, int, float, float, Collection[Any]]

# How many days it takes until an answer counts for a third: a burst, a fortnight, a season, a year.
FADES = (4.0, 15.0, 60.0, 240.0)
BURST, FORTNIGHT, SEASON, YEAR = range(4)
ALIKE_FADES = 180.0
# So many of the questions most like it say who may know; all of them together say who is at home in
# its words.
NEAREST = 200
# Shares below this are noise; it is also what makes nothing at all worth 0 points.
FLOOR = 0.003
LONGEST = 800.0
# A topic's share is pulled towards the person's share of everything by so many questions.
USUAL = 5.0


@dataclass(frozen=True)
class Alike:
    """Earlier questions (ids) and how like this one each is: above 0, at most 1.0."""

    questions: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    likeness: Column = field(default_factory=lambda: np.zeros(0))

    @classmethod
    def of(cls, found: Mapping[int, float]) -> Alike:
        return cls(
            np.fromiter(found.keys(), np.int64, len(found)),
            np.fromiter(found.values(), np.float64, len(found)),
        )


class Answers:
    """Every answer in four columns that grow: question, row of the person, day, worth."""

    def __init__(self) -> None:
        self.questions: array[int] = array("q")
        self.rows: array[int] = array("i")
        self.days: array[float] = array("d")
        self.worths: array[float] = array("d")
        self.of_question: dict[int, list[int]] = {}

    def __len__(self) -> int:
        return len(self.questions)

    def add(self, question: int, row: int, day: float, worth: float) -> None:
        self.of_question.setdefault(question, []).append(len(self.questions))
        self.questions.append(question)
        self.rows.append(row)
        self.days.append(day)
        self.worths.append(worth)

    def extend(
        self, questions: NDArray[Any], rows: NDArray[Any], days: NDArray[Any], worths: NDArray[Any]
    ) -> None:
        self.questions.frombytes(questions.astype(np.int64).tobytes())
        self.rows.frombytes(rows.astype(np.int32).tobytes())
        self.days.frombytes(days.astype(np.float64).tobytes())
        self.worths.frombytes(worths.astype(np.float64).tobytes())

    def columns(self) -> tuple[NDArray[np.int64], NDArray[np.int32], Column, Column]:
        """Views, not copies: let go of them before the next answer."""
        return (
            np.frombuffer(self.questions, np.int64),
            np.frombuffer(self.rows, np.int32),
            np.frombuffer(self.days, np.float64),
            np.frombuffer(self.worths, np.float64),
        )


class Asked:
    """The questions that were asked, as far as everybody's shares are measured by them."""

    def __init__(self) -> None:
        self.days: array[float] = array("d")
        self.day = 0.0
        self.faded = np.zeros(len(FADES))
        self.on_topic: dict[Any, int] = {}

    def add(self, day: float, topics: Collection[Any]) -> None:
        """In the order of time."""
        self.days.append(day)
        self.faded *= np.exp((self.day - day) / np.array(FADES))
        self.day = day
        self.faded += 1.0
        for topic in topics:
            self.on_topic[topic] = self.on_topic.get(topic, 0) + 1

    def with_later(self, questions: Iterable[tuple[float, Collection[Any]]]) -> Asked:
        """A copy with these (day, topics) too, in the order of time. What is not later than the
        last is counted already.
        """
        made = Asked()
        made.days, made.day, made.faded, made.on_topic = (
            self.days[:],
            self.day,
            self.faded.copy(),
            dict(self.on_topic),
        )
        for day, topics in questions:
            if day > made.day:
                made.add(day, topics)
        return made

    @property
    def number(self) -> int:
        return len(self.days)

    def since(self, day: float) -> int:
        return self.number - bisect_right(self.days, day)

    def at(self, day: float) -> NDArray[np.float64]:
        faded: NDArray[np.float64] = self.faded * np.exp((self.day - day) / np.array(FADES))
        return faded


class Experience:
    """The answers of `people` persons, who are known here by their row."""

    def __init__(self, people: int, asked: Asked, *, all_could_answer: bool = True) -> None:
        """`all_could_answer`: everybody saw every question, so that not answering one tells
        something too.
        """
        self.people = people
        self.all_could_answer = all_could_answer
        self.asked = asked
        self.day = 0.0
        self.faded = np.zeros((len(FADES), people))
        self.number = np.zeros(people)
        self.helped = np.zeros(people)
        self.answered_on = np.full(people, -LONGEST)
        self.seen_on = np.full(people, -LONGEST)
        self.by_topic: dict[Any, array[int]] = {}
        self.answers = Answers()
        self._standing: tuple[tuple[float, int], Standing] | None = None

    def add(
        self,
        row: int,
        question: int,
        day: float,
        *,
        worth: float = 1.0,
        topics: Collection[Any] = (),
    ) -> None:
        """Somebody answered. Any order of time will do."""
        if day > self.day:
            self.faded *= np.exp((self.day - day) / np.array(FADES))[:, None]
            self.day = day
        self.faded[:, row] += np.exp((day - self.day) / np.array(FADES))
        self.number[row] += 1
        self.helped[row] += worth - 1.0
        self.answered_on[row] = max(self.answered_on[row], day)
        self.see(row, day)
        for topic in topics:
            self.by_topic.setdefault(topic, array("i")).append(row)
        self.answers.add(question, row, day, worth)

    def add_all(self, given: Sequence[Given]) -> None:
        """Many answers at once: the same as one by one, in a hundredth of the time."""
        if not given:
            return
        for number, (question, *_) in enumerate(given, start=len(self.answers)):
            self.answers.of_question.setdefault(question, []).append(number)
        for _, row, *_, topics in given:
            for topic in topics:
                self.by_topic.setdefault(topic, array("i")).append(row)
        questions, rows, days, worths = (
            np.array(column) for column in list(zip(*given, strict=True))[:4]
        )
        self.answers.extend(questions, rows, days, worths)
        latest = max(self.day, float(days.max()))
        self.faded *= np.exp((self.day - latest) / np.array(FADES))[:, None]
        self.day = latest
        for nth, fade in enumerate(FADES):
            self.faded[nth] += np.bincount(rows, np.exp((days - latest) / fade), self.people)
        self.number += np.bincount(rows, minlength=self.people)
        self.helped += np.bincount(rows, worths - 1.0, self.people)
        np.maximum.at(self.answered_on, rows, days)
        np.maximum.at(self.seen_on, rows, days)
        self._standing = None

    def see(self, row: int, day: float) -> None:
        """Somebody was there: asked or answered."""
        self.seen_on[row] = max(self.seen_on[row], day)
        self._standing = None

    def beside(self, asked: Asked) -> Experience:
        """The same answers, measured by other questions asked."""
        made = copy(self)
        made.asked, made._standing = asked, None
        return made

    def traces(self, day: float, topics: Collection[Any], alike: Alike) -> dict[str, Column]:
        """The parts of the score that come of answers, one number a person, 0 for whoever never
        answered.
        """
        standing = self.standing(day)
        near, familiar = self.near(day, alike)
        return {
            **standing.parts,
            "topics": self.lift(topics, standing),
            "alike": near,
            "familiar": familiar,
        }

    def standing(self, day: float) -> Standing:
        """What holds for any question of this moment: kept until somebody answers, asks or is
        asked something, or time goes on.
        """
        key = (day, self.asked.number)
        if self._standing is None or self._standing[0] != key:
            faded = self.faded * np.exp((self.day - day) / np.array(FADES))[:, None]
            shares = faded / (self.asked.at(day) + 1.0)[:, None]
            usual = self.number / (self.asked.number + 1.0)
            parts = {
                "burst": above_floor(shares[BURST]),
                "fortnight": above_floor(shares[FORTNIGHT]),
                "season": above_floor(shares[SEASON]),
                "year": above_floor(shares[YEAR]),
                "ever": above_floor(usual),
                "answered": freshness(day - self.answered_on),
                "seen": freshness(day - self.seen_on),
                "helped": self.helped / (self.number + 3.0),
            }
            self._standing = key, Standing(parts, shares[SEASON], usual)
        return self._standing[1]

    def lift(self, topics: Collection[Any], standing: Standing) -> Column:
        """How much oftener than other questions somebody answers those of these topics, in
        log-odds.
        """
        told = [topic for topic in topics if self.asked.on_topic.get(topic)]
        total: Column = np.zeros(self.people)
        for topic in told:
            if topic not in standing.lifts:
                standing.lifts[topic] = self.lift_of(topic, standing.usual)
            total += standing.lifts[topic]
        lift: Column = total / max(1.0, len(told)) ** 0.5
        return lift

    def lift_of(self, topic: Any, usual: Column) -> Column:
        rows = (
            np.frombuffer(self.by_topic[topic], np.int32)
            if topic in self.by_topic
            else np.zeros(0, np.int32)
        )
        share = (np.bincount(rows, minlength=self.people) + USUAL * usual) / (
            self.asked.on_topic[topic] + USUAL
        )
        lift: Column = np.log((share + FLOOR) / (usual + FLOOR))
        return lift if self.all_could_answer else np.maximum(lift, 0.0)

    def near(self, day: float, alike: Alike) -> tuple[Column, Column]:
        """Who answered the questions most like this one; and how like it everything is that
        somebody answered.

        The first fades, the second does not. Only the answers to these questions are looked at,
        however many there are.
        """
        near, familiar = np.zeros(self.people), np.zeros(self.people)
        strongest = np.argsort(-alike.likeness, kind="stable")[:NEAREST]
        nearest = np.zeros(len(alike.questions))
        nearest[strongest] = alike.likeness[strongest] ** 2
        of_question = self.answers.of_question
        given = [
            (number, place)
            for place, q in enumerate(alike.questions.tolist())
            for number in of_question.get(q, ())
        ]
        if not given:
            return near, familiar
        numbers, places = np.array(sorted(given), np.int64).T
        _, rows, days, worths = (column[numbers] for column in self.answers.columns())
        who, of_whom = np.unique(rows, return_inverse=True)
        like = np.bincount(of_whom, alike.likeness[places])
        found = np.bincount(of_whom, nearest[places] * worths * np.exp((days - day) / ALIKE_FADES))
        usual = self.standing(day).season[who]
        # What is hardly like it says hardly anything, though it be the most like it of all.
        closeness = float(alike.likeness.max()) ** 2
        near[who] = (
            closeness * above_floor((found + 0.5 * usual) / (0.5 + nearest.sum())) * (found > 0)
        )
        familiar[who] = np.log1p(like / (self.number[who] + 2.0))
        return near, familiar


@dataclass(frozen=True)
class Standing:
    """One moment, any question: parts; the share of the last months' questions and of all that
    each answered; and per topic its lift.
    """

    parts: Mapping[str, Column]
    season: Column
    usual: Column
    lifts: dict[Any, Column] = field(default_factory=dict)


def above_floor(share: Column) -> Column:
    """The logarithm of a share, so that 0 is worth 0."""
    result: Column = np.log((share + FLOOR) / FLOOR)
    return result


def freshness(days: Column) -> Column:
    """Today the most, 0 after more than two years or never."""
    result: Column = np.log((1.0 + LONGEST) / (1.0 + np.clip(days, 0.0, LONGEST)))
    return result

"""What somebody's answers tell about the next question: how often, how lately, about what, and how like it.

Pure numpy, one row a person. Time is in days. Everything that fades does so exponentially, so that sums kept at one moment are exact at
any later one, and an answer that comes in is one addition.
"""

from array import array
from bisect import bisect_right
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

Column = NDArray[np.float64]

# How many days it takes until an answer counts for a third: a burst, a fortnight, a season, a year.
FADES = np.array([4.0, 15.0, 60.0, 240.0])
BURST, FORTNIGHT, SEASON, YEAR = range(4)
ALIKE_FADES = 180.0
# So many of the questions most like it say who may know; all of them together say who is at home in its words.
NEAREST = 200
# Shares below this are noise; it is also what makes nothing at all worth 0 points.
FLOOR = 0.003
LONGEST = 800.0
# A topic's share is pulled towards the person's share of everything by so many questions.
USUAL = 5.0


@dataclass(frozen=True)
class Alike:
    """Earlier questions and how like this one they are, best 1.0. `nearest`: how many of them count as look-alikes."""

    questions: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    likeness: Column = field(default_factory=lambda: np.zeros(0))

    @classmethod
    def of(cls, found: Mapping[int, float]) -> "Alike":
        return cls(np.fromiter(found.keys(), np.int64, len(found)), np.fromiter(found.values(), np.float64, len(found)))


class Answers:
    """Every answer in four columns that grow: question, row of the person, day, worth."""

    def __init__(self) -> None:
        self.questions: array[int] = array("q")
        self.rows: array[int] = array("i")
        self.days: array[float] = array("d")
        self.worths: array[float] = array("d")

    def __len__(self) -> int:
        return len(self.questions)

    def add(self, question: int, row: int, day: float, worth: float) -> None:
        self.questions.append(question)
        self.rows.append(row)
        self.days.append(day)
        self.worths.append(worth)

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
        self.faded *= np.exp((self.day - day) / FADES)
        self.day = day
        self.faded += 1.0
        for topic in topics:
            self.on_topic[topic] = self.on_topic.get(topic, 0) + 1

    @property
    def number(self) -> int:
        return len(self.days)

    def since(self, day: float) -> int:
        return self.number - bisect_right(self.days, day)

    def at(self, day: float) -> NDArray[np.float64]:
        faded: NDArray[np.float64] = self.faded * np.exp((self.day - day) / FADES)
        return faded


class Experience:
    """The answers of `people` persons, who are known here by their row."""

    def __init__(self, people: int, asked: Asked) -> None:
        self.people = people
        self.asked = asked
        self.day = 0.0
        self.faded = np.zeros((len(FADES), people))
        self.number = np.zeros(people)
        self.helped = np.zeros(people)
        self.answered_on = np.full(people, -LONGEST)
        self.seen_on = np.full(people, -LONGEST)
        self.by_topic: dict[Any, array[int]] = {}
        self.answers = Answers()

    def add(self, row: int, question: int, day: float, *, worth: float = 1.0, topics: Collection[Any] = ()) -> None:
        """Somebody answered. Any order of time will do."""
        if day > self.day:
            self.faded *= np.exp((self.day - day) / FADES)[:, None]
            self.day = day
        self.faded[:, row] += np.exp((day - self.day) / FADES)
        self.number[row] += 1
        self.helped[row] += worth - 1.0
        self.answered_on[row] = max(self.answered_on[row], day)
        self.see(row, day)
        for topic in topics:
            self.by_topic.setdefault(topic, array("i")).append(row)
        self.answers.add(question, row, day, worth)

    def see(self, row: int, day: float) -> None:
        """Somebody was there: asked or answered."""
        self.seen_on[row] = max(self.seen_on[row], day)

    def traces(self, day: float, topics: Collection[Any], alike: Alike) -> dict[str, Column]:
        """The parts of the score that come of answers, one number a person, 0 for whoever never answered."""
        faded = self.faded * np.exp((self.day - day) / FADES)[:, None]
        shares = faded / (self.asked.at(day) + 1.0)[:, None]
        usual = self.number / (self.asked.number + 1.0)
        near, familiar = self.near(day, alike, shares[SEASON])
        return {
            "burst": above_floor(shares[BURST]),
            "fortnight": above_floor(shares[FORTNIGHT]),
            "season": above_floor(shares[SEASON]),
            "year": above_floor(shares[YEAR]),
            "ever": above_floor(usual),
            "answered": freshness(day - self.answered_on),
            "seen": freshness(day - self.seen_on),
            "topics": self.lift(topics, usual),
            "alike": near,
            "familiar": familiar,
            "helped": self.helped / (self.number + 3.0),
        }

    def lift(self, topics: Collection[Any], usual: Column) -> Column:
        """How much oftener than other questions somebody answers those of these topics, in log-odds."""
        told = [topic for topic in topics if self.asked.on_topic.get(topic)]
        total: Column = np.zeros(self.people)
        for topic in told:
            rows = np.frombuffer(self.by_topic[topic], np.int32) if topic in self.by_topic else np.zeros(0, np.int32)
            share = (np.bincount(rows, minlength=self.people) + USUAL * usual) / (self.asked.on_topic[topic] + USUAL)
            total += np.log((share + FLOOR) / (usual + FLOOR))
        lift: Column = total / max(1.0, len(told)) ** 0.5
        return lift

    def near(self, day: float, alike: Alike, usual: Column) -> tuple[Column, Column]:
        """Who answered the questions most like this one; and how like it everything is that somebody answered.

        The first fades, the second does not.
        """
        if not len(alike.questions) or not len(self.answers):
            return np.zeros(self.people), np.zeros(self.people)
        questions, rows, days, worths = self.answers.columns()
        strongest = np.argsort(-alike.likeness, kind="stable")[:NEAREST]
        size = int(max(questions.max(), alike.questions.max())) + 1
        likeness, nearest = np.zeros(size), np.zeros(size)
        likeness[alike.questions] = alike.likeness
        nearest[alike.questions[strongest]] = alike.likeness[strongest] ** 2
        like = np.bincount(rows, likeness[questions], self.people)
        found = np.bincount(rows, nearest[questions] * worths * np.exp((days - day) / ALIKE_FADES), self.people)
        weights = 0.5 + nearest.sum()
        near: Column = above_floor((found + 0.5 * usual) / weights) * (found > 0)
        return near, np.log1p(like / (self.number + 2.0))


def above_floor(share: Column) -> Column:
    """The logarithm of a share, so that 0 is worth 0."""
    result: Column = np.log((share + FLOOR) / FLOOR)
    return result


def freshness(days: Column) -> Column:
    """Today the most, 0 after more than two years or never."""
    result: Column = np.log((1.0 + LONGEST) / (1.0 + np.clip(days, 0.0, LONGEST)))
    return result

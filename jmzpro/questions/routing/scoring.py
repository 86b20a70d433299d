"""Who is likely to know: the score of each candidate for one question, with its parts and its
reasons in words.

Pure: it knows no database, so that the same code scores members and, on an archive of old
questions, proves itself. The parts are columns, one number a candidate; a part is 0 when nothing
points to somebody. Points are log-odds: 1 more is 2.7 times as likely.
docs/decisions/0012-scoring.md tells where each part and its weight come from.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import log
from typing import TYPE_CHECKING

from jmzpro.kit.lazy import lazy_module
from jmzpro.questions.routing.candidates import CandidateMatrix, Rows, nobody
from jmzpro.questions.routing.experience import Alike, Column

if TYPE_CHECKING:
    import numpy as np
else:
    np = lazy_module("numpy")

# What a part is worth, chosen on sixty Dutch questions (bench/routing_dutch.py). Of the parts that
# come of answers (from "topics" on) an archive's own weights are fitted: routing/training.py.
WEIGHTS: Mapping[str, float] = {
    "themes": 3.0,  # says to know about the question's themes
    "region": 2.0,  # works where the answer has to fit
    "near": 0.5,  # works in the same part of the country
    "words": 1.5,  # the profile speaks of it
    "published": 1.5,  # published about it
    "topics": 0.1,  # answers questions on its themes oftener than others
    "alike": 0.5,  # answered the questions that are most like it
    "familiar": 0.5,  # answers questions in its words
    "helped": 0.2,  # was marked as having helped
    "burst": 0.0,
    "fortnight": 0.0,
    "season": 0.03,  # answered in the last months: between equals, who takes part goes first
    "year": 0.0,
    "ever": 0.0,
    "answered": 0.0,
    "seen": 0.02,  # was there lately, asking or answering
    "new": 1.0,  # is new and was never asked
    "load": -10.0,  # a share of all questions: who was asked for one in ten stands a point lower
}
OF_ANSWERS = (
    "topics",
    "alike",
    "familiar",
    "helped",
    "burst",
    "fortnight",
    "season",
    "year",
    "ever",
    "answered",
    "seen",
)
# What a reader of the explanation sees: parts that say the same together.
SHOWN: Mapping[str, tuple[str, ...]] = {
    "themes": ("themes",),
    "region": ("region", "near"),
    "words": ("words",),
    "published": ("published",),
    "alike": ("alike", "familiar", "topics"),
    "recent": ("burst", "fortnight", "season", "year", "ever", "answered", "seen"),
    "helped": ("helped",),
    "new": ("new",),
    "load": ("load",),
}
POINTS_TO = ("themes", "alike", "region", "words", "published")
# A single common word in a profile proves nothing; this share of the question's weight in words
# does.
WORDS_THAT_COUNT = 0.12
ACTIVE_DAYS = 60.0
NEWCOMER_DAYS = 60.0
# After so many days without a question a new member is asked for one that nothing of theirs points
# to.
LONG_ENOUGH_NEW = 14.0
# Of the people asked for a question one place is for a new member who waits.
WAITING_A_DAY = 0.25
# Load is a share of the questions of so many days, longer than a week, so that work spreads; and of
# so many questions at least, since three asks out of five questions are no load yet.
LOAD_DAYS = 180.0
FEWEST_QUESTIONS = 100


@dataclass(frozen=True)
class Signals:
    """What a question says about who may know: theme id → name, province, part of the country, and
    term → the word as written.

    `alike` gives earlier questions that are like it, best 1.0. `topics`: what its look-alikes are
    counted by.
    """

    themes: Mapping[int, str] = field(default_factory=dict)
    province: str = ""
    part: str = ""
    terms: Mapping[str, str] = field(default_factory=dict)
    alike: Alike = field(default_factory=Alike)
    topics: frozenset[int | str] = frozenset()
    seed: str = ""  # decides between equals, differently for each question


@dataclass(frozen=True)
class Score:
    """How likely, why in parts (points), and why in words, each to follow "je"."""

    id: int
    parts: Mapping[str, float]
    reasons: tuple[str, ...]
    total: float

    @property
    def is_match(self) -> bool:
        """Something in the question points to this person, apart from having been around."""
        return any(self.parts.get(part, 0.0) > 0 for part in POINTS_TO)


class Rarity:
    """What few people say tells more than what all of them say. Counted over everybody in the
    network.
    """

    def __init__(
        self,
        signals: Signals,
        crowds: Sequence[tuple[CandidateMatrix, np.ndarray[tuple[int], np.dtype[np.bool_]] | None]],
    ) -> None:
        """Each crowd with the rows that count, or None for all."""
        self.size = sum(
            crowd.size if counts is None else int(counts.sum()) for crowd, counts in crowds
        )

        def rare(
            pick: Callable[[CandidateMatrix], Mapping[int | str, Rows]], key: int | str
        ) -> float:
            said = 0
            for crowd, counts in crowds:
                rows = pick(crowd).get(key, nobody())
                said += len(rows) if counts is None else int(counts[rows].sum())
            return log(1 + (self.size - said + 0.5) / (said + 0.5))

        self.themes = {theme: rare(lambda c: c.themes, theme) for theme in signals.themes}
        self.terms = {term: rare(lambda c: c.terms, term) for term in signals.terms}


@dataclass(frozen=True)
class Assessment:
    """The parts of everybody in a crowd, without weights, and the total of those that hang on no
    other question's alerts.
    """

    crowd: CandidateMatrix
    signals: Signals
    rarity: Rarity
    parts: Mapping[str, Column]
    weights: Mapping[str, float]
    jitter: Column

    @cached_property
    def ideal(self) -> Column:
        """What each would have without any load and as if never asked: nobody's score is higher."""
        total = self.jitter.copy()
        for part, column in self.parts.items():
            if self.weights[part]:
                total += self.weights[part] * column
        return total

    @cached_property
    def is_match(self) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        counting = [self.parts[part] for part in POINTS_TO if self.weights[part] > 0]
        points: np.ndarray[tuple[int], np.dtype[np.bool_]] = (
            sum(counting, np.zeros(self.crowd.size)) > 0
        )
        return points

    def total(self, row: int, *, load: float, was_asked: bool) -> float:
        """The whole score, at most the ideal one. `load`: see `load_of`."""
        was_new = self.weights["new"] * self.parts["new"][row] if was_asked else 0.0
        return float(self.ideal[row] - was_new + self.weights["load"] * load)

    def score(self, row: int, *, load: float, was_asked: bool) -> Score:
        """The same with its parts and the reasons."""
        points = {
            part: self.weights[part] * float(column[row]) for part, column in self.parts.items()
        }
        if was_asked:
            points["new"] = 0.0
        points["load"] = self.weights["load"] * load
        return Score(
            int(self.crowd.ids[row]),
            points,
            reasons(self, row),
            self.total(row, load=load, was_asked=was_asked),
        )


def assess(
    crowd: CandidateMatrix,
    signals: Signals,
    day: float,
    rarity: Rarity,
    weights: Mapping[str, float] = WEIGHTS,
) -> Assessment:
    """Every part for everybody."""
    words = weighed(crowd.terms, rarity.terms, crowd.size) * 2.0
    np.minimum(words, 1.0, out=words)
    words[words < WORDS_THAT_COUNT] = 0.0
    region, near = np.zeros(crowd.size), np.zeros(crowd.size)
    if signals.province:
        near[crowd.parts.get(signals.part, nobody())] = 1.0
        region[crowd.provinces.get(signals.province, nobody())] = 1.0
        near[region > 0] = 0.0
    waits = day - crowd.joined_on
    parts: dict[str, Column] = {
        "themes": weighed(crowd.themes, rarity.themes, crowd.size),
        "region": region,
        "near": near,
        "words": words,
        "published": published(crowd, signals, rarity),
        **crowd.experience.traces(day, signals.topics, signals.alike),
        "new": ((waits >= 0) & (waits <= NEWCOMER_DAYS)).astype(np.float64),
    }
    return Assessment(crowd, signals, rarity, parts, weights, jitter(signals.seed, crowd.ids))


def weighed(
    said: Mapping[int | str, Rows], worth: Mapping[int, float] | Mapping[str, float], size: int
) -> Column:
    """The share of what the question names that each person names too; what is rare counts for
    more.
    """
    found, whole = np.zeros(size), sum(worth.values())
    if whole > 0:
        for key, points in worth.items():
            found[said.get(key, nobody())] += points / whole
    return found


def published(crowd: CandidateMatrix, signals: Signals, rarity: Rarity) -> Column:
    """Themes and words of what somebody published: half for each, at most 1."""
    if not crowd.published:
        return np.zeros(crowd.size)
    terms = 2.0 * weighed(crowd.published, rarity.terms, crowd.size)
    terms[terms < 2 * WORDS_THAT_COUNT] = 0.0
    return np.minimum(
        1.0,
        0.5 * weighed(crowd.published, rarity.themes, crowd.size) + 0.5 * np.minimum(terms, 1.0),
    )


def jitter(seed: str, ids: np.ndarray[tuple[int], np.dtype[np.int64]]) -> Column:
    """Less than a millionth of a point: equals stand in an order that differs for each question,
    so the same one is not always first.
    """
    with np.errstate(over="ignore"):
        mixed = ids.astype(np.uint64) + np.uint64(
            int.from_bytes(seed.encode()[-32:].rjust(8, b"\0")[-8:], "big")
        )
        for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
            mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
        mixed ^= mixed >> np.uint64(31)
    spread: Column = (mixed >> np.uint64(11)).astype(np.float64) * (1e-6 / 2**53)
    return spread


def load_of(asked: float, questions: float) -> float:
    """The share of the lately asked questions that somebody was asked for."""
    return asked / max(questions, FEWEST_QUESTIONS)


def reasons(found: Assessment, row: int) -> tuple[str, ...]:
    """What weighed most first: each reason stands for a part of the score that gave points."""
    signals, crowd = found.signals, found.crowd
    points = {part: found.weights[part] * float(found.parts[part][row]) for part in POINTS_TO}
    told = [
        (points["themes"], f"hebt ervaring met {name}")
        for theme, name in signals.themes.items()
        if says(crowd.themes, theme, row)
    ]
    told.append((points["alike"], "antwoordde eerder op een vraag die hierop lijkt"))
    told.append((points["published"], "publiceerde hierover in de Kennisbank"))
    told.append((points["region"], f"werkt in {signals.province}"))
    if points["words"] > 0:
        said = [term for term in signals.terms if says(crowd.terms, term, row)]
        best = min(said, key=lambda term: (-found.rarity.terms[term], term))
        told.append((points["words"], f"noemt ‘{signals.terms[best]}’ in je profiel"))
    # The sort is stable: themes stay together, in the order of the question.
    return tuple(reason for worth, reason in sorted(told, key=lambda pair: -pair[0]) if worth > 0)


def says(said: Mapping[int | str, Rows], key: int | str, row: int) -> bool:
    rows = said.get(key, nobody())
    place = int(np.searchsorted(rows, row))
    return place < len(rows) and int(rows[place]) == row


def filled(found: Assessment, row: int, day: float, score: Score) -> Score:
    """The same score, with the honest reason why somebody nothing points to is asked all the
    same; none when there is none.
    """
    told = []
    if found.parts["near"][row] > 0:
        told.append("werkt in hetzelfde deel van het land")
    if day - found.crowd.experience.answered_on[row] <= ACTIVE_DAYS:
        told.append("deed de laatste tijd mee in het netwerk")
    if found.parts["new"][row] > 0:
        told.append("bent nieuw in het netwerk")
    return Score(score.id, score.parts, tuple(told), score.total)


def shown_parts(score: Score) -> dict[str, float]:
    """The points of a score as they are explained."""
    return {
        name: sum(score.parts.get(part, 0.0) for part in parts) for name, parts in SHOWN.items()
    }

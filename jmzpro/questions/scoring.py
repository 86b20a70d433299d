"""Who is likely to know: the score of each candidate for one question, with its parts and its reasons in words.

Pure: it knows no database, so that the same code scores members and, on an archive of old questions, proves itself. A part is
0 when nothing points to the candidate; weights are what a full match is worth, in points.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import exp, log

WEIGHTS: Mapping[str, float] = {
    "themes": 3.0,  # says to know about the question's themes
    "alike": 2.5,  # answered questions that are like this one
    "region": 2.0,  # works where the answer has to fit
    "words": 1.5,  # the profile speaks of it
    "recent": 0.5,  # was around lately
    "load": 0.6,  # subtracted: was asked often this week
}
# A single common word in a profile proves nothing; this share of the question's weight in words does.
WORDS_THAT_COUNT = 0.12
HALF_LIFE_DAYS = 60.0
NEWCOMER_DAYS = 60.0


@dataclass(frozen=True)
class Signals:
    """What a question says about who may know: theme id → name, province, part of the country, and term → the word as written.

    `alike` gives earlier questions that are like it: question id → likeness, best 1.0.
    """

    themes: Mapping[int, str] = field(default_factory=dict)
    province: str = ""
    part: str = ""
    terms: Mapping[str, str] = field(default_factory=dict)
    alike: Mapping[int, float] = field(default_factory=dict)
    seed: str = ""  # decides between equals, differently for each question


@dataclass(frozen=True)
class Candidate:
    """Somebody who may be asked. `answered`: question id → worth of the answers there (1, or more when they helped)."""

    id: int
    themes: frozenset[int] = frozenset()
    provinces: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()
    terms: frozenset[str] = frozenset()
    answered: Mapping[int, float] = field(default_factory=dict)
    days_since_active: float | None = None
    days_since_joined: float = 10_000.0
    asked_this_week: int = 0


@dataclass(frozen=True)
class Score:
    """How likely, why in parts (points), and why in words, each to follow "je"."""

    id: int
    parts: Mapping[str, float]
    reasons: tuple[str, ...]

    @property
    def total(self) -> float:
        return sum(self.parts.values())

    @property
    def is_match(self) -> bool:
        """Something in the question points to this person, apart from having been around."""
        return any(self.parts[part] > 0 for part in ("themes", "alike", "region", "words"))


class Pool:
    """The candidates together: what few of them say tells more than what all of them say."""

    def __init__(self, candidates: Sequence[Candidate], signals: Signals) -> None:
        self.size = len(candidates)
        themes = {theme: sum(theme in c.themes for c in candidates) for theme in signals.themes}
        terms = {term: sum(term in c.terms for c in candidates) for term in signals.terms}
        self.theme_weight = {theme: self.rarity(count) for theme, count in themes.items()}
        self.term_weight = {term: self.rarity(count) for term, count in terms.items()}

    def rarity(self, count: int) -> float:
        return log(1 + (self.size - count + 0.5) / (count + 0.5))


def score(candidate: Candidate, signals: Signals, pool: Pool) -> Score:
    """One candidate's score. The order of the reasons is the order of what they are worth to a reader."""
    known = [theme for theme in signals.themes if theme in candidate.themes]
    themes = share(sum(pool.theme_weight[t] for t in known), sum(pool.theme_weight.values()))
    alike = min(1.0, sum(likeness * candidate.answered[q] for q, likeness in signals.alike.items() if q in candidate.answered))
    said = sorted((term for term in signals.terms if term in candidate.terms), key=lambda t: (-pool.term_weight[t], t))
    words = min(1.0, 2 * share(sum(pool.term_weight[t] for t in said), sum(pool.term_weight.values())))
    if words < WORDS_THAT_COUNT:
        words = 0.0
    region = region_fit(candidate, signals)
    parts = {
        "themes": WEIGHTS["themes"] * themes,
        "alike": WEIGHTS["alike"] * alike,
        "region": WEIGHTS["region"] * region if region == 1.0 else 0.0,
        "near": WEIGHTS["region"] * region if region < 1.0 else 0.0,
        "words": WEIGHTS["words"] * words,
        "recent": WEIGHTS["recent"] * recency(candidate.days_since_active),
        "load": -WEIGHTS["load"] * candidate.asked_this_week,
    }
    reasons = [f"hebt ervaring met {signals.themes[theme]}" for theme in known]
    if alike > 0:
        reasons.append("antwoordde eerder op een vraag die hierop lijkt")
    if region == 1.0:
        reasons.append(f"werkt in {signals.province}")
    if words > 0:
        reasons.append(f"noemt ‘{signals.terms[said[0]]}’ in je profiel")
    return Score(candidate.id, parts, tuple(reasons))


def region_fit(candidate: Candidate, signals: Signals) -> float:
    """1 in the question's province, 0.25 in the same part of the country, 0 elsewhere or when the region does not matter."""
    if not signals.province:
        return 0.0
    if signals.province in candidate.provinces:
        return 1.0
    return 0.25 if signals.part in candidate.parts else 0.0


def recency(days: float | None) -> float:
    return 0.0 if days is None else exp(-max(0.0, days) * log(2) / HALF_LIFE_DAYS)


def share(part: float, whole: float) -> float:
    return part / whole if whole > 0 else 0.0


def tie_break(signals: Signals, candidate_id: int) -> str:
    return hashlib.blake2b(f"{signals.seed}/{candidate_id}".encode(), digest_size=8).hexdigest()


def rank(candidates: Sequence[Candidate], signals: Signals) -> list[Score]:
    """Everybody, most likely first. Equals stand in an order that differs for each question, so the same one is not always first."""
    pool = Pool(candidates, signals)
    scores = [score(candidate, signals, pool) for candidate in candidates]
    return sorted(scores, key=lambda s: (-round(s.total, 6), tie_break(signals, s.id)))


def choose(candidates: Sequence[Candidate], signals: Signals, *, at_most: int, at_least: int = 3) -> list[Score]:
    """The people to ask, best first: those something points to, at most `at_most`.

    When fewer than `at_least` match, the list is filled up to that number with who is near, was active lately or is new; the reason
    then says just that.
    """
    ranked = rank(candidates, signals)
    chosen = [s for s in ranked if s.is_match][:at_most]
    if len(chosen) >= at_least:
        return chosen
    taken = {s.id for s in chosen}
    by_id = {c.id: c for c in candidates}
    others = [filled(s, by_id[s.id]) for s in ranked if s.id not in taken]
    return chosen + [s for s in others if s.reasons][: at_least - len(chosen)]


def filled(found: Score, candidate: Candidate) -> Score:
    """The same score, with the honest reason why somebody nothing points to is asked all the same; none when there is none."""
    reasons = []
    if found.parts["near"] > 0:
        reasons.append("werkt in hetzelfde deel van het land")
    if candidate.days_since_active is not None and candidate.days_since_active <= HALF_LIFE_DAYS:
        reasons.append("deed de laatste tijd mee in het netwerk")
    if candidate.days_since_joined <= NEWCOMER_DAYS:
        reasons.append("bent nieuw in het netwerk")
    return Score(found.id, found.parts, tuple(reasons))

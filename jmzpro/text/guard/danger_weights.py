"""The rule that weighs: how much the words of a text together tell of danger.

The weights stand in `data/danger-weights.tsv`, one feature a line, made by
`bench/danger_training.py` from labelled sentences. A sentence weighs the sum of its features
(`danger_features`), so each alarm can be taken apart into what spoke for it and what against.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from jmzpro.text.guard.danger_features import (
    CLOSE,
    NOT,
    alone,
    close,
    denied,
    features,
    fields,
    fields_of,
    in_a_row,
    windows,
)
from jmzpro.text.words import DATA


@dataclass(frozen=True)
class Weighed:
    """One window of a text: its words as they sound, its weight, and what each feature of it
    weighs, the heaviest first.
    """

    words: tuple[str, ...]
    weight: float
    features: tuple[tuple[str, float], ...]


@cache
def weights() -> Mapping[str, float]:
    """The weight of each feature, read once for each process; `bias` is that of a sentence
    without any.
    """
    fields()
    rows = (
        line.split("\t")
        for line in (DATA / "danger-weights.tsv").read_text(encoding="utf-8").splitlines()
    )
    return {name: float(weight) for name, weight in rows}


def weight_of(words: list[str]) -> float:
    """What `features` of these words weigh together, without making those that weigh nothing: a
    long text has many of them.
    """
    found: dict[str, float] = {}
    for word in set(words):
        found |= of_word(word)
    for before, after in pairwise(words):
        found |= of_two(before, after)
    named = [fields_of(word) for word in words]
    for at, (word, its) in enumerate(zip(words, named, strict=True)):
        if word in NOT:
            found |= known_of(denied(named, at))
        if its:
            for later in dict.fromkeys(named[at + 1 : at + 1 + CLOSE]):
                found |= of_fields(its, later)
    return weights()["bias"] + sum(found.values())


def known_of(names: Iterable[str]) -> dict[str, float]:
    known = weights()
    return {name: known[name] for name in names if name in known}


@lru_cache(maxsize=20_000)
def of_word(word: str) -> dict[str, float]:
    return known_of(alone(word))


@lru_cache(maxsize=20_000)
def of_two(before: str, after: str) -> dict[str, float]:
    return known_of([in_a_row(before, after)])


@lru_cache(maxsize=20_000)
def of_fields(these: frozenset[str], those: frozenset[str]) -> dict[str, float]:
    return known_of(close(these, those))


def heaviest(text: str) -> float:
    """The weight of the window that tells most of danger; of an empty text that of no words at
    all.
    """
    return max(map(weight_of, windows(text)), default=weights()["bias"])


def taken_apart(text: str) -> list[Weighed]:
    """Every window of a text with its evidence: for a maintainer who asks why."""
    known = weights()
    found = []
    for words in windows(text):
        parts = sorted(
            ((name, known[name]) for name in features(words) if name in known),
            key=lambda part: -abs(part[1]),
        )
        found.append(
            Weighed(tuple(words), known["bias"] + sum(weight for _, weight in parts), tuple(parts))
        )
    return found

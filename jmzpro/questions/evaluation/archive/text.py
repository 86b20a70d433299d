"""The words of an archive: their analysis in some languages, and which earlier questions
resemble one (BM25).
"""

from __future__ import annotations

import math
import re
from array import array
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import Stemmer

from jmzpro.kit.lazy import lazy_module
from jmzpro.questions.routing.experience import Column
from jmzpro.text.analysis import analyse

if TYPE_CHECKING:
    import numpy as np
else:
    np = lazy_module("numpy")

WORD = re.compile(r"[^\W_](?:[\w+#.'-]*[^\W_]|[+#]+)?")
LONGEST = 40
ISO = {
    "en": "english", "de": "german", "fr": "french", "es": "spanish", "it": "italian", "pt": "portuguese", "ru": "russian",  # noqa: E501
    "sv": "swedish", "da": "danish", "no": "norwegian", "nb": "norwegian", "fi": "finnish", "hu": "hungarian",  # noqa: E501
}  # fmt: skip
# BM25's own two knobs; and how much more a title and the tags count than the text.
SATURATION, LENGTH = 1.2, 0.5
TITLE, TAGS = 3, 3
# A word that more than this share of the questions has tells them apart no longer.
TOO_COMMON = 0.25
MOST_TERMS = 150

Analysis = Callable[[str], Sequence[str]]


def analysis_for(language: str) -> tuple[Analysis, str]:
    """How to take a text apart in this language, and in words what is done. An unknown language
    keeps its words as they are.
    """
    asked = language.strip().lower()
    if asked in {"nl", "dutch"}:
        return lambda text: analyse(text).stems, "Dutch, as in search"
    name = ISO.get(asked.split("-")[0], asked)
    if name in Stemmer.algorithms():
        stemmer = Stemmer.Stemmer(name)
        return lambda text: list(
            stemmer.stemWords(words_of(text))
        ), f"words cut to their stems ({name})"
    return words_of, "plain words (no stems are known for this language)"


def words_of(text: str) -> list[str]:
    return [word for word in WORD.findall(text.lower()) if len(word) <= LONGEST]


def bag_of(title: Sequence[str], text: Sequence[str], tags: Sequence[str]) -> Counter[str]:
    bag: Counter[str] = Counter(text)
    for word in title:
        bag[word] += TITLE
    for tag in tags:
        bag[f"#{tag}"] += TAGS
    return bag


class Resemblance:
    """Questions by their words; how like each earlier one a new one is."""

    def __init__(self) -> None:
        self.lengths: array[float] = array("d")
        self.documents: dict[str, array[int]] = {}
        self.counts: dict[str, array[float]] = {}

    def add(self, bag: Counter[str]) -> None:
        number = len(self.lengths)
        for word, count in bag.items():
            if word not in self.documents:
                self.documents[word], self.counts[word] = array("i"), array("f")
            self.documents[word].append(number)
            self.counts[word].append(count)
        self.lengths.append(float(sum(bag.values())))

    def to(self, bag: Counter[str]) -> Column:
        """BM25 of each question that was added before, in the order of adding."""
        size = len(self.lengths)
        score: Column = np.zeros(size)
        if not size:
            return score
        lengths = np.frombuffer(self.lengths, np.float64)
        penalty = SATURATION * (1 - LENGTH + LENGTH * lengths / max(lengths.mean(), 1.0))
        for word, weight in self.telling(bag, size):
            documents = np.frombuffer(self.documents[word], np.int32)
            counts = np.frombuffer(self.counts[word], np.float32)
            score[documents] += weight * counts * (SATURATION + 1) / (counts + penalty[documents])
        return score

    def telling(self, bag: Counter[str], size: int) -> list[tuple[str, float]]:
        """The words that say most, with their weight."""
        known = []
        for word, count in bag.items():
            found = len(self.documents.get(word, ()))
            if found and (found <= TOO_COMMON * size or size < 20):
                rarity = math.log(1 + (size - found + 0.5) / (found + 0.5))
                known.append((word, rarity * math.sqrt(min(count, 4))))
        return sorted(known, key=lambda pair: (-pair[1], pair[0]))[:MOST_TERMS]

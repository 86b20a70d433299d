"""A text as terms to search by: the same in Python on every machine and for every engine.

Words (folded), stems, 4-grams of the words, and the parts of compounds. Deterministic; no state but
caches.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from jmzpro.text.lexicon import CACHED, parts, stem
from jmzpro.text.words import fold, words_of

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# A plural or a genitive keeps its word: foto's is foto.
APOSTROPHE = re.compile(r"['’]s$|['’]")
LONGEST_WORD = 64
GRAM = 4

STOP_WORDS = frozenset(words_of("stop-words"))
QUESTION_WORDS = frozenset(words_of("question-words"))

# Other words for the same: any of a row's forms adds its first word. A form may be more than one
# word.
SYNONYMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("kov", ("kvo", "kov", "kinderen van ouders met verslaving", "kinderen van verslaafde ouders")),
    (
        "kopp",
        ("kopp", "kinderen van ouders met psychische problemen", "ouders met psychische problemen"),
    ),
    (
        "brus",
        (
            "brus(?:je|sen|jes)?",
            "broer(?:tje|tjes|s)? (?:of|en) (?:zus|zusje|zusjes|zussen)",
            "zus(?:je|jes|sen)? (?:of|en) broer(?:tje|tjes|s)?",
        ),
    ),
    (
        "jmz",
        (
            "jmz",
            "jmzer",
            "jmzers",
            "jonge mantelzorger",
            "jonge mantelzorgers",
            "jongere mantelzorgers",
        ),
    ),
)
MAIN_WORDS = frozenset(main for main, _ in SYNONYMS)
# A text of at most this many telling words is taken as a name; one synonym of it says all of it.
LONGEST_NAME = 6
# Words that have less of their letters in common say something else.
LEAST_ALIKE = 0.6


@dataclass(frozen=True)
class Terms:
    """A text's terms, each in the order of the text and as often as it occurs. Stop words are in
    `words` only.
    """

    words: tuple[str, ...]
    stems: tuple[str, ...]
    grams: tuple[str, ...]
    parts: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.words)


def tokens(text: str) -> list[str]:
    """The folded words of a text, one by one: "Foto's van JMZ'ers" → foto, van, jmzers."""
    return [bare for word in WORD.findall(fold(text)) if (bare := token_of(word))]


def token_of(word: str) -> str:
    """A folded word without apostrophe, cut at a length that no word has."""
    return APOSTROPHE.sub("", word)[:LONGEST_WORD]


def analyse(text: str) -> Terms:
    """The terms of a text in any script; an empty text has none."""
    return terms_of(expand(tokens(text)))


class Line(NamedTuple):
    """One word's terms, each kind as a line of terms with spaces between; a stop word's are
    empty.
    """

    stem: str
    grams: str
    parts: str


@lru_cache(maxsize=CACHED)
def line_of(word: str) -> Line:
    """What a text's terms are made of when there are many texts: looked up once for each
    different word.
    """
    if word in STOP_WORDS:
        return Line("", "", "")
    return Line(stem(word), " ".join(grams_of(word)), " ".join(part_stems(word)))


def terms_of(words: Sequence[str]) -> Terms:
    telling = [word for word in words if word not in STOP_WORDS]
    return Terms(
        words=tuple(words),
        stems=tuple(stem(word) for word in telling),
        grams=tuple(gram for word in telling for gram in grams_of(word)),
        parts=tuple(part for word in telling for part in part_stems(word)),
    )


def expand(words: Iterable[str]) -> list[str]:
    """The words, and behind them the one word that stands for what they say otherwise (KVO is
    now KOV).
    """
    told = list(words)
    line = f" {' '.join(told)} "
    return told + [
        main for main, pattern in _synonym_patterns() if main not in told and pattern.search(line)
    ]


@lru_cache(maxsize=1)
def _synonym_patterns() -> list[tuple[str, re.Pattern[str]]]:
    return [(main, re.compile(f" (?:{'|'.join(forms)}) ")) for main, forms in SYNONYMS]


@lru_cache(maxsize=CACHED)
def grams_of(word: str) -> tuple[str, ...]:
    """The pieces of four characters of a word with its boundaries: zorg → _zor, zorg, org_."""
    bounded = f"_{word}_"
    return tuple(bounded[i : i + GRAM] for i in range(max(1, len(bounded) - GRAM + 1)))


@lru_cache(maxsize=CACHED)
def part_stems(word: str) -> tuple[str, ...]:
    """The stems of a compound's parts, or the stem of the word itself: so a part finds the whole
    and the whole its parts.
    """
    found = parts(word)
    return tuple(stem(part) for part in found) if found else (stem(word),)


def overlap(one: Terms, other: Terms) -> float:
    """How far the shorter text is found back in the other: 0 nothing, 1 every telling word of it.

    A word counts whole when its stem occurs, for 0.8 when its parts do, and for the likeness of its
    letters when that is at least 0.6. Made for a text and a name: "vervoer naar een groep voor
    brusjes" holds all of "broer of zus".
    """
    short, long = sorted((one, other), key=lambda terms: len(set(terms.stems)))
    wanted = dict.fromkeys(
        zip(short.stems, (word for word in short.words if word not in STOP_WORDS), strict=True)
    )
    if not wanted:
        return 0.0
    if len(wanted) <= LONGEST_NAME and MAIN_WORDS & set(short.stems) & set(long.stems):
        return 1.0
    stems, pieces = set(long.stems), {*long.parts, *long.stems}
    return sum(_found(stem_, word, stems, pieces, long.words) for stem_, word in wanted) / len(
        wanted
    )


def _found(
    stem_: str, word: str, stems: set[str], pieces: set[str], others: Sequence[str]
) -> float:
    if stem_ in stems:
        return 1.0
    if stem_ in pieces or pieces.issuperset(part_stems(word)):
        return 0.8
    grams, best = gram_set(word), 0.0
    # As far as one is larger than the other, they are not alike.
    least, most = LEAST_ALIKE * len(grams), len(grams) / LEAST_ALIKE
    for other in dict.fromkeys(others):
        rival = gram_set(other)
        if least <= len(rival) <= most and other not in STOP_WORDS:
            best = max(best, len(grams & rival) / len(grams | rival))
    return best if best >= LEAST_ALIKE else 0.0


@lru_cache(maxsize=CACHED)
def gram_set(word: str) -> frozenset[str]:
    return frozenset(grams_of(word))

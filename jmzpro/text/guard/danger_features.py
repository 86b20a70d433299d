"""What the rule that weighs sees of a text: its words as they sound, pieces of them, and the fields
they belong to.

A feature is a short string that says itself what it is, so that a weight can be read:

- `w:fater` a word, `b:fater slat` two words in a row;
- `c:ges` a piece of a word (`^` and `$` are its ends), which knows a word in a spelling or a form
  never seen;
- `f:HIT` a field of `data/danger-fields.txt`, `n:HIT` a field with "niet" or "geen" close before or
  after it,
  `p:HIT+PARENT` two fields close together.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from jmzpro.text.guard.phonetics import plain, sound
from jmzpro.text.words import DATA

SENTENCE_END = re.compile(r"[.!?;\n\r]+(?:\s|$)|\n")
# A child writes without full stops: what is longer than a window is read in parts that overlap by
# half.
WINDOW = 24
# Two short sentences tell one thing ("Papa ligt op de grond. Hij beweegt niet.").
TOGETHER = 16
# So far apart two fields are still close.
CLOSE = 5
PIECES = (3, 4, 5)
LONGEST = 40
DOUBLE = re.compile(r"([aeou])\1")
NOT = frozenset(
    ("nit", "ni", "gen", "nik", "niks", "noit", "nogit", "niman", "nimant", "gene", "sonter")
)


@dataclass(frozen=True)
class Fields:
    """Which fields a word belongs to: by the whole word, by how it begins, by how it ends."""

    whole: Mapping[str, frozenset[str]]
    start: Mapping[str, frozenset[str]]
    end: Mapping[str, frozenset[str]]


def flat(word: str) -> str:
    """A word of `plain`, still flatter: long vowels short, d as t."""
    return DOUBLE.sub(r"\1", word).replace("d", "t")


@cache
def fields() -> Fields:
    """The fields, read once for each process."""
    whole: dict[str, set[str]] = defaultdict(set)
    start: dict[str, set[str]] = defaultdict(set)
    end: dict[str, set[str]] = defaultdict(set)
    for line in (DATA / "danger-fields.txt").read_text(encoding="utf-8").splitlines():
        field, found, entries = line.partition(": ")
        if not found or line.startswith("#"):
            continue
        for entry in entries.split():
            into = start if entry.endswith("*") else end if entry.startswith("*") else whole
            into[folded(entry.strip("*"), is_whole=not entry.endswith("*"))].add(field)
    return Fields(
        *({word: frozenset(named) for word, named in part.items()} for part in (whole, start, end))
    )


def folded(entry: str, *, is_whole: bool) -> str:
    """An entry as `flat` makes a text; a stem keeps the end that it has inside a word."""
    if is_whole:
        return flat(plain(entry).replace(" ", ""))
    return flat(sound(f"{entry}a").removesuffix("a"))


@lru_cache(maxsize=20_000)
def fields_of(word: str) -> frozenset[str]:
    """The fields of a flat word."""
    known = fields()
    found = set(known.whole.get(word, ()))
    for cut in range(2, len(word) + 1):
        found |= known.start.get(word[:cut], frozenset())
    for cut in range(len(word) - 1):
        found |= known.end.get(word[cut:], frozenset())
    return frozenset(found)


def alone(word: str) -> Iterator[str]:
    """The features of one flat word: itself, its pieces with its ends, its fields."""
    yield f"w:{word}"
    whole = f"^{word[:LONGEST]}$"
    yield from (
        f"c:{whole[at : at + size]}" for size in PIECES for at in range(len(whole) - size + 1)
    )
    yield from (f"f:{field}" for field in fields_of(word))


def in_a_row(before: str, after: str) -> str:
    return f"b:{before} {after}"


def denied(named: list[frozenset[str]], at: int) -> Iterator[str]:
    """The fields around a word that denies."""
    return (f"n:{field}" for near in named[max(0, at - 3) : at + 4] for field in near)


def close(these: frozenset[str], those: frozenset[str]) -> Iterator[str]:
    """The fields of two words that stand close together, two by two."""
    return (
        f"p:{min(one, other)}+{max(one, other)}" for one in these for other in those if one != other
    )


def windows(text: str) -> Iterator[list[str]]:
    """The parts of a text that are weighed, each as its flat words: sentences, two short ones in
    a row, and parts of long ones.
    """
    sentences = [
        words
        for sentence in SENTENCE_END.split(text)
        if sentence and (words := [flat(w) for w in plain(sentence).split()])
    ]
    for words in sentences:
        for start in range(0, max(1, len(words) - WINDOW // 2), WINDOW // 2):
            yield words[start : start + WINDOW]
    for before, after in pairwise(sentences):
        if len(before) <= TOGETHER and len(after) <= TOGETHER:
            yield before + after


def features(words: list[str]) -> set[str]:
    """The features of one window."""
    found = {in_a_row(before, after) for before, after in pairwise(words)}
    for word in set(words):
        found.update(alone(word))
    named = [fields_of(word) for word in words]
    for at, (word, its) in enumerate(zip(words, named, strict=True)):
        if word in NOT:
            found.update(denied(named, at))
        for later in named[at + 1 : at + 1 + CLOSE]:
            found.update(close(its, later))
    return found

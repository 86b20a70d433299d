"""The themes that a text speaks of, by their names and the other words for them, as our Dutch
analysis reads both.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from jmzpro.text.analysis import analyse
from jmzpro.themes.models import Theme

SUGGESTED = 5
IN_TITLE = 2.0
BRACKETS = re.compile(r"[()]")


def themes_in(title: str, text: str, among: Iterable[Theme] | None = None) -> list[Theme]:
    """The themes it speaks of, most telling first; a word of the title counts threefold.
    `among`: all that are in use.
    """
    in_title, in_all = frozenset(all_stems(title)), frozenset(all_stems(f"{title}\n{text}"))
    scored = [
        (score_of(theme, in_title, in_all), theme)
        for theme in (Theme.objects.active() if among is None else among)
    ]
    told = sorted(
        (pair for pair in scored if pair[0] > 0),
        key=lambda pair: (-pair[0], pair[1].axis, pair[1].order),
    )
    return [theme for _, theme in told[:SUGGESTED]]


def score_of(theme: Theme, in_title: frozenset[str], in_all: frozenset[str]) -> float:
    phrases = {
        phrase
        for words in (*BRACKETS.split(theme.name), *theme.also_called.splitlines())
        if (phrase := phrase_stems(words))
    }
    return sum((phrase <= in_all) + IN_TITLE * (phrase <= in_title) for phrase in phrases)


def all_stems(text: str) -> set[str]:
    found = analyse(text)
    return {*found.stems, *found.parts}


@lru_cache(maxsize=2_000)
def phrase_stems(words: str) -> frozenset[str]:
    return frozenset(analyse(words).stems)

"""What somebody probably meant: the query with its mistyped words mended, by words that this
user can find.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Protocol

from rapidfuzz import process
from rapidfuzz.distance import OSA

from jmzpro.search.index import Engine
from jmzpro.search.registry import Hit
from jmzpro.text.analysis import STOP_WORDS, WORD, token_of
from jmzpro.text.words import fold

# Of a query so many words are looked up in the index.
MOST_LOOKED_UP = 4


class Shown(Protocol):
    @property
    def hit(self) -> Hit: ...


def did_you_mean(
    query: str, results: Sequence[Shown], index: Engine, finds: Callable[[str], bool]
) -> str:
    """The query with each word that no result has replaced by the one it resembles; empty when
    there is nothing to mend.

    First among the words of these results; what resembles none of them, among the words of the
    index. The index knows words of hidden things too: such a word is used only when `finds(word)`
    says that a search for it shows this user something.
    """
    shown: dict[str, str] = {}
    for result in results:
        for match in WORD.finditer(f"{result.hit.title}\n{result.hit.snippet_source[:4000]}"):
            shown.setdefault(token_of(fold(match[0])), match[0].lower())

    @lru_cache(maxsize=MOST_LOOKED_UP)
    def in_index(word: str) -> str:
        near = index.nearest_word(word)
        return near if near and finds(near) else ""

    looked_up: list[str] = []

    def mended(word: str) -> str:
        if is_fine(word, shown):
            return word
        if near := nearest_shown(word, shown):
            return near
        looked_up.append(word)
        return (in_index(word) if len(looked_up) <= MOST_LOOKED_UP else "") or word

    said = WORD.sub(lambda match: mended(match[0]), query)
    return said if said != query else ""


def is_fine(word: str, shown: Mapping[str, str]) -> bool:
    token = token_of(fold(word))
    return (
        len(token) < 4
        or token in shown
        or token in STOP_WORDS
        or any(other.startswith(token) for other in shown)
    )


def nearest_shown(word: str, shown: Mapping[str, str]) -> str:
    token = token_of(fold(word))
    best = process.extractOne(
        token, list(shown), scorer=OSA.distance, score_cutoff=1 if len(token) < 7 else 2
    )
    return shown[best[0]] if best else ""

"""Dutch words: the word list, lemmas, stems, and compounds taken apart. Loaded when first used;
the list stays one block of bytes.
"""

import gzip
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import Stemmer

from jmzpro.kit.lazy import lazy_module
from jmzpro.text.words import DATA, fold, words_of

if TYPE_CHECKING:
    import simplemma
else:
    simplemma = lazy_module("simplemma")

# A part of a compound is at least this long: shorter ones ("eren", "ing") are mostly endings.
SHORTEST_PART = 4
SHORTEST_COMPOUND = 8
LONGEST_COMPOUND = 40
# Words whose analysis is kept: more than a large collection has, about 10 MB when full.
CACHED = 65_536
# A part shorter than this is not taken apart again: praktijk is no "prak" and "tijk".
SHORTEST_COMPOUND_PART = 12
LINKS = ("", "s", "en", "e", "n")
# Words of the list that at the end of a longer word are nearly always an ending.
ENDINGS = frozenset(words_of("endings"))
# Words of the field that the list lacks.
OWN_WORDS = frozenset(words_of("own-words"))
# First parts that make a new verb or noun of the second rather than a compound of two things.
PREFIXES = frozenset(words_of("prefixes"))


@cache
def word_list() -> bytes:
    """Every word as one line, sorted by byte, with a line end at both ends; about 5 MB."""
    return b"\n" + gzip.decompress((DATA / "dutch-words.txt.gz").read_bytes()) + b"\n"


def is_word(word: str) -> bool:
    """Whether the folded word is in the list: a binary search over the lines."""
    if word in OWN_WORDS:
        return True
    if not word.isascii() or not word.isalpha():
        return False
    lines, wanted = word_list(), word.encode()
    low, high = 0, len(lines) - 1
    while low < high:
        start = lines.rfind(b"\n", low, (low + high) // 2 + 1)
        end = lines.find(b"\n", start + 1, high + 1)
        if end < 0:
            return False
        line = lines[start + 1 : end]
        if line == wanted:
            return True
        if line < wanted:
            low = end
        else:
            high = start
    return False


@cache
def _irregular() -> dict[str, str]:
    """Form → dictionary form, of the nouns and strong verbs that simplemma takes for something
    else (koe for bul, leden for lijden).
    """
    rows = [
        line.split()
        for line in (DATA / "irregular-forms.txt").read_text(encoding="utf-8").splitlines()
    ]
    return {form: row[0] for row in rows for form in row}


@lru_cache(maxsize=CACHED)
def lemma(word: str) -> str:
    """The folded word's dictionary form: steden → stad, gezorgd → zorgen. A word it does not
    know stays as it is.
    """
    known = _irregular().get(word)
    if known:
        return known
    # It divides some compounds: familieleden is familie_lid.
    found = fold(simplemma.lemmatize(word, "nl")).replace("_", "")
    # It knows therapieën, and not what is left of that without accents.
    return word.removesuffix("en") if found == word and word.endswith("ieen") else found


@cache
def _porter() -> Stemmer.Stemmer:
    # The stemmer called `dutch` differs between versions of Snowball; this one does not.
    return Stemmer.Stemmer("dutch_porter", 0)


@lru_cache(maxsize=CACHED)
def stem(word: str) -> str:
    """One form for all inflections of a folded word."""
    return str(_porter().stemWord(lemma(word)))


def compound_stem(first: str, last: str) -> str:
    """The stem of the compound that these would be; without looking for a word that was just
    made up among those that exist.
    """
    return str(_porter().stemWord(first + lemma(last)))


@lru_cache(maxsize=CACHED)
def parts(word: str) -> tuple[str, ...]:
    """A compound's parts: mantelzorgondersteuning → mantelzorg, ondersteuning. Empty for a word
    that is no compound.
    """
    whole = lemma(word)
    if not SHORTEST_COMPOUND <= len(whole) <= LONGEST_COMPOUND:
        return ()
    found = _split(whole)
    return found if len(found) > 1 else ()


def _split(word: str) -> tuple[str, ...]:
    """The first cut with a word on both sides, the longest last part first; the word alone when
    there is none.
    """
    for cut in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        last = word[cut:]
        first = _first_part(word[:cut]) if last not in ENDINGS and is_word(last) else ""
        if first and first not in PREFIXES:
            return tuple(
                part
                for half in (first, last)
                for part in (_split(half) if len(half) >= SHORTEST_COMPOUND_PART else (half,))
            )
    return (word,)


def _first_part(text: str) -> str:
    """The word that stands first, without the letters that link it to the next; empty when it is
    none.
    """
    for link in LINKS:
        bare = text.removesuffix(link) if link else text
        if len(bare) >= SHORTEST_PART and (link == "" or text.endswith(link)) and is_word(bare):
            return bare
    return ""

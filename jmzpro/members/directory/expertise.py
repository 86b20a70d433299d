"""The free box of the directory: "wie weet iets van brusjes in Friesland" taken apart in themes,
a place, and the words that are left.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from jmzpro.places.lookup import Place, find
from jmzpro.places.models import PlaceName, Province
from jmzpro.places.normalisation import fold
from jmzpro.places.postcodes import is_postcode
from jmzpro.text.analysis import QUESTION_WORDS, STOP_WORDS, analyse, tokens
from jmzpro.themes.models import Theme

# A word is taken for a place only after one of these: "best", "haren" and "goor" are municipalities
# too.
BEFORE_PLACE = frozenset(
    (
        "in",
        "bij",
        "rond",
        "rondom",
        "nabij",
        "omgeving",
        "regio",
        "gemeente",
        "provincie",
        "te",
        "uit",
    )
)
# Said by who asks, and telling nothing.
VERBS = ("weet", "kent", "ken", "zoek", "zoeken", "werkt", "werken", "gaat")
SAID_TO_ASK = frozenset(
    (
        *VERBS,
        "iets",
        "iemand",
        "verstand",
        "ervaring",
        "expert",
        "expertise",
        "mensen",
        "organisatie",
        "organisaties",
    )
)
# Provinces that share their name with a city are meant as the city, unless "provincie" stands
# before.
CITIES_TOO = frozenset(("utrecht", "groningen"))
LONGEST_PLACE = 4  # words
WORD = re.compile(r"[^\s,;?!]+")
BRACKETS = re.compile(r"[()/]")


@dataclass
class Said:
    """What was understood: each of it is shown, so that who asked sees what was searched for."""

    themes: list[Theme] = field(default_factory=list)
    province: Province | None = None
    place: Place | None = None
    words: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.themes or self.province or self.place or self.words)


def understood(text: str) -> Said:
    said = Said()
    words = without_place(WORD.findall(text), said)
    rest = " ".join(words)
    stems = {*(terms := analyse(rest)).stems, *terms.parts}
    said.themes = [
        theme
        for theme in Theme.objects.active()
        if any(phrase <= stems for phrase in phrases(theme))
    ]
    of_themes = {stem for theme in said.themes for phrase in phrases(theme) for stem in phrase}
    said.words = [
        word
        for word in tokens(rest)
        if is_telling(word) and not of_themes & {*analyse(word).stems, *analyse(word).parts}
    ]
    return said


def is_telling(word: str) -> bool:
    return (
        len(word) > 1
        and word not in STOP_WORDS
        and word not in QUESTION_WORDS
        and word not in SAID_TO_ASK
    )


def without_place(words: list[str], said: Said) -> list[str]:
    """The words without the place they name. A province counts wherever it stands, another place
    after "in", "bij", "rond".
    """
    provinces = {fold(province.name): province for province in Province.objects.all()}
    provinces["fryslan"] = provinces["friesland"]
    spans = [
        (start, end)
        for start in range(len(words))
        for end in range(min(len(words), start + LONGEST_PLACE), start, -1)
    ]
    for start, end in spans:
        name, before = (
            fold(" ".join(words[start:end])),
            words[start - 1].casefold() if start else "",
        )
        if name in provinces and (name not in CITIES_TOO or before == "provincie"):
            said.province = provinces[name]
            return left(words, start, end)
    behind = [
        (start, end)
        for start, end in spans
        if start and words[start - 1].casefold() in BEFORE_PLACE
    ]
    names = {span: " ".join(words[span[0] : span[1]]) for span in behind}
    known = known_names(names.values())
    for span in behind:
        if (is_postcode(names[span]) or fold(names[span]) in known) and len(
            found := find(names[span])
        ) == 1:
            said.place = found[0]
            return left(words, *span)
    return words


def known_names(names: Iterable[str]) -> set[str]:
    """Those that are called so by some place: one query before each is looked into."""
    keys = {fold(name) for name in names}
    return (
        set(PlaceName.objects.filter(key__in=keys).values_list("key", flat=True)) if keys else set()
    )


def left(words: list[str], start: int, end: int) -> list[str]:
    while start > 0 and words[start - 1].casefold() in BEFORE_PLACE | {"de", "van", "buurt"}:
        start -= 1
    return words[:start] + words[end:]


def phrases(theme: Theme) -> Iterable[frozenset[str]]:
    return {
        stems
        for name in (*BRACKETS.split(theme.name), *theme.other_names)
        if (stems := stems_of(name))
    }


@lru_cache(maxsize=2_000)
def stems_of(name: str) -> frozenset[str]:
    return frozenset(analyse(name).stems)

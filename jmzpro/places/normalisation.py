"""What makes two spellings of a place the same: capitals, accents, apostrophes of every sort,
hyphens and spaces say nothing.
"""

import re
import unicodedata
from collections.abc import Iterator

# Letters that are no letter with an accent to Unicode, but are to who types a name.
ALIKE = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe"})
SILENT = re.compile(r"['’‘‛ʼʹ`´′＇\".]")
WORD = re.compile(r"[^\W_]+")
SAINT = {"st": "sint", "ste": "sinte"}
# How people shorten a province behind a name: folded, and its CBS code.
PROVINCES = {
    **dict.fromkeys(("gr", "gn", "gron"), "20"),
    **dict.fromkeys(("fr", "frl", "fryslan", "friesland", "f"), "21"),
    **dict.fromkeys(("dr", "d"), "22"),
    **dict.fromkeys(("ov", "o"), "23"),
    **dict.fromkeys(("fl", "flev"), "24"),
    **dict.fromkeys(("gld", "ge", "gl", "g"), "25"),
    **dict.fromkeys(("ut", "utr", "u"), "26"),
    **dict.fromkeys(("nh", "nholland"), "27"),
    **dict.fromkeys(("zh", "zholland"), "28"),
    **dict.fromkeys(("zld", "ze", "z"), "29"),
    **dict.fromkeys(("nb", "nbr", "nbrabant", "noordbr", "brabant", "br"), "30"),
    **dict.fromkeys(("lb", "li", "limb", "l"), "31"),
}
AREA = "gemeente"
AREA_WORDS = {AREA, "gem"}
NAMES_OF_PROVINCES = {
    *(
        "groningen",
        "friesland",
        "fryslan",
        "drenthe",
        "overijssel",
        "flevoland",
        "gelderland",
        "utrecht",
    ),
    *("noordholland", "zuidholland", "zeeland", "noordbrabant", "limburg"),
}
BEHIND = {*PROVINCES, *NAMES_OF_PROVINCES, AREA}
COUNTRY = re.compile(r"[\s,]+\(?(?:the netherlands|netherlands|nederland|nl)\)?\s*$", re.IGNORECASE)


def fold(name: str) -> str:
    """The key of a name: "'s-Hertogenbosch" is "shertogenbosch", "Húns" is "huns", "St. Pancras"
    is "sintpancras".
    """
    plain = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", name.casefold())
        if not unicodedata.combining(letter)
    )
    words = WORD.findall(SILENT.sub("", plain.translate(ALIKE)))
    return "".join(SAINT.get(word, word) for word in words)


def readings(typed: str) -> list[tuple[str, str]]:
    """The ways to read what was typed, each a key and what tells it apart: "Bergen (NH.)" is
    "bergen" and "nh", or just "bergennh".
    """
    typed = COUNTRY.sub("", typed)
    ways = []
    before, bracket, behind = typed.partition("(")
    if not bracket:
        before, bracket, behind = typed.rpartition(",")
    if bracket:
        ways.append((without_area(before), without_area(behind)))
    if "(" not in typed:
        ways += told_apart(typed.split())
    return [way for way in (*ways, (fold(typed), "")) if way[0]]


def told_apart(words: list[str]) -> Iterator[tuple[str, str]]:
    """Without a bracket or a comma: "Hengelo Overijssel", "Bergen N.H.", "gemeente Altena", "Nes
    gem. Ameland".
    """
    folded = [fold(word) for word in words]
    for number in (1, 2):  # "Overijssel", "Noord Holland"
        if len(words) > number and (behind := "".join(folded[-number:])) in BEHIND:
            yield fold(" ".join(words[:-number])), behind
    for place, word in enumerate(folded):
        if word in AREA_WORDS and 0 < place < len(words) - 1:
            yield fold(" ".join(words[:place])), "".join(folded[place + 1 :])
    if len(words) > 1 and folded[0] in AREA_WORDS:
        yield fold(" ".join(words[1:])), AREA


def without_area(behind: str) -> str:
    """What tells apart: of "gemeente Ameland" that is "ameland", of "gemeente" alone the word
    itself.
    """
    words = behind.split()
    return (
        fold(" ".join(words[1:]))
        if len(words) > 1 and fold(words[0]) in AREA_WORDS
        else fold(behind)
    )

"""What makes two spellings of a place the same: capitals, accents, apostrophes of every sort, hyphens and spaces say nothing."""

import re
import unicodedata

# Letters that are no letter with an accent to Unicode, but are to who types a name.
ALIKE = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe"})
SILENT = re.compile(r"['’‘‛ʼʹ`´′＇\".]")
WORD = re.compile(r"[^\W_]+")
SAINT = {"st": "sint", "ste": "sinte"}
# How people shorten a province behind a name: folded, and its CBS code.
PROVINCES = {
    **dict.fromkeys(("gr", "gn", "gron"), "20"),
    **dict.fromkeys(("fr", "frl", "fryslan", "f"), "21"),
    **dict.fromkeys(("dr", "d"), "22"),
    **dict.fromkeys(("ov", "o"), "23"),
    **dict.fromkeys(("fl", "flev"), "24"),
    **dict.fromkeys(("gld", "ge", "gl", "g"), "25"),
    **dict.fromkeys(("ut", "utr", "u"), "26"),
    **dict.fromkeys(("nh", "nholland"), "27"),
    **dict.fromkeys(("zh", "zholland"), "28"),
    **dict.fromkeys(("zld", "ze", "z"), "29"),
    **dict.fromkeys(("nb", "nbr", "nbrabant", "brabant", "br"), "30"),
    **dict.fromkeys(("lb", "li", "limb", "l"), "31"),
}
AREA = "gemeente"


def fold(name: str) -> str:
    """The key of a name: "'s-Hertogenbosch" is "shertogenbosch", "Húns" is "huns", "St. Pancras" is "sintpancras"."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(letter))
    words = WORD.findall(SILENT.sub("", plain.translate(ALIKE)))
    return "".join(SAINT.get(word, word) for word in words)


def readings(typed: str) -> list[tuple[str, str]]:
    """The ways to read what was typed, each a key and what tells it apart: "Bergen (NH.)" is "bergen" and "nh", or just "bergennh"."""
    ways = []
    before, bracket, behind = typed.partition("(")
    if not bracket:
        before, bracket, behind = typed.rpartition(",")
    if bracket:
        ways.append((fold(before), fold(behind)))
    else:
        *first, last = typed.split() or [""]
        if first and (fold(last) in PROVINCES or fold(last) == AREA):
            ways.append((fold(" ".join(first)), fold(last)))
        if len(first) and fold(first[0]) == AREA:
            ways.append((fold(" ".join([*first[1:], last])), AREA))
    return [way for way in (*ways, (fold(typed), "")) if way[0]]

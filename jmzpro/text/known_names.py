"""Where a text names somebody or something we know: people, organisations, places, their addresses;
in any form people write them.

Wider than `names.mentions`: words that are an ordinary word too count in small letters as well,
since somebody looks at each find.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from jmzpro.text.guard.name_context import BETWEEN as PARTICLES
from jmzpro.text.guard.name_context import GIVEN, either
from jmzpro.text.guard.named_persons import Person, persons
from jmzpro.text.guard.spans import plain_of
from jmzpro.text.lexicon import is_word
from jmzpro.text.names import (
    BETWEEN,
    WORD_NAMES,
    Span,
    begins_sentence,
    is_first_name,
    is_ordinary_word,
    joined,
    mentions,
    names_in,
)
from jmzpro.text.words import fold, words_of


class Of(StrEnum):
    """What a found word is a name of."""

    PERSON = "een naam"
    ORGANISATION = "een organisatie"
    PLACE = "een plaats waar weinig leden werken"
    ADDRESS = "een mailadres, account of telefoonnummer"
    STRANGER = "misschien een naam van iemand die geen lid is"


@dataclass(frozen=True)
class Known:
    """What to look for: full names, names of organisations, of places, and mail addresses and
    sites.

    `strangers`: also every name of somebody whom nobody told us of, as far as the lists of names
    go: a colleague, a child, a doctor.
    """

    people: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    strangers: bool = False

    def __or__(self, other: "Known") -> "Known":
        return Known(
            _once(self.people, other.people),
            _once(self.organisations, other.organisations),
            _once(self.places, other.places),
            _once(self.addresses, other.addresses),
            self.strangers or other.strangers,
        )


@dataclass(frozen=True, order=True)
class Named:
    """`text[start:end]` names somebody or something."""

    start: int
    end: int
    of: Of


# Words of an organisation's name that many have.
COMMON = frozenset(
    {
        "steunpunt",
        "mantelzorg",
        "mantelzorgers",
        "jonge",
        "jongeren",
        "jeugd",
        "jongerenwerk",
        "welzijn",
        "welzijnswerk",
        "stichting",
    }
    | {
        "gemeente",
        "centrum",
        "expertisecentrum",
        "preventie",
        "school",
        "college",
        "team",
        "regio",
        "wijk",
        "vereniging",
        "netwerk",
    }
    | {"zorg", "huis", "naasten", "informele", "sociaal", "sociale", "werk", "kennis", "kennishuis"}
    | {
        "vrijwilligers",
        "vrijwilliger",
        "vrijwilligerswerk",
        "vrijwilligerscentrale",
        "maatschappelijk",
        "ondersteuning",
    }
)
# The fronts of addresses that name nobody, and the mail providers of everybody.
NOBODY = frozenset(words_of("nobodys-addresses"))
EVERYBODYS = frozenset(words_of("everybodys-domains"))
# Who and what is from somewhere, as it hangs on the name of the place or on what is left of it.
_FROM_THERE_ONLY = r"(?:se?|ers?|er'?s|erse|e?n?aars?|e?n?aren|e?n?aarster|ezen|ees|eer)"
_FROM_THERE = rf"(?:'?s|'|e|{_FROM_THERE_ONLY})?"
# Places whose people and things are called otherwise, and their second names.
OTHER_WORDS = {
    "friesland": ("fries", "friese", "friezen", "friezin", "fryslan", "frysk", "fryske"),
    "fryslan": ("fries", "friese", "friezen", "friezin", "friesland", "frysk", "fryske"),
    "drenthe": ("drent", "drents", "drentse", "drenten", "drentenaar"),
    "zeeland": ("zeeuw", "zeeuws", "zeeuwse", "zeeuwen"),
    "gelderland": ("gelders", "gelderse", "geldersen"),
    "noord brabant": ("brabant", "brabants", "brabantse", "brabander", "brabanders"),
    "den haag": (
        "haags",
        "haagse",
        "hagenaar",
        "hagenees",
        "hagenezen",
        "hagenaren",
        "gravenhage",
        "gravenhaags",
    ),
    "s gravenhage": (
        "gravenhage",
        "den haag",
        "haags",
        "haagse",
        "hagenaar",
        "hagenees",
        "hagenezen",
        "hagenaren",
    ),
    "den bosch": ("bosch", "bossche", "bosschenaar", "bosschenaren", "hertogenbosch"),
    "s hertogenbosch": (
        "hertogenbosch",
        "den bosch",
        "bosch",
        "bossche",
        "bosschenaar",
        "bosschenaren",
    ),
    "gouda": ("gouds", "goudse", "gouwenaar", "gouwenaars"),
    "delft": ("delvenaar",),
    "leiden": ("leids", "leidse", "leienaar"),
    "groningen": ("grunn", "grunneger", "stadjers", "stadjer"),
}
# Somebody by a title and a surname: "dokter Van Rijn", "mevrouw de Boer".
_TITLED = re.compile(
    r"\b(?i:"
    + either(
        "juf",
        "meester",
        r"mw\.?",
        r"mevr\.?",
        "mevrouw",
        r"dhr\.?",
        "de heer",
        "meneer",
        r"dr\.?",
        r"drs\.?",
        r"prof\.?",
        "dokter",
        "huisarts",
    )
    + rf") ((?:(?i:{PARTICLES}) )?{GIVEN}(?: {GIVEN})?)"
)
# What people write between the parts of an account.
_APART = r"[\s._-]*"
_LETTER = r"[^\W\d_]"
# Not part of a word to the eye.
_UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_CONTACT = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\w@])@[^\W\d_][\w.]{1,40}\b"
    r"|(?<![\d.,-])(?:(?:\+|00)\d{2}[\s().-]*(?:\d[\s().-]*){8,10}|0[1-79](?:[\s.()-]{0,3}\d){8})(?!\d)",
)


def find(text: str, known: Known) -> list[Named]:
    """Every word that is a name, in the order of the text; names that touch are one."""
    found: list[Named] = []
    for plain, places in _readings(text):
        for of, spans in _spans_in(plain, known):
            found += [
                Named(places[start], places[end - 1] + 1, of) for start, end in spans if start < end
            ]
    if known.strangers:
        found += [
            Named(start, end, Of.STRANGER)
            for start, end in _strangers(text)
            if not _overlap(found, start, end)
        ]
    return _merged(text, found)


def _strangers(text: str) -> list[Span]:
    """Every likely name: a first name with its capital, with or without a surname, and what the
    guard takes for a person.

    An ordinary word that begins a sentence is none, unless the text has it elsewhere as a name.
    """
    listed = [one for one in names_in(text) if one.is_full or text[one.start].isupper()]
    ordinary = [one for one in listed if is_ordinary_word(text, one)]
    sure = {fold(text[one.start : one.end]) for one in listed if one not in ordinary}
    ordinary = [one for one in ordinary if fold(text[one.start : one.end]) not in sure]
    titled = [match.span(1) for match in _TITLED.finditer(text)]
    told = [one.span for one in persons(plain_of(text)) if not _is_word_of_list(text, one)]
    return list(joined([*(one.span for one in listed if one not in ordinary), *titled, *told]))


def _is_word_of_list(text: str, person: Person) -> bool:
    """Whether the guard took the first word of a sentence for a child, for what stands behind it,
    and it is a word of the dictionary: "Baby van vijf maanden".
    """
    word = text[person.start : person.end]
    return (
        not person.is_full
        and begins_sentence(text, person.start)
        and not is_first_name(word)
        and fold(word) not in WORD_NAMES
        and is_word(fold(word))
    )


def _overlap(found: Iterable[Named], start: int, end: int) -> bool:
    return any(one.start < end and start < one.end for one in found)


def _spans_in(text: str, known: Known) -> Iterator[tuple[Of, list[Span]]]:
    flat = _flat(text)
    for full in known.people:
        yield (
            Of.PERSON,
            [*mentions(text, full), *_in_small_letters(flat, full), *_as_initials(text, full)],
        )
    yield Of.ORGANISATION, _found(flat, known.organisations, _organisation)
    yield (
        Of.ORGANISATION,
        [span for name in known.organisations for span in _as_initials(text, name)],
    )
    yield Of.PLACE, _found(flat, known.places, _place)
    yield Of.ADDRESS, [match.span() for match in _CONTACT.finditer(text)]
    yield Of.PERSON, _found(flat, known.addresses, _address)


def _found(
    flat: str, names: Iterable[str], pattern_of: Callable[[str], re.Pattern[str]]
) -> list[Span]:
    return [match.span() for name in names for match in pattern_of(name).finditer(flat)]


def _in_small_letters(flat: str, full: str) -> list[Span]:
    return [match.span() for match in _words_of_person(full).finditer(flat)]


def _as_initials(text: str, name: str) -> list[Span]:
    return [match.span() for match in _initials(name).finditer(text)]


@lru_cache(maxsize=1024)
def _initials(name: str) -> re.Pattern[str]:
    """ "MH", "M.H.", "WW": capitals only, with and without those of the words between ("YEI" and
    "YI").
    """
    words = _parts(name)
    rows = {
        tuple(word[0].upper() for word in words),
        tuple(word[0].upper() for word in words if word not in BETWEEN),
    }
    forms = [r"\.? ?".join(map(re.escape, row)) for row in sorted(rows) if len(row) > 1]
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms) or '(?!)'})(?!\w)")


@lru_cache(maxsize=1024)
def _words_of_person(full: str) -> re.Pattern[str]:
    """Each word of a name, whatever its case; and first and last name in one word."""
    words = [word for word in _parts(full) if word not in BETWEEN or len(_parts(full)) == 1]
    forms = [rf"{re.escape(word)}(?:'?s|')?" for word in words]
    forms += [
        r"[ ._*-]".join(map(re.escape, word)) for word in words if len(word) > 3
    ]  # letter by letter
    if len(words) > 1:
        first, last = re.escape(words[0]), re.escape(words[-1])
        between = rf"{_APART}(?:[a-z']{{1,4}}{_APART}){{0,2}}"
        forms += [
            rf"{first}{between}{last}",
            rf"{last}[._-]?{first}",
            rf"{first}[._-]?{last[:1]}",
            rf"{first[:1]}[._-]?{last}",
        ]
    return _whole_words(forms)


@lru_cache(maxsize=1024)
def _organisation(name: str) -> re.Pattern[str]:
    """The whole name, each word of it that not many have, what begins with such a word, its
    words in one, and three initials or more.
    """
    words = _parts(name)
    own = [word for word in words if word not in COMMON | BETWEEN and len(word) > 2]
    own += [short for word in own if (short := _without_common_end(word))]
    initials = "".join(word[0] for word in words)
    forms = [_APART.join(map(re.escape, words))] if words else []
    forms += [
        rf"(?:de |het |'t )?{re.escape(word)}{_LETTER + '*' if len(word) > 5 else _FROM_THERE}"
        for word in own
    ]
    forms += [rf"(?:de|het){re.escape(word)}" for word in own]
    forms += [re.escape(initials)] if len(initials) > 2 else []
    return _whole_words(forms)


def _without_common_end(word: str) -> str:
    """ "maas" of "maascollege": what its own people call it."""
    ends = [
        end for end in COMMON if len(end) > 3 and word.endswith(end) and len(word) - len(end) > 2
    ]
    return word.removesuffix(max(ends, key=len)) if ends else ""


@lru_cache(maxsize=1024)
def _place(name: str) -> re.Pattern[str]:
    """ "Goes", and who or what is from there: "Goese", "Harlinger", "Rotterdammer", "Zwols",
    "Haagse".
    """
    words = _parts(name)
    if not words:
        return _whole_words([])
    last = words[-1]
    short = last.removesuffix("n").removesuffix("e")
    stems = [last, last + last[-1], short, short[:-1] if short[-2:-1] == short[-1:] else short]
    front = "".join(re.escape(word) + _APART for word in words[:-1])
    forms = [rf"(?:'s )?{front}{re.escape(last)}{_FROM_THERE}"]
    forms += [
        rf"{front}{re.escape(stem)}{_FROM_THERE_ONLY}"
        for stem in dict.fromkeys(stems[1:])
        if len(stem) > 2
    ]
    return _whole_words(
        [*forms, *(re.escape(word) for word in OTHER_WORDS.get(" ".join(words), ()))]
    )


@lru_cache(maxsize=1024)
def _address(address: str) -> re.Pattern[str]:
    """The front of a mail address with its words, and what a domain is called."""
    front, _, domain = address.rpartition("@")
    parts = _parts(re.sub(r"^https?://|/.*$", "", domain), apart=r"[^\w-]+")
    labels = [label for label in parts if label not in EVERYBODYS and len(label) > 3]
    words = [
        word
        for word in _parts(front, apart=r"[^a-z]+")
        if len(word) > 2 and word not in NOBODY | BETWEEN
    ]
    whole = [_APART.join(map(re.escape, _parts(front, apart=r"[^a-z0-9]+")))] if words else []
    return _whole_words([*whole, *map(re.escape, words), *(re.escape(label) for label in labels)])


def _whole_words(forms: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!{_LETTER})(?:{'|'.join(forms) or '(?!)'})(?!{_LETTER})")


def _parts(name: str, apart: str = r"[^a-z0-9']+") -> list[str]:
    return [
        part.strip("'") for part in re.split(apart, fold(name.replace("’", "'"))) if part.strip("'")
    ]


# How a text is read


def _readings(text: str) -> Iterator[tuple[str, list[int]]]:
    """The text without what no eye sees; and once more with a blank where a new word begins inside
    one: "SanneBakker", "sanne_83".

    Each with the place in the text of each of its letters.
    """
    places = [at for at, char in enumerate(text) if char not in _UNSEEN]
    plain = "".join(text[at] for at in places)
    yield plain, places
    divided: list[str] = []
    places_divided: list[int] = []
    for number, char in enumerate(plain):
        if number and char.isupper() and plain[number - 1].islower():
            divided.append(" ")
            places_divided.append(places[number])
        divided.append(" " if char == "_" or char.isdigit() else char)
        places_divided.append(places[number])
    if "".join(divided) != plain:
        yield "".join(divided), places_divided


def _flat(text: str) -> str:
    """Small letters without accents, letter for letter, so that places stay the same."""
    return "".join(_flat_letter(char) for char in text)


@lru_cache(maxsize=4096)
def _flat_letter(char: str) -> str:
    if char == "’":
        return "'"
    folded = fold(char)
    return folded if len(folded) == 1 else (folded[:1] or char)


def _merged(text: str, found: list[Named]) -> list[Named]:
    """What overlaps or touches is one: "Sanne" and "Vermeer" are "Sanne Vermeer"; of two kinds
    the one that begins first tells.
    """
    ordered = sorted(found)
    merged: list[Named] = []
    for one in ordered:
        last = merged[-1] if merged else None
        gap = text[last.end : one.start] if last and one.start >= last.end else ""
        touches = last is not None and (
            one.start < last.end
            or (last.of == one.of and re.fullmatch(r"[ \t.-]{1,2}", gap) is not None)
        )
        if last is not None and touches:
            merged[-1] = Named(last.start, max(last.end, one.end), last.of)
        else:
            merged.append(one)
    return merged


def _once(*groups: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for group in groups for name in group if name))

"""Places in a text, and the text in the form that the rules read."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Literal

Kind = Literal[
    "bsn",
    "phone",
    "email",
    "iban",
    "address",
    "birthdate",
    "age",
    "school",
    "name",
    "initials",
    "account",
    "club",
]
Span = tuple[int, int]
# Where, what, and whether it is refused.
Seen = tuple[int, int, Kind, bool]

SPACES = dict.fromkeys([*range(0x2002, 0x200B), 0xA0, 0x202F, 0x3000, 0x09], " ")
DASHES = dict.fromkeys([*range(0x2010, 0x2015), 0x2212, 0xAD, 0xB7, 0x2022], "-")
NOT_ASCII = re.compile(r"[^\x00-\x7f]")
DIGIT = re.compile(r"\d")
LETTER = re.compile(r"[^\W\d_]")


def plain_of(text: str) -> str:
    """The text with every digit, space and dash in its ASCII form; character for character, so
    that places stay the same.
    """
    return NOT_ASCII.sub(_ascii_digit, text.translate(SPACES | DASHES))


def _ascii_digit(match: re.Match[str]) -> str:
    value = unicodedata.decimal(match[0], None)
    return match[0] if value is None else str(value)


def shape_of(text: str) -> str:
    return LETTER.sub(lambda letter: "A" if letter[0].isupper() else "a", DIGIT.sub("9", text))


def spans_of(pattern: re.Pattern[str], text: str) -> list[Span]:
    return [match.span() for match in pattern.finditer(text)]


class Paint:
    """Which characters lie in (or within `margin` of) any of the spans: asked often, so written
    down once for each character.
    """

    def __init__(self, length: int, spans: Iterable[Span], margin: int = 0) -> None:
        self._painted = bytearray(length)
        for start, end in spans:
            self.add((max(0, start - margin), min(length, end + margin)))

    def add(self, span: Span) -> None:
        first, last = span
        self._painted[first:last] = b"\x01" * (last - first)

    def touches(self, span: Span) -> bool:
        return 1 in self._painted[slice(*span)]

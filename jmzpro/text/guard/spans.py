"""Places in a text, and the text in the form that the rules read."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Literal

Kind = Literal["bsn", "phone", "email", "iban", "address", "birthdate", "age", "school", "name"]
Span = tuple[int, int]
# Where, what, and whether it is refused.
Seen = tuple[int, int, Kind, bool]

SPACES = dict.fromkeys([*range(0x2002, 0x200B), 0xA0, 0x202F, 0x3000, 0x09], " ")
DASHES = dict.fromkeys([*range(0x2010, 0x2015), 0x2212, 0xAD, 0xB7, 0x2022], "-")
NOT_ASCII = re.compile(r"[^\x00-\x7f]")
DIGIT = re.compile(r"\d")
LETTER = re.compile(r"[^\W\d_]")


def plain_of(text: str) -> str:
    """The text with every digit, space and dash in its ASCII form; character for character, so that places stay the same."""
    return NOT_ASCII.sub(_ascii_digit, text.translate(SPACES | DASHES))


def _ascii_digit(match: re.Match[str]) -> str:
    value = unicodedata.decimal(match[0], None)
    return match[0] if value is None else str(value)


def shape_of(text: str) -> str:
    return LETTER.sub(lambda letter: "A" if letter[0].isupper() else "a", DIGIT.sub("9", text))


def spans_of(pattern: re.Pattern[str], text: str) -> list[Span]:
    return [match.span() for match in pattern.finditer(text)]


def overlaps(start: int, end: int, spans: Sequence[Span]) -> bool:
    return any(s < end and start < e for s, e in spans)

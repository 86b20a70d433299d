"""By what a publication of somebody else's list is known: DOI, ISBN, and the number of the
database it comes from.
"""

import hashlib
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from rapidfuzz import fuzz

from jmzpro.text.words import fold

DOI = re.compile(r"10\.\d{1,9}(?:\.\d+)*/\S+")
ISBN = re.compile(r"(?<!\d)(?:97[89][- ]?)?\d(?:[- ]?\d){8}[- ]?[\dXx](?!\d)")
BARE_NUMBER = re.compile(r"\d+")
# Of 100: the same title with a word mended or a subtitle added stays above it.
SAME_TITLE = 85
SUBTITLE = re.compile(r"\s*[:.?!–—]\s|\s-\s")


def bare_doi(text: str) -> str:
    """A DOI without its address, small and without what closes a sentence; "" when there is
    none.
    """
    plain = unquote(text) if "%2f" in text.lower() else text
    found = DOI.search(plain.strip().strip("<>"))
    if found is None:
        return ""
    doi = found[0].lower().rstrip(".,;:'\"’”>")
    while doi.endswith(")") and doi.count("(") < doi.count(")"):
        doi = doi[:-1]
    return doi


def isbn13(text: str) -> str:
    """The thirteen digits of the first ISBN whose check digit holds, whether it was written with
    ten or thirteen; "" without one.
    """
    for found in ISBN.finditer(text):
        digits = re.sub(r"[^\dX]", "", found[0].upper())
        if len(digits) == 10 and is_right_ten(digits):
            body = f"978{digits[:9]}"
            return f"{body}{-checksum(body) % 10}"
        if len(digits) == 13 and digits.isdigit() and checksum(digits) % 10 == 0:
            return digits
    return ""


def is_right_ten(digits: str) -> bool:
    if not digits[:9].isdigit():
        return False
    values = [10 if digit == "X" else int(digit) for digit in digits]
    return (
        sum(weight * value for weight, value in zip(range(10, 0, -1), values, strict=True)) % 11
        == 0
    )


def checksum(digits: str) -> int:
    return sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))


def is_bare_number(key: str) -> bool:
    """A number that only counts within one program's own library."""
    return BARE_NUMBER.fullmatch(key) is not None


def title_key(title: str) -> str:
    return " ".join(re.findall(r"\w+", fold(title)))


def is_same_title(one: str, other: str) -> bool:
    """The same but for capitals, signs, a mended word or a subtitle."""
    first, second = title_key(one), title_key(other)
    if not first or not second:
        return False
    mains = {title_key(SUBTITLE.split(title, maxsplit=1)[0]) for title in (one, other)}
    return (
        first == second
        or len(mains) == 1
        or (numbers(first) == numbers(second) and fuzz.ratio(first, second) >= SAME_TITLE)
    )


def numbers(text: str) -> list[str]:
    """Part 1 is not part 2, however much the rest is alike."""
    return re.findall(r"\d+", text)


def fingerprint(values: Mapping[str, Any]) -> str:
    """What a second run knows a record by that has no identifier of its own; the first form that
    had one gave it its name.
    """
    said = f"{values.get('title', '')}/{values.get('year', '')}/{values.get('authors', '')}".lower()
    return f"ris:{hashlib.blake2b(said.encode(), digest_size=10).hexdigest()}"

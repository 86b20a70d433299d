"""Roughly where a postcode is: the largest town of its area of two digits. No register of ours
knows more of it.
"""

import csv
import re
from functools import cache
from pathlib import Path

from jmzpro.places.models import Town

AREAS = Path(__file__).parent / "data" / "postcode_areas.csv"
POSTCODE = re.compile(r"([1-9]\d)\d{2}\s*(?:[A-Za-z]{2})?")
# Before or after a name: "7551 EA Hengelo", "NL-4196 Beesd", "Hengelo, 7551EA".
BESIDE = re.compile(
    r"^(?:NL-?\s?)?([1-9]\d{3}(?:\s?[A-Z]{2})?)\b[\s,]+(\S.*)$|^(.*\S)[\s,]+([1-9]\d{3}(?:\s?[A-Z]{2})?)$",
    re.DOTALL,
)


@cache
def towns() -> dict[str, str]:
    """Area of two digits: the slug of its largest town. 10 to 99 each have one."""
    with AREAS.open(encoding="utf-8", newline="") as file:
        return {row["area"]: row["town"] for row in csv.DictReader(file)}


def is_postcode(text: str) -> bool:
    return POSTCODE.fullmatch(text.strip()) is not None


def apart(typed: str) -> tuple[str, str]:
    """A name and the postcode beside it; the whole and "" where none stands."""
    found = BESIDE.match(typed.strip())
    if found is None:
        return typed, ""
    return (found[2], found[1]) if found[2] else (found[3].rstrip(","), found[4])


def town_near(postcode: str) -> Town | None:
    """The town from which we measure for this postcode ("3511 AB" or "3511"); None for what is
    no postcode.
    """
    found = POSTCODE.fullmatch(postcode.strip())
    return (
        Town.objects.filter(slug=towns()[found[1]]).select_related("province").first()
        if found
        else None
    )

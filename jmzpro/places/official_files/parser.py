"""The official files as rows. Headings differ by year and by table, so a column is known by the
words in its heading.
"""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from jmzpro.places.normalisation import fold

# What a column is called, folded, in the order of preference.
CODE = (
    "gemeentecodegm",
    "statcode",
    "gmcode",
    "codesennamenvangemeentencode",
    "gemeentecode",
    "regiossleutel",
    "regios",
    "code",
)
NAME = ("gemeentenaam", "statnaam", "codesennamenvangemeentennaam", "gmnaam", "naam", "name")
PROVINCE = ("provinciecodepv", "provinciecode", "provincienaam", "provincie")
OLD = ("oudecode", "gemeentecodeoud", "codeoud", "van", "oud")
NEW = ("nieuwecode", "gemeentecodenieuw", "codenieuw", "naar", "nieuw")
NUMBER = ("postcode4", "pc4code", "pc4", "postcode")
X = ("longitude", "lon", "lng", "x", "xcoord", "xcoordinaat", "rdx")
Y = ("latitude", "lat", "y", "ycoord", "ycoordinaat", "rdy")
MUNICIPALITY_CODE = re.compile(r"(?:GM)?0*(\d{1,4})(?:\.0)?", re.IGNORECASE)
LARGEST = 200 * 1024 * 1024


class Unreadable(Exception):
    """The whole file cannot be read; the words say what to do."""


def text_of(path: Path) -> str:
    """The text of a file, as UTF-8 or as Windows wrote it."""
    try:
        if path.stat().st_size > LARGEST:
            raise Unreadable(f"{path.name} is groter dan 200 MB. Is dit het goede bestand?")
        content = path.read_bytes()
    except OSError as error:
        raise Unreadable(f"{path} kan niet worden gelezen: {error.strerror}.") from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def rows_of(path: Path) -> list[tuple[int, dict[str, str]]]:
    """(line number, {folded heading: cell}) of a CSV with commas, semicolons or tabs. Lines
    above the headings are passed over.
    """
    lines = text_of(path).splitlines()
    start = next(
        (at for at, line in enumerate(lines[:20]) if len(re.split(r"[;,\t]", line)) > 1), None
    )
    if start is None:
        raise Unreadable(f"{path.name} is geen CSV met kolommen.")
    separator = max(";\t,", key=lines[start].count)
    table = list(csv.reader(io.StringIO("\n".join(lines[start:])), delimiter=separator))
    headings = [fold(re.sub(r"\(.*?\)", "", heading)) for heading in table[0]]
    return [
        (start + at, dict(zip(headings, (cell.strip() for cell in row), strict=False)))
        for at, row in enumerate(table[1:], start=2)
        if any(cell.strip() for cell in row)
    ]


def cell(row: Mapping[str, str], names: Sequence[str]) -> str:
    return next((row[name] for name in names if row.get(name)), "")


def region(row: Mapping[str, str], words: Sequence[str]) -> str:
    """The cell of the first filled column whose heading has one of these words, a name rather
    than a code.
    """
    columns = [
        heading for heading in row if any(word in heading for word in words) and row[heading]
    ]
    columns.sort(key=lambda heading: heading.endswith("code") or "code" in heading)
    return row[columns[0]][:80] if columns else ""


def code_of(text: str) -> str | None:
    """GM0855 from "GM0855", "855", "0855" or "855.0"; None for what is no code of a
    municipality.
    """
    found = MUNICIPALITY_CODE.fullmatch(text.strip())
    return f"GM{int(found[1]):04d}" if found else None


def features_of(path: Path) -> tuple[list[dict[str, Any]], str]:
    """The features of a GeoJSON file, and the name of its coordinate system ("" when it does not
    say).
    """
    try:
        found = json.loads(text_of(path))
    except ValueError as error:
        raise Unreadable(f"{path.name} is geen GeoJSON: {error}.") from error
    features = found.get("features") if isinstance(found, dict) else None
    if not isinstance(features, list):
        raise Unreadable(f"{path.name} is geen GeoJSON met features.")
    crs = found.get("crs") or {}
    named = crs.get("properties", {}).get("name", "") if isinstance(crs, dict) else ""
    return [feature for feature in features if isinstance(feature, dict)], str(named)


def properties(features: list[dict[str, Any]]) -> Iterator[tuple[int, dict[str, str], Any]]:
    """(number, {folded name: value}, geometry) of each feature."""
    for number, feature in enumerate(features, start=1):
        given = feature.get("properties")
        told = (
            {fold(str(name)): str(value) for name, value in given.items() if value is not None}
            if isinstance(given, dict)
            else {}
        )
        yield number, told, feature.get("geometry")

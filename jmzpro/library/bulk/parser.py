"""Reading a file of publications into rows: JSON Lines, CSV, RIS, BibTeX, CSL-JSON and PubMed's
.nbib.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from jmzpro.kit.spreadsheet import NoTable, decoded, rows_of
from jmzpro.library.bulk import bibtex, csl, pubmed, ris
from jmzpro.library.bulk.entry import MOST_ROWS, Entry, Unreadable
from jmzpro.library.bulk.identity import fingerprint
from jmzpro.library.bulk.mapping import column_named

FORMATS = ("jsonl", "csv", "xlsx", "ris", "bib", "json", "nbib")
SHEETS = frozenset({"csv", "xlsx"})
MOST_ABOVE = 10  # rows, above the headings
# An empty cell of these is no choice.
CHOSEN = frozenset({"kind", "language", "reuse", "licence"})
LARGEST = 20 * 1024 * 1024


def entries(data: bytes, form: str) -> list[Entry]:
    """All rows of a file in the order they stand there, each with what it is known by. Raises
    Unreadable.
    """
    if len(data) > LARGEST:
        raise Unreadable(
            f"Het bestand is groter dan {LARGEST // 2**20} MB. Verdeel het over een paar bestanden."
        )
    if form not in FORMATS:
        raise Unreadable(
            "We lezen bestanden die op .ris, .bib, .nbib, .csv, .xlsx, .json of .jsonl "
            "eindigen. Bewaar de lijst als een daarvan."
        )
    text = "" if form in SHEETS else decoded(data)
    if not (data if form in SHEETS else text).strip():
        raise Unreadable(
            "Het bestand is leeg. Bewaar de lijst opnieuw en kijk of er iets in staat."
        )
    readers = {
        "jsonl": from_json_lines,
        "json": from_json_lines,
        "ris": ris.entries,
        "bib": bibtex.entries,
        "nbib": pubmed.entries,
    }
    found = list(counted(from_sheet(data) if form in SHEETS else readers[form](text)))
    if not found:
        raise Unreadable(
            "Er staat geen enkele publicatie in het bestand. Kies er in je programma een of "
            "meer, en bewaar ze opnieuw."
        )
    for entry in found:
        entry.made_key = fingerprint(entry.values)
        if not entry.values.get("external_id"):
            entry.values["external_id"], entry.is_own_key = entry.made_key, False
    return found


def counted(found: Iterable[Entry]) -> Iterator[Entry]:
    for number, entry in enumerate(found, start=1):
        if number > MOST_ROWS:
            raise Unreadable(
                f"Er staan meer dan {MOST_ROWS:,} rijen in. Verdeel het over een paar bestanden.".replace(  # noqa: E501
                    ",", "."
                )
            )
        yield entry


def from_json_lines(text: str) -> Iterator[Entry]:
    stripped = text.strip()
    if stripped.startswith("["):  # one list instead of lines
        yield from from_json_list(stripped)
    else:
        lines = (
            (number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip()
        )
        yield from (from_json(number, line) for number, line in lines)


def from_json_list(text: str) -> Iterator[Entry]:
    try:
        rows = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable(
            "Het bestand begint als een lijst in JSON, maar is dat niet. Zet elke publicatie "
            "op een eigen regel."
        ) from error
    for place, row in enumerate(rows, start=1):
        yield from_json_row(place, row)


def from_json(place: int, line: str) -> Entry:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return Entry(
            place, problems=["Deze regel is geen JSON. Kijk naar aanhalingstekens en komma’s."]
        )
    return from_json_row(place, row)


def from_json_row(place: int, row: Any) -> Entry:
    if not isinstance(row, dict):
        return Entry(
            place,
            problems=[
                "Dit is geen publicatie met velden. Laat dit weg of schrijf het als {“title”: …}."
            ],
        )
    return csl.from_csl(place, row) if csl.is_one(row) else from_mapping(place, row)


def from_sheet(data: bytes) -> Iterator[Entry]:
    """A CSV or a sheet of Excel; what stands above the headings, a title say, is passed over."""
    headings: list[str] | None = None
    try:
        for number, cells in rows_of(data):
            if headings is not None:
                yield from_cells(number, headings, cells)
            elif is_headings(cells):
                headings = cells
            elif number > MOST_ABOVE:
                break
    except NoTable as problem:
        raise Unreadable(str(problem)) from problem
    if headings is None:
        raise Unreadable(
            "De eerste rij moet zeggen wat in welke kolom staat. Zet koppen boven de lijst, "
            "zoals: external_id, title, promise, year."
        )


def is_headings(cells: list[str]) -> bool:
    return "title" in {column_named(cell) for cell in cells}


def from_cells(place: int, headings: list[str], cells: list[str]) -> Entry:
    if len(cells) > len(headings):
        return Entry(
            place,
            problems=[
                f"Er staan {len(cells)} vakjes in deze rij, en er zijn {len(headings)} kolommen."
            ],
        )
    return from_mapping(place, dict(zip(headings, cells, strict=False)))


def from_mapping(place: int, row: dict[Any, Any]) -> Entry:
    """Each value read by its column; a heading that means nothing here is left out."""
    entry = Entry(place)
    for heading, value in row.items():
        name = column_named(str(heading))
        is_empty = value in (None, "", [])
        if name is not None and not (is_empty and (name in entry.values or name in CHOSEN)):
            entry.take(name, value)
    return entry

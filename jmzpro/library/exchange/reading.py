"""Reading a file of publications into rows: JSON Lines, CSV (comma, semicolon or tab) and RIS."""

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import rispy
from django.utils.html import strip_tags

from jmzpro.kit.spreadsheet import decoded, unquoted
from jmzpro.library.exchange.rows import BY_NAME, WrongValue, column_named

FORMATS = ("jsonl", "csv", "ris")
LARGEST = 20 * 1024 * 1024
MOST_ROWS = 20_000
LONGEST_CELL = 1_000_000
# What Excel may set above the headings; the line itself is no row.
SEPARATOR_TOLD = re.compile(r"\A\s*\"?sep=.\"?\r?\n", re.IGNORECASE)


class Unreadable(ValueError):
    """The file as a whole cannot be read, with the Dutch sentence that says why."""


@dataclass
class Entry:
    """One row of the file: where it stands, its values by column, and what is wrong with it."""

    place: int
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def entries(data: bytes, form: str) -> list[Entry]:
    """All rows of a file in the order they stand there. Raises Unreadable."""
    if len(data) > LARGEST:
        raise Unreadable(f"Het bestand is groter dan {LARGEST // 2**20} MB. Verdeel het over een paar bestanden.")
    if form not in FORMATS:
        raise Unreadable("We lezen bestanden die op .jsonl, .csv of .ris eindigen.")
    text = decoded(data)
    if not text.strip():
        raise Unreadable("Het bestand is leeg.")
    found = list({"jsonl": from_json_lines, "csv": from_csv, "ris": from_ris}[form](text))
    if not found:
        raise Unreadable("Er staat geen enkele publicatie in het bestand.")
    return found


def counted(found: Iterable[Entry]) -> Iterator[Entry]:
    for number, entry in enumerate(found, start=1):
        if number > MOST_ROWS:
            raise Unreadable(f"Er staan meer dan {MOST_ROWS:,} rijen in. Verdeel het over een paar bestanden.".replace(",", "."))
        yield entry


def from_json_lines(text: str) -> Iterator[Entry]:
    stripped = text.strip()
    if stripped.startswith("["):  # one list instead of lines
        yield from counted(from_json_list(stripped))
    else:
        lines = ((number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip())
        yield from counted(from_json(number, line) for number, line in lines)


def from_json_list(text: str) -> Iterator[Entry]:
    try:
        rows = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable("Het bestand begint als een lijst in JSON, maar is dat niet. Zet elke publicatie op een eigen regel.") from error
    for place, row in enumerate(rows, start=1):
        yield from_mapping(place, row) if isinstance(row, dict) else Entry(place, problems=["Dit is geen publicatie met velden."])


def from_json(place: int, line: str) -> Entry:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return Entry(place, problems=["Deze regel is geen JSON. Kijk naar aanhalingstekens en komma’s."])
    return from_mapping(place, row) if isinstance(row, dict) else Entry(place, problems=["Deze regel is geen publicatie met velden."])


def from_csv(text: str) -> Iterator[Entry]:
    csv.field_size_limit(LONGEST_CELL)
    text = SEPARATOR_TOLD.sub("", text)
    first = text.lstrip("\n").split("\n", 1)[0]
    mark = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    try:
        headings = next(reader)
        if not any(column_named(heading) for heading in headings):
            raise Unreadable("De eerste rij moet zeggen wat in welke kolom staat, bijvoorbeeld: external_id, title, promise, year.")
        yield from counted(
            from_cells(number, headings, cells) for number, cells in enumerate(reader, start=2) if any(map(str.strip, cells))
        )
    except csv.Error as error:
        raise Unreadable(f"Vanaf rij {reader.line_num} is het geen CSV meer. Staan er aanhalingstekens los?") from error


def from_cells(place: int, headings: list[str], cells: list[str]) -> Entry:
    if len(cells) > len(headings):
        return Entry(place, problems=[f"Er staan {len(cells)} vakjes in deze rij, en er zijn {len(headings)} kolommen."])
    return from_mapping(place, dict(zip(headings, map(unquoted, cells), strict=False)))


def from_mapping(place: int, row: dict[Any, Any]) -> Entry:
    """Each value read by its column; a heading that means nothing here is left out."""
    entry = Entry(place)
    for heading, value in row.items():
        name = column_named(str(heading))
        if name is not None and (name not in entry.values or value not in (None, "", [])):
            read(entry, name, value)
    return entry


def read(entry: Entry, name: str, value: Any) -> None:
    try:
        entry.values[name] = BY_NAME[name].read(value)
    except WrongValue as problem:
        entry.problems.append(f"{name} {problem}")


# RIS, as reference managers write it.
KINDS_OF_RIS = {"VIDEO": "film", "MPCT": "film", "JOUR": "onderzoek", "EJOUR": "onderzoek", "THES": "onderzoek", "STAND": "richtlijn"}
RIS_COLUMNS = {
    "external_id": ("id", "accession_number", "doi"),
    "title": ("title", "primary_title", "short_title", "unpublished_title", "translated_title"),
    "text": ("abstract", "notes_abstract", "notes"),
    "authors": ("authors", "first_authors"),
    "publishers": ("publisher", "secondary_authors_publisher"),
    "doi": ("doi",),
    "links": ("urls", "url"),
}
ISBN = re.compile(r"(?:97[89])?\d{9}[\dXx]")
LANGUAGES_OF_RIS = {"dut": "nl", "nld": "nl", "dutch": "nl", "nederlands": "nl", "eng": "en", "english": "en", "engels": "en", "ger": "de"}


def from_ris(text: str) -> Iterator[Entry]:
    if "TY  -" not in text:
        raise Unreadable("Dit is geen RIS: er staat nergens een regel die met ‘TY  -’ begint.")
    try:
        records = rispy.loads(text, skip_unknown_tags=True)
    except (OSError, ValueError, KeyError, IndexError) as error:
        raise Unreadable("Dit RIS-bestand is niet te lezen. Eindigt elke publicatie met ‘ER  -’?") from error
    yield from counted(from_record(place, record) for place, record in enumerate(records, start=1))


def from_record(place: int, record: dict[str, Any]) -> Entry:
    entry = Entry(place)
    for name, keys in RIS_COLUMNS.items():
        value = next((record[key] for key in keys if record.get(key)), None)
        if value is not None:
            read(entry, name, value if name in {"authors", "links"} else without_tags(joined(value)))
    read(entry, "kind", KINDS_OF_RIS.get(record.get("type_of_reference", ""), "publicatie"))
    year, month = day_of(record)
    read(entry, "year", year)
    if month:
        read(entry, "month", month)
    language = str(record.get("language", "")).strip().lower()
    if language:
        read(entry, "language", LANGUAGES_OF_RIS.get(language, language[:2]))
    number = str(record.get("issn") or "").strip()
    if ISBN.fullmatch(number.replace("-", "").replace(" ", "")):  # RIS has one tag for both
        read(entry, "isbn", number)
    entry.values.setdefault("external_id", fingerprint(entry.values))
    return entry


def day_of(record: dict[str, Any]) -> tuple[str, str]:
    """Year and month. Zotero tells the year in one tag and the whole day in another, others all in the first."""
    told = [str(record.get(name) or "").replace("-", "/").split("/") for name in ("year", "publication_year", "date")]
    year = next((when[0] for when in told if when[0].strip()), "")
    return year, next((when[1] for when in told if when[0] == year and len(when) > 1 and when[1].strip()), "")


def without_tags(value: Any) -> Any:
    """Notes of reference managers are HTML; we show plain text."""
    return strip_tags(value) if isinstance(value, str) and "</" in value else value


def joined(value: Any) -> Any:
    return "\n".join(map(str, value)) if isinstance(value, list) else value


def fingerprint(values: dict[str, Any]) -> str:
    """What a second run knows a record by that has no identifier of its own."""
    said = f"{values.get('title', '')}/{values.get('year', '')}/{values.get('authors', '')}".lower()
    return f"ris:{hashlib.blake2b(said.encode(), digest_size=10).hexdigest()}"

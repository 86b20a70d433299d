"""Lists as spreadsheets read and write them: CSV as Excel does it here, and XLSX. A cell never
does anything.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from jmzpro.kit.lazy import lazy_module

if TYPE_CHECKING:
    import openpyxl
    from openpyxl import cell as cells
else:
    openpyxl, cells = lazy_module("openpyxl"), lazy_module("openpyxl.cell")

# What a spreadsheet would take for a formula, also in wide letters.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
LONGEST_CELL = 32_000  # of XLSX
# Of what is read.
LONGEST_READ = 1_000_000
LARGEST_UNPACKED = 200_000_000  # bytes of an XLSX
LOOKED_AT = 20  # lines, for what stands between the cells
ZEROS = re.compile(r"0{2,20}")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
# What Excel may set above the headings; the line itself is no row.
SEPARATOR_TOLD = re.compile(r"\A\s*\"?sep=.\"?\r?\n", re.IGNORECASE)


OLD_EXCEL = (
    "Dit is een oud Excel-bestand (.xls). Open het in Excel, kies ‘Opslaan als’ en dan "
    "‘Excel-werkmap (.xlsx)’ of ‘CSV’."
)
OTHER_OFFICE = (
    "Dit is geen lijst die we kunnen lezen. Kies in je programma ‘Opslaan als’ en dan ‘.xlsx’ of "
    "‘CSV’."
)
BROKEN = (
    "Dit Excel-bestand is beschadigd. Open het, bewaar het opnieuw als .xlsx of CSV en probeer "
    "het nog een keer."
)
EMPTY = "Het bestand is leeg. Kijk of je het goede bestand koos."


class NoTable(ValueError):
    """The Dutch sentence why this cannot be read as rows, and what to do."""


def harmless(text: str) -> str:
    """With a quote before what would be a formula: as text it does nothing."""
    return f"'{text}" if text.startswith(FORMULA) else text


def cell(value: object) -> str:
    return harmless("" if value is None else str(value))


def unquoted(text: str) -> str:
    """What `harmless` made of it, as it was."""
    return text[1:] if text[:1] == "'" and text[1:].startswith(FORMULA) else text


class Line:
    """What csv writes is handed on instead of kept."""

    def write(self, text: str) -> str:
        return text


def as_csv(rows: Iterable[Iterable[object]]) -> Iterator[bytes]:
    """Row by row; semicolons, and a byte order mark by which Excel knows it is UTF-8."""
    writer = csv.writer(Line(), delimiter=";", lineterminator="\r\n")
    yield b"\xef\xbb\xbf"
    for row in rows:
        yield str(writer.writerow([cell(value) for value in row])).encode("utf-8", "replace")


def as_xlsx(rows: Iterable[Iterable[object]], title: str) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    for row in rows:
        sheet.append([as_text(sheet, value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_text(sheet: Any, value: object) -> "cells.WriteOnlyCell":
    """A string is never a formula in XLSX: it needs no sign before it, only to be said to be a
    string, also after somebody edits it.
    """
    text = cells.cell.ILLEGAL_CHARACTERS_RE.sub("", "" if value is None else str(value))[
        :LONGEST_CELL
    ]
    made = cells.WriteOnlyCell(sheet, value=text)
    if text.startswith(FORMULA):
        made.data_type = "s"
        made.quotePrefix = True
    return made


def decoded(data: bytes) -> str:
    """As UTF-8, else as what Windows programs write."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace").replace("\x00", "")
    try:
        return data.decode("utf-8-sig").replace("\x00", "")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace").replace("\x00", "")


def rows_of(data: bytes) -> Iterator[tuple[int, list[str]]]:
    """The rows of a CSV or of an XLSX, by what it is and not by its name, with the number of
    each. Raises NoTable while reading.
    """
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise NoTable(OLD_EXCEL)
    return workbook(data) if data.startswith(b"PK\x03\x04") else table(decoded(data))


def workbook(data: bytes) -> Iterator[tuple[int, list[str]]]:
    """The rows of the first sheet that has any. What a formula came to counts; a day is written
    as 2026-03-31.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            names = set(packed.namelist())
            size = sum(one.file_size for one in packed.infolist())
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise NoTable(BROKEN) from error
    if "xl/workbook.xml" not in names:
        raise NoTable(OTHER_OFFICE)
    if size > LARGEST_UNPACKED:
        raise NoTable("Dit Excel-bestand is te groot. Verdeel de lijst over een paar bestanden.")
    try:
        yield from first_sheet(data)
    except NoTable:
        raise
    except Exception as error:  # whatever a damaged file does to the library
        raise NoTable(BROKEN) from error


def first_sheet(data: bytes) -> Iterator[tuple[int, list[str]]]:
    book = openpyxl.load_workbook(
        io.BytesIO(data), read_only=True, data_only=True, keep_links=False
    )
    try:
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # some programs write that there is one cell
            found = False
            for number, row in enumerate(sheet.iter_rows(), start=1):
                cells = [unquoted(written(one)) for one in row]
                while cells and not cells[-1].strip():
                    cells.pop()
                if cells:
                    found = True
                    yield number, cells
            if found:
                return
    finally:
        book.close()


def written(cell: Any) -> str:
    """A cell as somebody would type it: a number without ".0", with the zeros before it that are
    shown, a day by the calendar.
    """
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, datetime):
        return (
            value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
        )
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    if isinstance(value, int) and ZEROS.fullmatch(str(cell.number_format or "")):
        return str(value).zfill(len(cell.number_format))
    return str(value)


def mark_of(text: str) -> str:
    """What stands between the cells: what most of the first lines have, whatever a title above
    them has.
    """
    lines = text.split("\n", LOOKED_AT)[:LOOKED_AT]
    return max(
        ";\t,",
        key=lambda mark: (
            sum(mark in line for line in lines),
            sum(line.count(mark) for line in lines),
        ),
    )


def table(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of a CSV with the number each has in a spreadsheet; whatever is between the
    cells. Raises NoTable while reading.
    """
    csv.field_size_limit(LONGEST_READ)
    text = SEPARATOR_TOLD.sub("", text)
    reader: Any = csv.reader(io.StringIO(text, newline=""), delimiter=mark_of(text))
    try:
        for number, cells in enumerate(reader, start=1):
            if any(map(str.strip, cells)):
                yield number, [unquoted(one) for one in cells]
    except csv.Error as error:
        raise NoTable(
            f"Vanaf rij {reader.line_num} is het geen CSV meer. Staan er aanhalingstekens los?"
        ) from error

"""Lists as spreadsheets read and write them: CSV as Excel does it here, and XLSX. A cell never does anything."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

# What a spreadsheet would take for a formula, also in wide letters.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
LONGEST_CELL = 32_000  # of XLSX
# Of what is read.
LONGEST_READ = 1_000_000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
# What Excel may set above the headings; the line itself is no row.
SEPARATOR_TOLD = re.compile(r"\A\s*\"?sep=.\"?\r?\n", re.IGNORECASE)


class NoTable(ValueError):
    """The Dutch sentence why this cannot be read as rows."""


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
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    for row in rows:
        sheet.append([ILLEGAL_CHARACTERS_RE.sub("", cell(value))[:LONGEST_CELL] for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def decoded(data: bytes) -> str:
    """As UTF-8, else as what Windows programs write."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace").replace("\x00", "")
    try:
        return data.decode("utf-8-sig").replace("\x00", "")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace").replace("\x00", "")


def table(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of a CSV with the number each has in a spreadsheet; whatever is between the cells. Raises NoTable while reading."""
    csv.field_size_limit(LONGEST_READ)
    text = SEPARATOR_TOLD.sub("", text)
    first = text.lstrip("\n").split("\n", 1)[0]
    mark = max(";,\t", key=first.count)
    reader: Any = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    try:
        for number, cells in enumerate(reader, start=1):
            if any(map(str.strip, cells)):
                yield number, [unquoted(one) for one in cells]
    except csv.Error as error:
        raise NoTable(f"Vanaf rij {reader.line_num} is het geen CSV meer. Staan er aanhalingstekens los?") from error

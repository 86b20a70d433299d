"""Reads folders of lists of publications as others made them, and counts what became of each
record.

`bench/reference_lists.py FOLDER…` looks for .ris, .bib, .nbib, .json, .csv and .xlsx. How many
records a file holds is counted by rules of its own, written before the reader was run: a record is
*read* (it has a title), *told* (it is refused or has no title, and the report says so), or *lost*.
Without a folder it reads those in `JMZ_LISTS`, or else our own few of `bench/sets/lists`. Nothing
of other people's files is kept here: they were the sample and test files of bib2json 0.0.1 (npm),
pybtex 0.26.1, asreview 3.0.8, bibx 0.9.2 and colrev 0.16.2 (PyPI).
"""

import json
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import django

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jmzpro.settings")
    django.setup()

from jmzpro.kit.spreadsheet import decoded
from jmzpro.library.bulk.entry import MOST_ROWS, Entry, Unreadable
from jmzpro.library.bulk.parser import LARGEST, entries

BLOCK = re.compile(
    r"^[ \t]*@[ \t]*(?!comment\b|string\b|preamble\b)[A-Za-z]+\s*[{(]\s*[^\s,]",
    re.MULTILINE | re.IGNORECASE,
)
TYPE = re.compile(r"^TY  ?- ?", re.MULTILINE)
PMID = re.compile(r"^PMID- ", re.MULTILINE)
FORMS = {
    ".ris": "ris",
    ".bib": "bib",
    ".nbib": "nbib",
    ".json": "json",
    ".csv": "csv",
    ".xlsx": "xlsx",
}
MOST_SHOWN = 12
OURS = Path(__file__).resolve().parent / "sets" / "lists"


def expected(text: str, form: str) -> int | None:
    """How many records the file holds; None where only the reader can know."""
    if form == "bib":
        return len(BLOCK.findall(text))
    if form in {"ris", "nbib"}:
        return len((TYPE if form == "ris" else PMID).findall(text))
    if form == "json":
        try:
            rows = json.loads(text)
        except ValueError:
            return None
        return len(rows) if isinstance(rows, list) else None
    return None


def pieces(data: bytes, form: str) -> Iterator[bytes]:
    """A file above our limits is read in pieces, as we ask people to hand it in."""
    text = decoded(data)
    if form != "bib" or (len(data) <= LARGEST and len(BLOCK.findall(text)) <= MOST_ROWS):
        yield data
        return
    starts = [found.start() for found in BLOCK.finditer(text)]
    for first in range(0, len(starts), MOST_ROWS // 4):
        end = starts[first + MOST_ROWS // 4] if first + MOST_ROWS // 4 < len(starts) else len(text)
        yield text[starts[first] : end].encode()


class Measure:
    def __init__(self) -> None:
        self.counts: dict[str, Counter[str]] = {}
        self.dropped: Counter[str] = Counter()
        self.lost: list[str] = []
        self.refused: list[str] = []
        self.seconds = 0.0

    def file(self, path: Path) -> None:
        form, data = FORMS[path.suffix.lower()], path.read_bytes()
        counts = self.counts.setdefault(form, Counter())
        wanted = expected(decoded(data), form)
        if form == "json" and not wanted:
            return
        found: list[Entry] = []
        begun = time.monotonic()
        try:
            for piece in pieces(data, form):
                found += entries(piece, form)
        except Unreadable as problem:
            self.refused.append(f"{path.name}: {problem}")
        self.seconds += time.monotonic() - begun
        counts["files"] += 1
        counts["records"] += len(found) if wanted is None else wanted
        counts["read"] += sum(
            bool(entry.values.get("title")) and not entry.problems for entry in found
        )
        counts["told"] += sum(
            bool(entry.problems) or not entry.values.get("title") for entry in found
        )
        self.dropped.update(one.field for entry in found for one in entry.dropped)
        if wanted is not None and len(found) < wanted and found:
            self.lost.append(f"{path.name}: {wanted} records, {len(found)} came out")
            counts["lost"] += wanted - len(found)

    def told(self) -> str:
        rows = [
            (
                f"| {form} | {one['files']} | {one['records']:,} | {one['read']:,} | "
                f"{one['told']:,} | {one['lost']:,} |"
            )
            for form, one in sorted(self.counts.items())
        ]
        dropped = (
            ", ".join(f"{name} {number:,}" for name, number in self.dropped.most_common()) or "none"
        )
        lines = [
            "## Lists of publications that others made",
            "",
            __doc__.split("\n\n", 1)[1].strip(),
            "",
            "| form | files | records | read | told | lost |",
            "|---|---|---|---|---|---|",
            *rows,
            "",
            (
                f"Values dropped by themselves, with a reason in the report: {dropped}. "
                f"{self.seconds:.0f} s in all."
            ),
            *(f"- {line}" for line in [*self.lost, *self.refused][:MOST_SHOWN]),
        ]
        return "\n".join(lines)


def main() -> int:
    folders = [Path(one) for one in sys.argv[1:] or os.environ.get("JMZ_LISTS", "").split()] or [
        OURS
    ]
    measure = Measure()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix.lower() in FORMS:
                measure.file(path)
    sys.stdout.write(measure.told() + "\n")
    return 1 if measure.lost else 0


if __name__ == "__main__":
    sys.exit(main())

"""PubMed's own export (.nbib), read by the nbib package."""

import re
from collections.abc import Iterator
from typing import Any

import nbib
from nbib.exceptions import MalformedLine, UnknownTagFormat

from jmzpro.library.bulk.entry import Entry, Unreadable
from jmzpro.library.bulk.identity import isbn13
from jmzpro.library.bulk.ris import LANGUAGES, MONTHS, isbn_as_written

# Full name, short name, group.
PEOPLE = re.compile(r"^(?:FAU - (.*)|AU  - (.*)|CN  - (.*))$", re.MULTILINE)
BEGINS = re.compile(r"^(?=PMID- )", re.MULTILINE)


def entries(text: str) -> Iterator[Entry]:
    """Record by record, so that one that is broken costs no other. Raises Unreadable."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    blocks = [block for block in BEGINS.split(lines) if block.startswith("PMID- ")]
    if not blocks:
        raise Unreadable(
            "Dit is geen bestand van PubMed: geen enkele regel begint met ‘PMID-’. Bewaar "
            "het daar als ‘PubMed’ (.nbib)."
        )
    for place, block in enumerate(blocks, start=1):
        try:
            found = nbib.read(f"{block.rstrip()}\n\n")
        except (
            MalformedLine,
            UnknownTagFormat,
            ValueError,
            KeyError,
            IndexError,
            AttributeError,
            TypeError,
        ):
            found = []
        if found:
            yield from_record(place, found[0], block)
        else:
            yield Entry(
                place, problems=["Deze publicatie is niet te lezen. Bewaar die in PubMed opnieuw."]
            )


def from_record(place: int, record: dict[str, Any], block: str) -> Entry:
    entry = Entry(place, is_own_key=False, is_database_key=True)
    if record.get("journal") or record.get("journal_abbreviated"):
        entry.take("kind", "onderzoek")
    if (
        title := record.get("title")
        or record.get("book_title")
        or record.get("transliterated_title")
    ):
        entry.take("title", str(title).removesuffix(".").strip("[]"))
    if text := record.get("abstract"):
        entry.take("text", text)
    entry.take("authors", people(block))
    if doi := record.get("doi"):
        entry.take("doi", doi)
    entry.values["external_id"] = f"pubmed:{record['pubmed_id']}"
    year, month, *_ = [*str(record.get("publication_date") or "").split(), "", ""]
    if year[:4].isdigit():
        entry.take("year", year[:4])
    if number := MONTHS.get(month[:3].lower()):
        entry.take("month", str(number))
    language = first(block, "LA").lower()  # of several the package gives the last
    if language:
        entry.take("language", LANGUAGES.get(language, language[:2]))
    if isbn13(isbn := first(block, "ISBN")):
        entry.take("isbn", isbn_as_written(isbn))
    if house := first(block, "PB"):
        entry.take("publishers", [house])
    return entry


def first(block: str, tag: str) -> str:
    found = re.search(rf"^{tag:<4}- (.*)$", block, re.MULTILINE)
    return found[1].strip() if found else ""


def people(block: str) -> list[str]:
    """Authors and groups in their order. The package gives one group, and no author without a
    full name, as before 2002.
    """
    found: list[str] = []
    for full, short, group in PEOPLE.findall(block):
        if group:
            found.append(f"{{{group.strip()}}}" if "," in group else group.strip())
        elif full:
            found.append(full.strip())
        elif not found or not is_short_for(short, found[-1]):
            family, _, initials = short.strip().rpartition(" ")
            found.append(f"{family}, {initials}" if family else initials)
    return found


def is_short_for(short: str, full: str) -> bool:
    """ "de Boer A" stands below "de Boer, Alice"."""
    return short.strip().lower().startswith(full.partition(",")[0].strip().lower())

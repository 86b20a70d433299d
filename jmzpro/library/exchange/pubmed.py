"""PubMed's own export (.nbib), read by the nbib package."""

import re
from collections.abc import Iterator
from typing import Any

import nbib
from nbib.exceptions import MalformedLine, UnknownTagFormat

from jmzpro.library.exchange.entry import Entry, Unreadable
from jmzpro.library.exchange.ris import LANGUAGES, MONTHS

BEGINS = re.compile(r"^(?=PMID- )", re.MULTILINE)


def entries(text: str) -> Iterator[Entry]:
    """Record by record, so that one that is broken costs no other. Raises Unreadable."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    blocks = [block for block in BEGINS.split(lines) if block.startswith("PMID- ")]
    if not blocks:
        raise Unreadable("Dit is geen bestand van PubMed: geen enkele regel begint met ‘PMID-’. Bewaar het daar als ‘PubMed’ (.nbib).")
    for place, block in enumerate(blocks, start=1):
        try:
            found = nbib.read(f"{block.rstrip()}\n\n")
        except (MalformedLine, UnknownTagFormat, ValueError, KeyError, IndexError, AttributeError, TypeError):
            found = []
        if found:
            yield from_record(place, found[0])
        else:
            yield Entry(place, problems=["Deze publicatie is niet te lezen. Bewaar haar in PubMed opnieuw."])


def from_record(place: int, record: dict[str, Any]) -> Entry:
    entry = Entry(place, is_own_key=False, is_database_key=True)
    entry.take("kind", "onderzoek" if record.get("journal") or record.get("journal_abbreviated") else "publicatie")
    if title := record.get("title") or record.get("book_title") or record.get("transliterated_title"):
        entry.take("title", str(title).removesuffix(".").strip("[]"))
    if text := record.get("abstract"):
        entry.take("text", text)
    names = [person(one) for one in record.get("authors", [])]
    group = record.get("corporate_author") or []
    names += [f"{{{one}}}" if "," in one else one for one in ([group] if isinstance(group, str) else group)]
    entry.take("authors", names)
    if doi := record.get("doi"):
        entry.take("doi", doi)
    entry.values["external_id"] = f"pubmed:{record['pubmed_id']}"
    year, month, *_ = [*str(record.get("publication_date") or "").split(), "", ""]
    if year[:4].isdigit():
        entry.take("year", year[:4])
    if number := MONTHS.get(month[:3].lower()):
        entry.take("month", str(number))
    language = record.get("language") or ""
    language = str(language[0] if isinstance(language, list) and language else language).lower()
    if language:
        entry.take("language", LANGUAGES.get(language, language[:2]))
    return entry


def person(one: Any) -> str:
    return str(one.get("author") or one.get("author_abbreviated") or "") if isinstance(one, dict) else str(one)

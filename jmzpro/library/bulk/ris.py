"""RIS as programs write it. Each writes it a little otherwise; what they differ in is settled
here, the rest is read by rispy.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import rispy
from django.utils.html import strip_tags

from jmzpro.library.bulk.entry import Entry, Unreadable
from jmzpro.library.bulk.identity import bare_doi, isbn13

CANONICAL = re.compile(r"([A-Z][A-Z0-9])  -(?: (.*)|\s*)$")
# OJS and others leave one space before the hyphen.
SINGLE = re.compile(r"([A-Z][A-Z0-9]) ?-(?: (.*)|\s*)$")
KNOWN = frozenset(rispy.TAG_KEY_MAPPING)
# Tags of Web of Science and of our neighbours that RIS itself does not have: no line of a text
# begins with them.
OTHERS = frozenset(
    {
        "WE",
        "PT",
        "J9",
        "JI",
        "OI",
        "PM",
        "DE",
        "CR",
        "NR",
        "TC",
        "PG",
        "SC",
        "UT",
        "EM",
        "FU",
        "FX",
        "PI",
        "PA",
        "BP",
        "PU",
    }
)
LONG = frozenset({"AB", "N1", "N2", "RN"})  # a text of more lines than one
PARAGRAPH = "\u2029"
BREAK = "\u2028"
SENTENCE_END = re.compile(r"[.!?:;…)\]”\"’]$")
WRAPPED = 60  # a line as long as this that ends in no sentence was broken by a program

OF_A_PROGRAM = re.compile(
    r"(?:export date|cited by|times cited|cited references?|total times "
    r"cited|references?|correspondence address|coden|funding"
    r"|source: scopus|accession number|publication type|date of electronic "
    r"publication)\b\s*[:=(\d]",
    re.IGNORECASE,
)
KINDS = {
    **dict.fromkeys(("VIDEO", "MPCT", "ADVS"), "film"),
    **dict.fromkeys(
        ("JOUR", "EJOUR", "JFULL", "MGZN", "THES", "CONF", "CPAPER", "INPR", "UNPB"), "onderzoek"
    ),
    "STAND": "richtlijn",
}
PARTS = frozenset({"CHAP", "ECHAP", "CPAPER"})
COLUMNS = {
    "title": ("title", "primary_title", "short_title", "unpublished_title", "translated_title"),
    "text": ("abstract", "notes_abstract", "notes"),
    "authors": ("authors", "first_authors"),
    "publishers": ("publisher", "secondary_authors_publisher"),
}
MONTHS = {
    "jan": 1,
    "feb": 2,
    "mar": 3,
    "apr": 4,
    "may": 5,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "oct": 10,
    "nov": 11,
    "dec": 12,
    "mrt": 3,
    "maa": 3,
    "mei": 5,
    "okt": 10,
}
LANGUAGES = {
    **dict.fromkeys(("dut", "nld", "dutch", "nederlands", "nl"), "nl"),
    **dict.fromkeys(("eng", "english", "engels", "en"), "en"),
    **dict.fromkeys(("ger", "deu", "german", "duits", "deutsch", "de"), "de"),
}


def entries(text: str) -> Iterator[Entry]:
    """The records in the order they stand there. Raises Unreadable."""
    pattern = CANONICAL if re.search(r"^TY  -", text, re.MULTILINE) else SINGLE
    found = list(records(tagged(re.split(r"\r\n|\r|\n", text), pattern)))
    if not found:
        raise Unreadable(
            "Dit is geen RIS: geen enkele regel begint met ‘TY  -’. Bewaar de lijst in je "
            "programma als ‘RIS’ en probeer het opnieuw."
        )
    yield from (from_lines(place, lines) for place, lines in enumerate(found, start=1))


Line = tuple[str, str]


def tagged(lines: Iterable[str], pattern: re.Pattern[str]) -> Iterator[Line]:
    """Each value whole, by its tag; a line without a tag goes on with the one before. Two
    blanks: ("", "").
    """
    tag, value, blanks = "", "", 0
    for written in lines:
        line = written.lstrip("\ufeff")
        found = pattern.match(line)
        if found and is_tag(found[1], tag):
            if tag:
                yield tag, value
            if blanks:
                yield "", ""
            tag, value, blanks = found[1], (found[2] or "").strip(), 0
        elif not line.strip():
            blanks += 1
        elif tag:
            value, blanks = joined(value, line.strip(), blanks), 0
    if tag:
        yield tag, value


def is_tag(tag: str, before: str) -> bool:
    """ "TV  - kijken" in the middle of an abstract is no tag."""
    return tag in KNOWN or tag in OTHERS or before not in LONG


def joined(value: str, line: str, blanks: int) -> str:
    if blanks:
        return f"{value}{PARAGRAPH}{line}"
    last = value.rsplit(PARAGRAPH, 1)[-1].rsplit(BREAK, 1)[-1]
    return (
        f"{value} {line}"
        if len(last) >= WRAPPED and not SENTENCE_END.search(last)
        else f"{value}{BREAK}{line}"
    )


def records(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """What stands between two ends; where an end is missing, what begins with a type, or stands
    between blank lines.
    """
    current: list[Line] = []
    for tag, value in lines:
        if tag == "ER":
            yield from divided(current)
            current = []
        else:
            current.append((tag, value))
    yield from divided(current)


def divided(lines: list[Line]) -> Iterator[list[Line]]:
    types = sum(tag == "TY" for tag, _ in lines)
    if types < 2:
        yield from [[line for line in lines if line[0]]] if types else []
        return
    blocks = list(split_at(lines, ""))
    if all(sum(tag == "TY" for tag, _ in block) == 1 for block in blocks):
        yield from blocks
    else:
        yield from split_at([line for line in lines if line[0]], "TY")


def split_at(lines: list[Line], mark: str) -> Iterator[list[Line]]:
    """Before each type, or between blank lines."""
    current: list[Line] = []
    seen = False
    for line in lines:
        if line[0] == mark and current and (seen or not mark):
            yield current
            current = []
        seen = seen or line[0] == mark
        if line[0]:
            current.append(line)
    if current:
        yield current


def from_lines(place: int, lines: list[Line]) -> Entry:
    first = [line for line in lines if line[0] == "TY"]
    rest = [line for line in lines if line[0] != "TY"]
    text = "\n".join(f"{tag}  - {value}" for tag, value in [*first, *rest, ("ER", "")])
    try:
        (record,) = rispy.loads(f"{text}\n", skip_unknown_tags=True, delimiter_tags_mapping={})
    except (OSError, ValueError, KeyError, IndexError):
        return Entry(
            place,
            problems=[
                "Deze publicatie is niet te lezen. Bewaar die in je programma opnieuw als RIS."
            ],
        )
    return from_record(place, record)


def from_record(place: int, record: dict[str, Any]) -> Entry:
    entry = Entry(place, is_own_key=False)
    kind = record.get("type_of_reference", "").strip().upper()
    entry.is_part = kind in PARTS
    if kind in KINDS:  # a type that says nothing changes nothing
        entry.take("kind", KINDS[kind])
    take_away_notes(entry, record)
    for name, keys in COLUMNS.items():
        value = next((record[key] for key in keys if record.get(key)), None)
        if value is not None:
            entry.take(name, value if name == "authors" else whole(value))
    take_numbers(entry, record)
    take_day(entry, record)
    language = str(record.get("language", "")).strip().lower()
    if language:
        first = re.split(r"[;,\s]", language)[0]
        entry.take("language", LANGUAGES.get(first, first[:2]))
    return entry


def take_away_notes(entry: Entry, record: dict[str, Any]) -> None:
    """What Scopus and others write beside a record says nothing about it to who looks for
    something to read.
    """
    notes = record.get("notes", [])
    record["notes"] = [note for note in notes if not OF_A_PROGRAM.match(note.strip())]
    if len(record["notes"]) < len(notes) and not (
        record.get("abstract") or record.get("notes_abstract")
    ):
        said = " | ".join(note[:60] for note in notes if note not in record["notes"])
        entry.drop("text", said, "is een aantekening van een programma, geen samenvatting.")


def take_numbers(entry: Entry, record: dict[str, Any]) -> None:
    urls = record.get("urls", [])
    doi = bare_doi(str(record.get("doi", ""))) or next(
        (found for url in urls if "doi.org/" in url and (found := bare_doi(url))), ""
    )
    if record.get("doi") and not doi:
        entry.drop("doi", record["doi"], "is geen DOI; een DOI begint met ‘10.’.")
    if doi:
        entry.take("doi", doi)
    if urls:
        others = [
            url.strip() for url in urls if not (doi and "doi.org/" in url and bare_doi(url) == doi)
        ]
        entry.take("links", "\n".join(others))  # one line may hold several, with ; between
    number = str(record.get("issn") or "").strip()
    if isbn13(number):  # RIS has one tag for both
        entry.take("isbn", isbn_as_written(number))
    number, database = (
        str(record.get(name) or "").strip() for name in ("accession_number", "name_of_database")
    )
    key = str(record.get("id") or "").strip()
    if number:
        entry.values["external_id"] = f"{database.lower() or 'an'}:{number}"[:200]
        entry.is_database_key = bool(database)
    elif key:
        entry.values["external_id"] = key[:200]


def isbn_as_written(text: str) -> str:
    """The first that is right, with its hyphens as they stood."""
    whole_isbn = isbn13(text)
    for part in re.split(r"[;,(\n]|\s{2,}", text):
        if isbn13(part) == whole_isbn and len(part.strip()) <= 17:
            return part.strip()
    return whole_isbn


def take_day(entry: Entry, record: dict[str, Any]) -> None:
    """Year and month. Zotero tells the year in one tag and the whole day in another, others all
    in the first.
    """
    told = [
        re.split(r"[/.-]", str(record.get(name) or "").strip())
        for name in ("year", "publication_year", "date")
    ]
    years = [
        found[0] for when in told if (found := re.search(r"\b(1\d{3}|2\d{3})\b", "/".join(when)))
    ]
    if not years:
        said = next(("/".join(when) for when in told if when != [""]), "")
        if said:
            entry.drop("year", said, "is geen jaar.")
        return
    entry.take("year", years[0])
    month = next(
        (when[1] for when in told if when[0] == years[0] and len(when) > 1 and when[1].strip()), ""
    )
    if month.strip().isdigit():
        entry.take("month", month)


def whole(value: Any) -> Any:
    """One text, its paragraphs as they were; notes of programs are HTML, and we show plain text."""
    text = "\n\n".join(map(str, value)) if isinstance(value, list) else value
    if not isinstance(text, str):
        return text
    text = text.replace(PARAGRAPH, "\n\n").replace(BREAK, "\n")
    return strip_tags(text) if "</" in text else text

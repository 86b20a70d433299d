"""CSL-JSON, as Zotero, Mendeley and Crossref write it."""

from typing import Any

from django.utils.html import strip_tags

from jmzpro.library.bulk.entry import Entry
from jmzpro.library.bulk.identity import bare_doi, isbn13
from jmzpro.library.bulk.ris import LANGUAGES

TYPES = {
    **dict.fromkeys(
        ("article", "article-journal", "article-magazine", "paper-conference", "thesis"),
        "onderzoek",
    ),
    **dict.fromkeys(("motion_picture", "broadcast"), "film"),
    "standard": "richtlijn",
}
# Only CSL names what a record is with these.
MARKS = frozenset(
    {"issued", "container-title", "DOI", "ISBN", "author", "abstract", "URL", "publisher"}
)


def is_one(row: Any) -> bool:
    """Whether this row of a JSON file is CSL's and not ours."""
    return (
        isinstance(row, dict)
        and isinstance(row.get("type"), str)
        and "external_id" not in row
        and bool(MARKS & set(row))
    )


def from_csl(place: int, row: dict[str, Any]) -> Entry:
    entry = Entry(
        place, is_own_key=False, is_part=row["type"] in {"chapter", "paper-conference", "entry"}
    )
    if row["type"] in TYPES:
        entry.take("kind", TYPES[row["type"]])
    for name, key in (("title", "title"), ("text", "abstract"), ("publishers", "publisher")):
        if row.get(key):
            entry.take(name, plain(row[key]))
    entry.take("authors", [name for one in people(row) if (name := person(one))])
    take_numbers(entry, row)
    take_day(entry, row.get("issued"))
    language = str(row.get("language") or "").strip().lower()
    if language:
        entry.take("language", LANGUAGES.get(language, language[:2]))
    return entry


def people(row: dict[str, Any]) -> list[Any]:
    found = row.get("author") or row.get("editor") or []
    return found if isinstance(found, list) else []


def person(one: Any) -> str:
    """ "Boer, Alice de"; an organisation whose name has a comma in braces, as the office's own
    lists have it.
    """
    if not isinstance(one, dict):
        return str(one)
    if literal := str(one.get("literal") or one.get("name") or "").strip():
        return f"{{{literal}}}" if "," in literal else literal
    family = str(one.get("family") or "").strip()
    told = (
        str(one.get(key) or "").strip()
        for key in ("given", "suffix", "dropping-particle", "non-dropping-particle")
    )
    given = " ".join(part for part in told if part)
    return f"{family}, {given}" if given and family else family or given


def take_numbers(entry: Entry, row: dict[str, Any]) -> None:
    if row.get("DOI"):
        if doi := bare_doi(str(row["DOI"])):
            entry.take("doi", doi)
        else:
            entry.drop("doi", row["DOI"], "is geen DOI; een DOI begint met ‘10.’.")
    isbn = (
        " ".join(map(str, row["ISBN"]))
        if isinstance(row.get("ISBN"), list)
        else str(row.get("ISBN") or "")
    )
    if found := isbn13(isbn):
        entry.take("isbn", isbn.strip() if len(isbn.strip()) <= 17 else found)
    elif isbn.strip():
        entry.drop("isbn", isbn, "is geen ISBN: het laatste cijfer klopt niet bij de andere.")
    if row.get("URL"):
        entry.take("links", str(row["URL"]).strip())
    if row.get("id"):
        entry.values["external_id"] = str(row["id"])[:200]


def take_day(entry: Entry, issued: Any) -> None:
    """`date-parts` as CSL has it, else what `raw` or `literal` says."""
    if not isinstance(issued, dict):
        return
    parts = issued.get("date-parts") or [[]]
    day = parts[0] if isinstance(parts, list) and parts and isinstance(parts[0], list) else []
    said = str(issued.get("raw") or issued.get("literal") or "")
    year = str(day[0]) if day else said[:4]
    if year.strip():
        entry.take("year", year)
    if len(day) > 1:
        entry.take("month", str(day[1]))


def plain(value: Any) -> Any:
    text = "; ".join(map(str, value)) if isinstance(value, list) else value
    return strip_tags(text) if isinstance(text, str) and "<" in text and "</" in text else text

"""BibTeX and BibLaTeX. The blocks are read by bibtexparser; names are split before LaTeX is
undone, and addresses are left as they are.
"""

import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from jmzpro.kit.lazy import lazy_module
from jmzpro.library.bulk.entry import Entry, Unreadable
from jmzpro.library.bulk.identity import bare_doi, isbn13
from jmzpro.library.bulk.ris import LANGUAGES, MONTHS, isbn_as_written

if TYPE_CHECKING:
    from bibtexparser import entrypoint, model
    from bibtexparser.middlewares import names as bibtex_names
    from pylatexenc import latex2text
else:
    entrypoint, model = lazy_module("bibtexparser.entrypoint"), lazy_module("bibtexparser.model")
    bibtex_names, latex2text = (
        lazy_module("bibtexparser.middlewares.names"),
        lazy_module("pylatexenc.latex2text"),
    )

KINDS = {
    **dict.fromkeys(
        (
            "article",
            "phdthesis",
            "mastersthesis",
            "thesis",
            "inproceedings",
            "conference",
            "unpublished",
        ),
        "onderzoek",
    ),
    **dict.fromkeys(("movie", "video", "audio"), "film"),
    "standard": "richtlijn",
}
PARTS = frozenset(
    {"inbook", "incollection", "inproceedings", "conference", "suppbook", "inreference"}
)
TITLE = re.compile(r"\btitle\s*=\s*(.{1,300})", re.IGNORECASE)
TITLE_END = re.compile(r"[}\"]\s*,|,\s*\w+\s*=.*$|[}\"]\s*$")
DEEPEST = 10  # words that stand for words
BEGINS = re.compile(r"^\s*@\w+\s*[{(]", re.MULTILINE)
BRACED = re.compile(r"\{(.*)\}", re.DOTALL)


def entries(text: str) -> Iterator[Entry]:
    """The records in the order they stand there; a block that is broken is told by its title.
    Raises Unreadable.
    """
    if not BEGINS.search(text):
        raise Unreadable(
            "Dit is geen BibTeX: geen enkele regel begint met iets als ‘@book{’. Bewaar de "
            "lijst in je programma als BibTeX."
        )
    with quiet():
        library = entrypoint.parse_string(text, parse_stack=[])
    words = {name.lower(): str(word.value) for name, word in library.strings_dict.items()}
    place = 0
    for found in library.blocks:
        # Two of one key are still two, and one that names a field twice, as Scopus does, is whole.
        inner = found.ignore_error_block if isinstance(found, model.ParsingFailedBlock) else None
        block = inner if isinstance(inner, model.Entry) else found
        if isinstance(block, model.Entry):
            place += 1
            yield from_block(place, block, words)
        elif isinstance(block, model.ParsingFailedBlock):
            place += 1
            yield failed(place, block)


@contextmanager
def quiet() -> Iterator[None]:
    """The library tells its log about broken blocks, with what stands in them; we tell who
    handed in the file.
    """
    log = logging.getLogger("bibtexparser")
    was, log.disabled = log.disabled, True
    others = [
        logging.getLogger(name)
        for name in list(logging.root.manager.loggerDict)
        if name.startswith("bibtexparser.")
    ]
    before = [(one, one.disabled) for one in others]
    for one in others:
        one.disabled = True
    try:
        yield
    finally:
        log.disabled = was
        for one, disabled in before:
            one.disabled = disabled


def failed(place: int, block: "model.ParsingFailedBlock") -> Entry:
    title = TITLE.search(block.raw or "")
    line = (block.start_line or 0) + 1
    said = (
        f"Vanaf regel {line} is het geen BibTeX meer. Kijk of alle accolades sluiten, en lees de "
        "lijst nog een keer in."
    )
    entry = Entry(place, problems=[said])
    if title:
        entry.values["title"] = " ".join(
            re.sub(r"[{}\"\\]", "", TITLE_END.split(title[1])[0]).split()
        )[:200]
    return entry


def resolved(written: str, words: Mapping[str, str], depth: int = 0) -> str:
    """What a field holds, of braces, quotes, words and what stands between with #; a word that
    nothing explains as it is.

    The library leaves what is put together with # as it was written, and all of a second block of
    one key.
    """
    return "".join(one_part(part.strip(), words, depth) for part in parts_of(written))


def one_part(part: str, words: Mapping[str, str], depth: int) -> str:
    if len(part) > 1 and part[0] + part[-1] in {"{}", '""'}:
        return part[1:-1]
    known = words.get(part.lower())
    return part if known is None or depth > DEEPEST else resolved(known, words, depth + 1)


def parts_of(written: str) -> Iterator[str]:
    """At each # that stands in no braces and no quotes."""
    depth, is_quoted, start = 0, False, 0
    for place, sign in enumerate(written):
        if sign == '"' and depth == 0:
            is_quoted = not is_quoted
        elif sign in "{}" and written[place - 1 : place] != "\\":
            depth += 1 if sign == "{" else -1
        elif sign == "#" and depth == 0 and not is_quoted:
            yield written[start:place]
            start = place + 1
    yield written[start:]


def from_block(place: int, block: "model.Entry", words: Mapping[str, str]) -> Entry:
    fields: dict[str, str] = {}
    for field in block.fields:
        fields.setdefault(field.key.lower(), resolved(str(field.value), words))
    kind = block.entry_type.lower()
    entry = Entry(place, is_own_key=False, is_part=kind in PARTS)
    if kind in KINDS:
        entry.take("kind", KINDS[kind])
    title = ": ".join(decoded(fields[key]) for key in ("title", "subtitle") if fields.get(key))
    if title:
        entry.take("title", title)
    if text := fields.get("abstract") or fields.get("annotation") or fields.get("note"):
        entry.take("text", decoded(text, keep_lines=True))
    take_names(entry, fields)
    take_numbers(entry, fields, block.key)
    take_day(entry, fields)
    if language := decoded(fields.get("language") or fields.get("langid") or "").lower():
        entry.take("language", LANGUAGES.get(language, language[:2]))
    return entry


def take_names(entry: Entry, fields: dict[str, str]) -> None:
    names = fields.get("author") or fields.get("editor") or ""
    if names:
        entry.take(
            "authors",
            [
                name
                for one in bibtex_names.split_multiple_persons_names(names)
                if (name := person(one))
            ],
        )
    house = (
        fields.get("publisher")
        or fields.get("institution")
        or fields.get("organization")
        or fields.get("school")
    )
    if house:
        entry.take(
            "publishers", [decoded(one) for one in bibtex_names.split_multiple_persons_names(house)]
        )


def person(name: str) -> str:
    """ "Boer, Alice de"; what stands in braces is an organisation's, whole."""
    if (braced := BRACED.fullmatch(name.strip())) and balanced(braced[1]):
        whole = decoded(braced[1])
        return f"{{{whole}}}" if "," in whole else whole
    try:
        parts = bibtex_names.parse_single_name_into_parts(name)
    except bibtex_names.InvalidNameError:
        return decoded(name).replace(",", " ")
    family, given = (
        decoded(" ".join(parts.last)),
        decoded(" ".join([*parts.first, *parts.jr, *parts.von])),
    )
    return f"{family}, {given}" if given else family


def balanced(text: str) -> bool:
    """Whether the outer braces belong together: not "{a} and {b}"."""
    depth = 0
    for sign in text:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0


def take_numbers(entry: Entry, fields: dict[str, str], key: str) -> None:
    if told := fields.get("doi"):
        if doi := bare_doi(told.replace("\\_", "_")):
            entry.take("doi", doi)
        else:
            entry.drop("doi", told, "is geen DOI; een DOI begint met ‘10.’.")
    if isbn := fields.get("isbn"):
        if isbn13(isbn):
            entry.take("isbn", isbn_as_written(isbn))
        else:
            entry.drop("isbn", isbn, "is geen ISBN: het laatste cijfer klopt niet bij de andere.")
    if url := fields.get("url") or fields.get("howpublished", ""):
        address = re.sub(r"\\([_%&#~])", r"\1", re.sub(r"\\url\{(.*)\}", r"\1", url.strip()))
        if fields.get("url") or address.startswith("http"):
            entry.take("links", address)  # may be several, with ; between
    if key:
        entry.values["external_id"] = key[:200]


def take_day(entry: Entry, fields: dict[str, str]) -> None:
    said = decoded(fields.get("date") or fields.get("year") or "")
    if found := re.search(r"\b(1\d{3}|2\d{3})\b", said):
        entry.take("year", found[1])
    elif said:
        entry.drop("year", said, "is geen jaar.")
    month = decoded(fields.get("month", "")).lower()
    if not month and (day := re.match(r"\d{4}-(\d{2})", said)):
        month = day[1]
    if month:
        named = next(
            (
                str(MONTHS[word[:3]])
                for word in re.findall(r"[a-z]{3,}", month)
                if word[:3] in MONTHS
            ),
            month,
        )
        entry.take("month", named)


def decoded(text: str, *, keep_lines: bool = False) -> str:
    """LaTeX undone. A bare % would begin a comment there and cut the rest off; in these fields
    it is always a sign.
    """
    safe = re.sub(r"(?<!\\)%", r"\\%", text)
    if "\\" in safe or "{" in safe or "$" in safe or "~" in safe:
        safe = latex2text.LatexNodes2Text(
            strict_latex_spaces=False, keep_comments=True
        ).latex_to_text(safe)
    else:
        safe = text
    if keep_lines:
        return "\n\n".join(
            " ".join(part.split()) for part in re.split(r"\n\s*\n", safe) if part.strip()
        )
    return " ".join(safe.split())

"""How to refer to an item: APA in words, RIS and BibTeX as files, and what reference managers
and search engines read in the page.
"""

import re
import unicodedata
from typing import Any

import rispy
from django.conf import settings

from jmzpro.kit.dutch import MONTHS
from jmzpro.library.choices import LICENCE_PAGES, Kind
from jmzpro.library.models import Credit, CreditRole, Item

RIS_TYPES = {
    Kind.FILM: "VIDEO",
    Kind.RESEARCH: "RPRT",
    Kind.PUBLICATION: "RPRT",
    Kind.FACTSHEET: "RPRT",
    Kind.GUIDE: "RPRT",
    Kind.GUIDELINE: "STAND",
}
SCHEMA_TYPES = {
    Kind.FILM: "VideoObject",
    Kind.RESEARCH: "Report",
    Kind.PUBLICATION: "Report",
    Kind.FACTSHEET: "Report",
    Kind.LESSON: "LearningResource",
    Kind.TRAINING: "Course",
    Kind.TOOLKIT: "Collection",
}
# APA names a medium between brackets only where it is not a text.
APA_MEDIA = {
    Kind.FILM: "Film",
    Kind.TOOLKIT: "Toolkit",
    Kind.TRAINING: "Training",
    Kind.INSTRUMENT: "Meetinstrument",
}
MOST_NAMES = 20
TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        **{sign: f"\\{sign}" for sign in "&%$#_{}"},
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)


def names(item: Item, role: CreditRole) -> list[Credit]:
    return [credit for credit in item.credits.all() if credit.role == role]


def address(item: Item) -> str:
    return f"{settings.BASE_URL}{item.get_absolute_url()}"


def target(item: Item) -> str:
    """Where a reader finds the work itself: its DOI, else our record, which stays."""
    return f"https://doi.org/{item.doi}" if item.doi else address(item)


def apa(item: Item) -> str:
    """Seventh edition, with Dutch words."""
    authors, publishers = names(item, CreditRole.AUTHOR), names(item, CreditRole.PUBLISHER)
    who = in_a_row([apa_name(credit) for credit in authors or publishers])
    when = (
        f"{item.year}, {MONTHS[item.month - 1]}"
        if item.year and item.month
        else str(item.year or "z.d.")
    )
    medium = f" [{APA_MEDIA[Kind(item.kind)]}]" if item.kind in APA_MEDIA else ""
    title = item.title.rstrip(".") + medium
    house = ", ".join(credit.name for credit in publishers) if authors else ""
    parts = [who, f"({when})", title, house] if who else [title, f"({when})"]
    return ". ".join(part.rstrip(".") for part in parts if part) + f". {target(item)}"


def apa_name(credit: Credit) -> str:
    """ "Boer, Alice de" → "Boer, A. de"."""
    family, comma, given = credit.name.partition(",")
    if credit.is_organisation or not comma:
        return credit.name
    parts = [
        f"{part[0]}." if part[0].isupper() else part for part in re.split(r"[\s.]+", given) if part
    ]
    return f"{family.strip()}, {' '.join(parts)}"


def in_a_row(shown: list[str]) -> str:
    if len(shown) > MOST_NAMES:
        shown = [*shown[: MOST_NAMES - 1], "…", shown[-1]]
    return ", & ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown)


def ris(item: Item) -> str:
    record = {
        "type_of_reference": RIS_TYPES.get(Kind(item.kind), "GEN"),
        "id": item.public_id,
        "authors": [
            credit.name
            for credit in names(item, CreditRole.AUTHOR) or names(item, CreditRole.PUBLISHER)
        ],
        "title": item.title,
        "publisher": "; ".join(credit.name for credit in names(item, CreditRole.PUBLISHER)),
        "year": str(item.year or ""),
        "date": f"{item.year}/{item.month:02}//" if item.year and item.month else "",
        "abstract": " ".join(f"{item.promise} {item.text}".split()),
        "keywords": [theme.name for theme in item.themes.all() if theme.is_active],
        "language": item.language,
        "doi": item.doi,
        "issn": item.isbn,
        "urls": [address(item), *(link.url for link in item.links.all())],
    }
    return str(rispy.dumps([{key: value for key, value in record.items() if value}])).strip() + "\n"


def bibtex(item: Item) -> str:
    is_report = RIS_TYPES.get(Kind(item.kind)) == "RPRT"
    authors, publishers = names(item, CreditRole.AUTHOR), names(item, CreditRole.PUBLISHER)
    fields = {
        "author": " and ".join(bibtex_name(credit) for credit in authors or publishers),
        "title": f"{{{tex(item.title)}}}",
        "institution" if is_report else "publisher": tex(
            "; ".join(credit.name for credit in publishers)
        ),
        "year": str(item.year or ""),
        "month": str(item.month or ""),
        "language": item.language,
        "abstract": tex(item.promise),
        "isbn": tex(item.isbn),
        "doi": item.doi,
        "url": address(item),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return (
        f"@{'techreport' if is_report else 'misc'}{{{citation_key(item)},\n"
        + ",\n".join(lines)
        + "\n}\n"
    )


def bibtex_name(credit: Credit) -> str:
    return f"{{{tex(credit.name)}}}" if credit.is_organisation else tex(credit.name)


def tex(text: str) -> str:
    return " ".join(text.split()).translate(TEX)


def citation_key(item: Item) -> str:
    """ "boer2020zorgen": letters of A to Z only, as old programs want it."""
    first = (
        names(item, CreditRole.AUTHOR)
        or names(item, CreditRole.PUBLISHER)
        or [Credit(name="jmzpro")]
    )[0].name.split(",")[0]
    word = next((word for word in item.title.split() if len(word) > 3), item.title)
    plain = (
        unicodedata.normalize("NFKD", f"{first}{item.year or ''}{word}")
        .encode("ascii", "ignore")
        .decode()
        .lower()
    )
    return re.sub(r"[^a-z0-9]", "", plain) or f"jmz{item.public_id}"


def highwire(item: Item) -> list[tuple[str, str]]:
    """The meta elements that Zotero and Google Scholar read: (name, content)."""
    when = f"{item.year}/{item.month}" if item.year and item.month else str(item.year or "")
    found = [
        ("citation_title", item.title),
        *(("citation_author", credit.name) for credit in names(item, CreditRole.AUTHOR)),
        ("citation_publication_date", when),
        (
            "citation_publisher",
            "; ".join(credit.name for credit in names(item, CreditRole.PUBLISHER)),
        ),
        ("citation_language", item.language),
        ("citation_isbn", item.isbn),
        ("citation_doi", item.doi),
        ("citation_abstract_html_url", address(item)),
    ]
    return [(name, content) for name, content in found if content]


def schema_org(item: Item) -> dict[str, Any]:
    """The item for search engines: see kit.structured_data."""
    when = f"{item.year}-{item.month:02}" if item.year and item.month else str(item.year or "")
    found: dict[str, Any] = {
        "@type": SCHEMA_TYPES.get(Kind(item.kind), "CreativeWork"),
        "@id": address(item),
        "url": address(item),
        "name": item.title,
        "description": item.promise,
        "inLanguage": item.language,
        "datePublished": when,
        "dateModified": item.changed_at.date().isoformat(),
        "author": [party(credit) for credit in names(item, CreditRole.AUTHOR)],
        "publisher": [party(credit) for credit in names(item, CreditRole.PUBLISHER)],
        "about": [theme.name for theme in item.themes.all() if theme.is_active],
        "license": LICENCE_PAGES.get(item.licence, ""),
        "isbn": item.isbn if item.kind != Kind.FILM else "",
        "sameAs": [f"https://doi.org/{item.doi}"] if item.doi else [],
        "isAccessibleForFree": True,
    }
    if item.kind == Kind.FILM and item.film_minutes:
        found["duration"] = f"PT{item.film_minutes}M"
    return {name: value for name, value in found.items() if value not in ("", [])}


def party(credit: Credit) -> dict[str, str]:
    return {
        "@type": "Organization" if credit.is_organisation else "Person",
        "name": credit.shown_name,
    }

"""An item as a row: plain values by column. Import and export use the same, so that what is
exported comes in unchanged.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models

from jmzpro.library.bulk.identity import bare_doi
from jmzpro.library.choices import (
    FIELDS_OF_KIND,
    AgeBand,
    Audience,
    Kind,
    Language,
    Licence,
    Reuse,
    Validation,
    Workplace,
)
from jmzpro.library.models import Credit, CreditRole, Item, Link
from jmzpro.text.clean_text import tidy, tidy_line
from jmzpro.themes.models import Theme

Row = Mapping[str, Any]
LIST_MARK = re.compile(r"\s*[;\n|]\s*")
# An address may hold a semicolon itself.
LINK_MARK = re.compile(r"\s+[|;]\s+|\s*\n\s*|\s*[|;]\s*(?=https?://)")
LABELLED = re.compile(r"^(?P<label>.+?)\s*<(?P<url>https?://[^>\s]+)>$")
TRUE, FALSE = (
    {"1", "ja", "yes", "true", "waar", "j", "y"},
    {"", "0", "nee", "no", "false", "onwaar", "n"},
)
is_address = URLValidator(schemes=["http", "https"])


class WrongValue(ValueError):
    """A value that cannot be taken, with the Dutch sentence that says why."""


@dataclass(frozen=True)
class Column:
    """One column: how a value that somebody wrote is read, and what an item has there. Both give
    the same plain value.
    """

    name: str
    read: Callable[[Any], Any]
    of: Callable[[Item], Any]
    also: Sequence[str] = ()


# Reading what somebody wrote.


def line(longest: int) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        text = tidy_line(as_text(value))
        if len(text) > longest:
            raise WrongValue(f"is {len(text)} tekens lang, en er passen er {longest}.")
        return text

    return read


def long_text(value: Any) -> str:
    return tidy(as_text(value))


def as_text(value: Any) -> str:
    if isinstance(value, bool | list | dict):
        raise WrongValue("moet een tekst zijn.")
    return "" if value is None else str(value)


def whole_number(lowest: int, highest: int) -> Callable[[Any], int | None]:
    def read(value: Any) -> int | None:
        text = as_text(value).strip().removesuffix(".0")
        if not text:
            return None
        if not text.isascii() or not text.isdigit() or not lowest <= int(text[:9]) <= highest:
            raise WrongValue(
                f"is ‘{text[:40]}’; het moet een getal van {lowest} tot en met {highest} zijn."
            )
        return int(text)

    return read


def yes_or_no(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    text = as_text(value).strip().lower()
    if text not in TRUE | FALSE:
        raise WrongValue(f"is ‘{text[:40]}’; het moet ja of nee zijn.")
    return text in TRUE


def day(value: Any) -> date | None:
    text = as_text(value).strip()[:10]
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise WrongValue(f"is ‘{text}’; schrijf de datum als 2026-03-31.") from error


def listed(value: Any, mark: re.Pattern[str] = LIST_MARK) -> list[Any]:
    """A list, or a text with ; or | or line ends between."""
    if isinstance(value, list | tuple):
        return [each for each in value if each not in (None, "")]
    return [part for part in mark.split(as_text(value).strip()) if part]


def names(value: Any) -> list[str]:
    read = line(200)
    return list(dict.fromkeys(name for each in listed(value) if (name := read(each))))


def one_of(choices: type[models.TextChoices], default: str = "") -> Callable[[Any], str]:
    known = {
        word.lower(): value for value, label in choices.choices for word in (value, str(label))
    }

    def read(value: Any) -> str:
        text = tidy_line(as_text(value))
        if not text:
            return default
        if text.lower() not in known:
            raise WrongValue(
                f"is ‘{text[:40]}’; dat kennen we niet. Kies uit: {', '.join(choices.values)}."
            )
        return str(known[text.lower()])

    return read


# How Zotero names the kinds of its own CSV.
KINDS_OF_OTHERS = {
    **dict.fromkeys(
        ("journalarticle", "magazinearticle", "thesis", "conferencepaper", "preprint"), "onderzoek"
    ),
    **dict.fromkeys(("film", "videorecording", "tvbroadcast"), "film"),
    **dict.fromkeys(
        (
            "report",
            "book",
            "booksection",
            "document",
            "webpage",
            "blogpost",
            "newspaperarticle",
            "manuscript",
        ),
        "publicatie",
    ),
    "standard": "richtlijn",
}
read_kind = one_of(Kind, Kind.PUBLICATION)
read_language = one_of(Language, Language.DUTCH)


def kind(value: Any) -> str:
    return KINDS_OF_OTHERS.get(as_text(value).strip().lower()) or read_kind(value)


def language(value: Any) -> str:
    """Also with a country behind it: "nl-NL"."""
    return read_language(re.sub(r"^([a-z]{2})[-_][A-Za-z]{2}$", r"\1", as_text(value).strip()))


def doi(value: Any) -> str:
    """In one form: small, and without an address before it."""
    text = tidy_line(as_text(value))
    found = bare_doi(text)
    if text and not found:
        raise WrongValue(f"is ‘{text[:60]}’; dat is geen DOI. Een DOI begint met ‘10.’.")
    if len(found) > 120:
        raise WrongValue(f"is {len(found)} tekens lang, en er passen er 120.")
    return found


def some_of(choices: type[models.TextChoices]) -> Callable[[Any], list[str]]:
    read_one = one_of(choices)

    def read(value: Any) -> list[str]:
        chosen = {read_one(each) for each in listed(value)} - {""}
        return [each for each in choices.values if each in chosen]

    return read


def themes(value: Any) -> list[str]:
    """Slugs, from slugs or names as they are on the site."""
    known = {
        word.lower(): slug
        for slug, name in Theme.objects.active().values_list("slug", "name")
        for word in (slug, name)
    }
    wanted = [tidy_line(as_text(each)) for each in listed(value)]
    unknown = [each for each in wanted if each.lower() not in known]
    if unknown:
        raise WrongValue(
            f"heeft ‘{unknown[0][:60]}’; dat thema is er niet. De thema’s staan op /themas/."
        )
    return sorted({known[each.lower()] for each in wanted})


def links(value: Any) -> list[dict[str, str]]:
    """Addresses, or "what it is <address>"; in JSON also {"url": …, "label": …}."""
    found = []
    for each in [value] if isinstance(value, dict) else listed(value, LINK_MARK):
        if isinstance(each, dict):
            url, label = as_text(each.get("url")).strip(), tidy_line(as_text(each.get("label")))
        else:
            text = tidy_line(as_text(each))
            match = LABELLED.match(text)
            url, label = (match["url"], match["label"]) if match else (text, "")
        try:
            is_address(url)
        except ValidationError as error:
            raise WrongValue(
                f"heeft ‘{url[:80]}’; dat is geen adres dat met http:// of https:// begint."
            ) from error
        if len(url) > 1000 or len(label) > 120:
            raise WrongValue(
                "heeft een adres van meer dan 1.000 of een naam van meer dan 120 tekens."
            )
        found.append({"url": url, "label": label})
    return found


# What an item has.


def field(name: str) -> Callable[[Item], Any]:
    return lambda item: getattr(item, name)


def credited(role: CreditRole) -> Callable[[Item], list[str]]:
    return lambda item: [written(credit) for credit in item.credits.all() if credit.role == role]


def written(credit: Credit) -> str:
    """An organisation whose name has a comma is told from a person by the braces around it, as
    in BibTeX.
    """
    return f"{{{credit.name}}}" if credit.is_organisation and "," in credit.name else credit.name


def theme_slugs(item: Item) -> list[str]:
    return sorted(theme.slug for theme in item.themes.all())


def link_list(item: Item) -> list[dict[str, str]]:
    return [{"url": link.url, "label": link.label} for link in item.links.all()]


LONG_FIELDS = {
    "transcript",
    "instrument_purpose",
    "practice_context",
    "practice_approach",
    "practice_result",
    "practice_differently",
}


def own_column(name: str) -> Column:
    read: Callable[[Any], Any] = long_text
    if name == "film_minutes":
        read = whole_number(0, 6000)
    elif name == "instrument_validation":
        read = one_of(Validation)
    elif name not in LONG_FIELDS:
        read = line(Item._meta.get_field(name).max_length or 200)
    return Column(name, read, field(name))


COLUMNS: tuple[Column, ...] = (
    Column(
        "external_id", line(200), field("external_id"), also=("id", "kenmerk", "identifier", "key")
    ),
    Column("kind", kind, field("kind"), also=("soort", "type", "item type", "document type")),
    Column("title", line(200), field("title"), also=("titel", "naam", "name")),
    Column(
        "promise",
        line(200),
        field("promise"),
        also=("belofte", "samenvatting in één zin", "tagline"),
    ),
    Column(
        "text",
        long_text,
        field("text"),
        also=(
            "tekst",
            "abstract",
            "description",
            "omschrijving",
            "samenvatting",
            "beschrijving",
            "abstract note",
        ),
    ),
    Column(
        "authors",
        names,
        credited(CreditRole.AUTHOR),
        also=("auteurs", "author", "auteur", "creator"),
    ),
    Column(
        "publishers",
        names,
        credited(CreditRole.PUBLISHER),
        also=("uitgevers", "publisher", "uitgever"),
    ),
    Column("year", whole_number(1000, 2999), field("year"), also=("jaar", "publication year")),
    Column("month", whole_number(1, 12), field("month"), also=("maand",)),
    Column("language", language, field("language"), also=("taal",)),
    Column("themes", themes, theme_slugs, also=("thema's", "thema’s", "themas", "thema", "theme")),
    Column(
        "audiences",
        some_of(Audience),
        field("audiences"),
        also=("voor wie", "doelgroep", "audience"),
    ),
    Column("workplaces", some_of(Workplace), field("workplaces"), also=("waar", "workplace")),
    Column("ages", some_of(AgeBand), field("ages"), also=("leeftijd", "leeftijden", "age")),
    Column(
        "reuse",
        one_of(Reuse, Reuse.ON_REQUEST),
        field("reuse"),
        also=("wat mag je ermee", "gebruik"),
    ),
    Column(
        "licence",
        one_of(Licence, Licence.UNKNOWN),
        field("licence"),
        also=("licentie", "license", "rights"),
    ),
    Column(
        "is_for_members",
        yes_or_no,
        field("is_for_members"),
        also=("alleen voor leden", "members_only", "members only"),
    ),
    Column("isbn", line(17), field("isbn")),
    Column("doi", doi, lambda item: bare_doi(item.doi) or item.doi),
    Column("links", links, link_list, also=("link", "url", "urls", "adres")),
    Column(
        "last_checked_on",
        day,
        field("last_checked_on"),
        also=("laatst nagekeken op", "laatst nagekeken"),
    ),
    *(own_column(name) for names_of_kind in FIELDS_OF_KIND.values() for name in names_of_kind),
)
BY_NAME = {column.name: column for column in COLUMNS}
ALSO = {other.lower(): column.name for column in COLUMNS for other in (column.name, *column.also)}


# Kept in tables of their own.
RELATED = frozenset({"themes", "links", "authors", "publishers"})


def column_named(heading: str) -> str | None:
    """The column that a heading means; None when there is none of that name."""
    return ALSO.get(" ".join(str(heading).replace("_", " ").lower().split())) or ALSO.get(
        str(heading).strip().lower()
    )


def row_of(item: Item) -> dict[str, Any]:
    """Everything about an item that can be exchanged, as `read` gives it."""
    return {column.name: column.of(item) for column in COLUMNS}


def fill(item: Item, row: Row) -> None:
    """Put the row's values on the item; what the row does not name stays. Not saved yet."""
    for name, value in row.items():
        if name == "themes":
            item.themes.set(Theme.objects.filter(slug__in=value))
        elif name == "links":
            item.links.set(
                [
                    Link(url=link["url"], label=link["label"], sort_order=place)
                    for place, link in enumerate(value)
                ]
            )
        elif name not in {"authors", "publishers"}:
            setattr(item, name, value)
    if "authors" in row or "publishers" in row:
        now = {
            "authors": credited(CreditRole.AUTHOR)(item),
            "publishers": credited(CreditRole.PUBLISHER)(item),
            **row,
        }
        everybody = [(CreditRole.AUTHOR, name) for name in now["authors"]] + [
            (CreditRole.PUBLISHER, name) for name in now["publishers"]
        ]
        item.credits.set(
            [credit(role, name, place) for place, (role, name) in enumerate(everybody)]
        )


def credit(role: CreditRole, name: str, place: int) -> Credit:
    """ "Boer, Alice de" is a person; a name without a comma, or in braces, is an organisation's."""
    is_braced = name.startswith("{") and name.endswith("}")
    plain = name.strip("{}").strip() if is_braced else name
    return Credit(
        role=role, name=plain, is_organisation=is_braced or "," not in plain, sort_order=place
    )

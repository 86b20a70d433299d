"""Our own words as terms of a taxonomy, and back: a theme, for whom, how, and who may apply."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings

from jmzpro.support.choices import Applicant, Audience, Way
from jmzpro.support.models import SupportService
from jmzpro.themes.models import Theme

TAXONOMY = "JMZ Pro"
THEMES, AUDIENCES, WAYS, APPLICANTS = "themas", "voor-wie", "hoe", "wie-meldt-aan"
CHOICES = {
    AUDIENCES: ("audiences", Audience),
    WAYS: ("ways", Way),
    APPLICANTS: ("applicants", Applicant),
}
LINK_TYPES = {THEMES: "topic", AUDIENCES: "audience", WAYS: "delivery", APPLICANTS: "referral"}


def identifier(*parts: object) -> str:
    """The same UUID for the same thing, on every export."""
    return str(uuid5(NAMESPACE_URL, "/".join((settings.BASE_URL, "hsds", *map(str, parts)))))


def attributes(service: SupportService) -> list[dict[str, Any]]:
    return [attribute(service, *term) for term in terms_of(service)]


def terms_of(service: SupportService) -> Iterator[tuple[str, str, str]]:
    """Taxonomy, code and name of each."""
    for theme in service.themes.all():
        if theme.is_active:
            yield THEMES, theme.slug, theme.name
    for taxonomy, (column, choices) in CHOICES.items():
        for value in getattr(service, column):
            yield taxonomy, value, str(choices(value).label)


def attribute(service: SupportService, taxonomy: str, code: str, name: str) -> dict[str, Any]:
    term = identifier("term", taxonomy, code)
    return {
        "id": identifier(service.hsds_id, "attribute", taxonomy, code),
        "link_id": service.hsds_id,
        "link_entity": "service",
        "link_type": LINK_TYPES[taxonomy],
        "taxonomy_term_id": term,
        "taxonomy_term": {
            "id": term,
            "code": code,
            "name": name,
            "description": name,
            "taxonomy": f"{TAXONOMY} {taxonomy}",
            "language": "nl",
        },
    }


@dataclass
class Terms:
    """What the terms of a record say here; `unknown`: the names of those that say nothing here."""

    themes: list[Theme] = field(default_factory=list)
    columns: dict[str, list[str]] = field(
        default_factory=lambda: {column: [] for column, _ in CHOICES.values()}
    )
    unknown: list[str] = field(default_factory=list)


def read(attributes: Iterable[dict[str, Any]], themes: dict[str, Theme]) -> Terms:
    """`themes`: by slug and by small-lettered name."""
    found = Terms()
    for one in attributes:
        term = one.get("taxonomy_term") or {}
        taxonomy, code = (
            str(term.get("taxonomy", "")).removeprefix(f"{TAXONOMY} "),
            str(term.get("code", "")),
        )
        theme = themes.get(code) or themes.get(str(term.get("name", "")).lower())
        if taxonomy in CHOICES and code in CHOICES[taxonomy][1].values:
            found.columns[CHOICES[taxonomy][0]].append(code)
        elif theme is not None:
            found.themes.append(theme)
        elif term:
            found.unknown.append(str(term.get("name", ""))[:80])
    return found

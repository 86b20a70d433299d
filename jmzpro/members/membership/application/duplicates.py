"""Which member, or other application, this may be once more. Only the office sees it: an
applicant learns nothing about others.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from rapidfuzz import fuzz

from jmzpro.members.membership.application.models import Application
from jmzpro.members.models import Organisation, Person
from jmzpro.text.words import fold

ALIKE = 88  # of 100, by the words whatever their order
SHOWN = 5
# What says nothing about which organisation it is.
LEGAL = {
    "bv",
    "nv",
    "vof",
    "cv",
    "st",
    "stg",
    "sticht",
    "stichting",
    "vereniging",
    "ver",
    "cooperatie",
    "coop",
    "ua",
    "ba",
    "maatschap",
    "de",
    "het",
}
DOTTED = re.compile(r"\b((?:[a-z]\.){2,}|st\.|stg\.|ver\.|coop\.)", re.IGNORECASE)
DOMAINS = Path(__file__).parent.parent / "data" / "public_domains.txt"
PUBLIC_DOMAINS = {line for line in DOMAINS.read_text(encoding="utf-8").split() if "." in line}


@dataclass(frozen=True)
class Double:
    """`name` and `address` of the other, and why in Dutch."""

    name: str
    why: str
    organisation: int | None = None  # its key, when it is one already


def plain(name: str) -> str:
    """The words that tell it apart: without capitals, accents, marks and legal forms. "St. De
    Brug B.V." is "brug".
    """
    undotted = DOTTED.sub(lambda found: found.group().replace(".", ""), fold(name))
    words = re.findall(r"[a-z0-9]+", undotted.replace("’", "").replace("'", ""))
    return " ".join(word for word in words if word not in LEGAL) or " ".join(words)


def are_alike(one: str, other: str) -> bool:
    return fuzz.token_sort_ratio(plain(one), plain(other)) >= ALIKE


def domain_of(address: str) -> str:
    """Of a mail address or a website; empty for none, and for one where anybody is."""
    host = (
        address.rpartition("@")[2]
        if "@" in address
        else urlsplit(address if "//" in address else f"//{address}").hostname or ""
    )
    domain = host.strip().lower().rstrip(".").removeprefix("www.")
    return "" if domain in PUBLIC_DOMAINS else domain


@dataclass(frozen=True)
class Known:
    """What another is held against by."""

    name: str
    kvk: str
    domains: frozenset[str]
    label: str
    organisation: int | None = None


def members() -> list[Known]:
    """Also who left or was removed: they come back under their own history. Two queries,
    whatever their number.
    """
    mails: dict[int, set[str]] = {}
    for pk, email in Person.objects.exclude(organisation=None).values_list(
        "organisation", "user__email"
    ):
        mails.setdefault(pk, set()).add(domain_of(email))
    return [
        Known(
            one.name,
            one.kvk,
            frozenset(
                {domain_of(one.website), domain_of(one.email), *mails.get(one.pk, ())} - {""}
            ),
            one.state_in_words().lower(),
            one.pk,
        )
        for one in Organisation.objects.filter(merged_into=None)
    ]


def others(application: Application) -> list[Known]:
    waiting = Application.objects.waiting().exclude(pk=application.pk)
    return [as_known(one) for one in waiting]


def as_known(application: Application) -> Known:
    domains = frozenset(
        {domain_of(application.website), domain_of(application.contact_email)} - {""}
    )
    return Known(application.name, application.kvk, domains, "wacht ook")


def doubles(application: Application, known: Iterable[Known] | None = None) -> list[Double]:
    """The likely ones, by the strongest reason first. Give `known` when several applications are
    looked at.
    """
    own = as_known(application)
    found: list[tuple[int, Double]] = []
    for other in known if known is not None else [*members(), *others(application)]:
        reasons = list(why(own, other))
        if reasons:
            found.append(
                (
                    -len(reasons),
                    Double(f"{other.name} ({other.label})", ", ".join(reasons), other.organisation),
                )
            )
    return [double for _, double in sorted(found, key=lambda pair: (pair[0], pair[1].name))[:SHOWN]]


def why(own: Known, other: Known) -> Iterable[str]:
    if own.kvk and own.kvk == other.kvk:
        yield "hetzelfde KvK-nummer"
    if shared := sorted(own.domains & other.domains):
        yield f"hetzelfde domein {shared[0]}"
    if are_alike(own.name, other.name):
        yield "bijna dezelfde naam"

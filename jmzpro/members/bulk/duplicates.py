"""What a row may be once more: an organisation by KvK, name, domain or mail address, a person by
address or name.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from jmzpro.members.membership.application.duplicates import domain_of
from jmzpro.members.membership.application.duplicates import plain as told_apart
from jmzpro.members.models import Organisation, Person
from jmzpro.text.words import fold

MOST_CANDIDATES = 5


@dataclass
class Match:
    """`same`: surely this one. `likely`: the office picks; by primary key, why in Dutch."""

    same: int | None = None
    likely: dict[int, str] = field(default_factory=dict)


def name_of(text: str) -> str:
    return " ".join(fold(text).split())


class Organisations:
    """All there are, by what tells them apart. A row that is taken in is added."""

    def __init__(self) -> None:
        self.names: dict[str, int] = {}
        self.by: dict[tuple[str, str], set[int]] = defaultdict(set)
        rows = Organisation.objects.order_by("pk").values_list(
            "pk", "name", "kvk", "website", "email", "merged_into"
        )
        for pk, name, kvk, website, email, merged_into in rows.iterator(chunk_size=2000):
            self.add(
                merged_into or pk, {"name": name, "kvk": kvk, "website": website, "email": email}
            )

    def add(self, pk: int, values: dict[str, Any]) -> None:
        self.names.setdefault(name_of(values["name"]), pk)
        for key, _ in signs(values):
            self.by[key].add(pk)

    def match(self, values: dict[str, Any]) -> Match:
        kvk = self.by.get(("kvk", values.get("kvk", ""))) if values.get("kvk") else None
        if kvk:
            return Match(same=min(kvk))
        named = self.names.get(name_of(values["name"]))
        if named is not None:
            return Match(same=named)
        likely: dict[int, list[str]] = defaultdict(list)
        for key, why in signs(values):
            for pk in sorted(self.by.get(key, ()))[:MOST_CANDIDATES]:
                likely[pk].append(why)
        best = sorted(likely.items(), key=lambda pair: (-len(pair[1]), pair[0]))[:MOST_CANDIDATES]
        return Match(likely={pk: " en ".join(why) for pk, why in best})

    def named(self, text: str) -> int | None:
        """The one organisation of this name, also without its legal form."""
        exact = self.names.get(name_of(text))
        alike = self.by.get(("naam", told_apart(text)), set())
        return exact if exact is not None else next(iter(alike)) if len(alike) == 1 else None


def signs(values: dict[str, Any]) -> Iterator[tuple[tuple[str, str], str]]:
    """What may give an organisation away, and how that is said."""
    found: Iterable[tuple[str, str, str]] = (
        ("kvk", values.get("kvk") or "", "hetzelfde KvK-nummer"),
        ("naam", told_apart(values["name"]), "bijna dezelfde naam"),
        ("adres", (values.get("email") or "").lower(), "hetzelfde e-mailadres"),
        ("domein", domain_of(values.get("website") or ""), "dezelfde website"),
    )
    for kind, value, why in found:
        if value:
            yield (kind, value), why


class People:
    """Everybody, by address and by name at an organisation."""

    def __init__(self) -> None:
        self.addresses: dict[str, int] = {}
        self.names: dict[tuple[str, int | None], set[int]] = defaultdict(set)
        rows = Person.objects.values_list("pk", "user__email", "name", "organisation")
        for pk, email, name, organisation in rows.iterator(chunk_size=2000):
            self.add(pk, email, name, organisation)

    def add(self, pk: int, email: str, name: str, organisation: int | None) -> None:
        self.addresses[email.lower()] = pk
        self.names[name_of(name), organisation].add(pk)

    def match(self, values: dict[str, Any], organisation: int | None) -> Match:
        known = self.addresses.get(values["email"])
        if known is not None:
            return Match(same=known)
        alike = self.names.get((name_of(values["name"]), organisation), set())
        return Match(
            likely=dict.fromkeys(
                sorted(alike)[:MOST_CANDIDATES], "dezelfde naam bij dezelfde organisatie"
            )
        )

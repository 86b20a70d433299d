"""Which item a row is once more: surely by what it is known by, or perhaps, which is asked."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from jmzpro.library.bulk.entry import Entry
from jmzpro.library.bulk.identity import bare_doi, is_bare_number, is_same_title, isbn13, title_key
from jmzpro.library.models import Item
from jmzpro.text.words import fold


@dataclass
class Match:
    """`item`: surely the same. `likely`: somebody has to say."""

    item: Item | None = None
    likely: list[Item] = field(default_factory=list)


class Known:
    """All items by DOI, ISBN and title; read once for a whole file, and told of each that is
    added.
    """

    def __init__(self) -> None:
        self.dois: dict[str, int] = {}
        self.isbns: dict[str, list[int]] = defaultdict(list)
        self.titles: dict[str, list[int]] = defaultdict(list)
        rows = Item.objects.order_by("pk").values_list("pk", "doi", "isbn", "title")
        for pk, doi, isbn, title in rows.iterator(chunk_size=2000):
            self.add(pk, doi, isbn, title)

    def add(self, pk: int, doi: str, isbn: str, title: str) -> None:
        if plain := bare_doi(doi):
            self.dois.setdefault(plain, pk)
        if number := isbn13(isbn):
            self.isbns[number].append(pk)
        self.titles[title_key(title)].append(pk)

    def match(self, entry: Entry) -> Match:
        """DOI, then ISBN, then the number of a database; a key that was given for this purpose
        before all of them.
        """
        key = entry.values.get("external_id", "")
        under_key = known_as(key) if key else None
        if under_key is not None and entry.is_own_key and not is_bare_number(key):
            return Match(under_key)
        of_isbn = [] if entry.is_part else self.of_isbn(entry.values)
        sure = (
            self.by_doi(entry)
            or first_of_title(of_isbn, entry)
            or by_number(under_key, entry)
            or known_as(entry.made_key)
        )
        if sure is not None:
            return Match(sure)
        return Match(
            likely=[*of_isbn, *(one for one in self.alike(entry.values) if one not in of_isbn)]
        )

    def by_doi(self, entry: Entry) -> Item | None:
        pk = self.dois.get(entry.values.get("doi", ""))
        return Item.objects.filter(pk=pk).first() if pk is not None else None

    def of_isbn(self, values: dict[str, Any]) -> list[Item]:
        pks = self.isbns.get(isbn13(values.get("isbn", "")), [])
        return list(Item.objects.filter(pk__in=pks).order_by("pk")) if pks else []

    def alike(self, values: dict[str, Any]) -> list[Item]:
        """Of the same title, when nothing else tells them apart: another DOI, another year, or
        other people.
        """
        pks = self.titles.get(title_key(values["title"]), [])
        found = (
            Item.objects.filter(pk__in=pks).prefetch_related("credits").order_by("pk")
            if pks
            else []
        )
        return [item for item in found if may_be(item, values)]


def first_of_title(items: list[Item], entry: Entry) -> Item | None:
    return next((one for one in items if is_same_title(one.title, entry.values["title"])), None)


def by_number(item: Item | None, entry: Entry) -> Item | None:
    """A number with its database is enough; one without it only together with the title, or when
    it is our own, come back.
    """
    if item is None or entry.is_database_key or item.public_id == entry.values["external_id"]:
        return item
    return item if is_same_title(item.title, entry.values["title"]) else None


def may_be(item: Item, values: dict[str, Any]) -> bool:
    if item.doi and values.get("doi"):  # the same one was found before
        return False
    if item.year and values.get("year") and abs(item.year - values["year"]) > 1:
        return False
    written = {family(credit.name) for credit in item.credits.all()}
    told = {family(name) for name in values.get("authors", [])}
    return not written or not told or bool(written & told)


def family(name: str) -> str:
    return fold(name.strip("{}").partition(",")[0]).strip()


def known_as(key: str) -> Item | None:
    """By the identifier of its source; what has none goes out under our own, and is known by it
    when it comes back.
    """
    return (
        Item.objects.filter(Q(external_id=key) | Q(external_id="", public_id=key))
        .order_by("-external_id")
        .first()
    )

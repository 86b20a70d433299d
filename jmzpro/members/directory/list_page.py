"""One page of the directory: by name, or by distance when a place was asked for."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet
from django.http import QueryDict

from jmzpro.kit.dutch import in_a_row
from jmzpro.kit.key_lists import KeyList
from jmzpro.members.directory import areas
from jmzpro.members.directory.filters import Asked
from jmzpro.members.models import Organisation, OrganisationKind, Person
from jmzpro.places.distance import distance_km
from jmzpro.places.models import Town

ON_A_PAGE = 30
PEOPLE_SHOWN = 12
# Nobody pages further than this, and counting further costs more the more there are.
COUNTED = 1_000
# Each choice says how many it gives as long as there are not more organisations than this.
MOST_TO_COUNT_CHOICES = 2_000


@dataclass(frozen=True)
class Row:
    organisation: Organisation
    area: str
    distance: int | None = None  # whole kilometres


class Listing:
    """Everything the list shows for one address and this user."""

    def __init__(self, query: QueryDict, user: Any) -> None:
        self.asked = Asked(query)
        visible = Organisation.objects.visible_to(user)
        self.found = self.asked.fitting(visible)
        self.near = by_distance(self.found, self.asked)
        keys = self.found if self.near is None else self.found.filter(town__in=list(self.near))
        self.total = (
            keys.order_by()[: COUNTED + 1].count()
            if self.near is None
            else sum(count for _, count in self.near.values())
        )
        self.is_more = self.near is None and self.total > COUNTED
        self.total = min(self.total, COUNTED) if self.is_more else self.total
        paginator: Paginator[int] = Paginator(range(self.total), ON_A_PAGE)
        self.page: Page[int] = paginator.get_page(query.get("pagina"))
        self.rows = self.read(self.page.start_index() - 1 if self.total else 0)
        self.people: Sequence[Person] = list(
            self.asked.people(user)
            .select_related("organisation", "province")
            .prefetch_related("themes")[:PEOPLE_SHOWN]
        )
        self.count_choices(visible)

    def read(self, start: int) -> list[Row]:
        if self.near is None:
            shown = with_all(self.found)[start : start + ON_A_PAGE]
            return [Row(one, areas.in_words(one)) for one in shown]
        return rows_near(self.found, self.near, start)

    def count_choices(self, visible: QuerySet[Organisation]) -> None:
        """Put behind each province and each kind how many organisations it gives together with
        the rest of the question.
        """
        if visible.order_by()[: MOST_TO_COUNT_CHOICES + 1].count() > MOST_TO_COUNT_CHOICES:
            return
        rows = self.asked.fitting(visible, without=("provincie", "soort")).order_by()
        if self.near is not None:
            rows = rows.filter(KeyList("town_id", self.asked.towns() or []))
        kinds = dict(rows.values_list("pk", "kind"))
        provinces = provinces_of(list(kinds))
        form, values = self.asked.form, self.asked.values
        slugs = {pk: slug for slug, _, pk in form.provinces}
        kind, province = values.get("soort"), self.asked.province
        of_kind = Counter(
            kinds[pk] for pk in kinds if not province or province in provinces.get(pk, ())
        )
        in_province = Counter(
            slugs[one]
            for pk in kinds
            if not kind or kinds[pk] == kind
            for one in provinces.get(pk, ())
        )
        form.offer(
            "provincie",
            [
                ("", "Alle provincies"),
                *((slug, f"{name} ({in_province[slug]})") for slug, name, _ in form.provinces),
            ],
        )
        form.offer(
            "soort",
            [
                ("", "Alle soorten"),
                *((one.value, f"{one.label} ({of_kind[one.value]})") for one in OrganisationKind),
            ],
        )


def with_all(rows: QuerySet[Organisation]) -> QuerySet[Organisation]:
    return (
        rows.select_related("town")
        .prefetch_related("works_in", "municipalities")
        .only("name", "slug", "kind", "website", "email", "phone", "town__name")
    )


def provinces_of(organisations: list[int]) -> dict[int, set[int]]:
    """The provinces each of these works in, also through its municipalities."""
    found: dict[int, set[int]] = {}
    pairs = list(
        areas.IN_PROVINCES.filter(organisation__in=organisations).values_list(
            "organisation", "province"
        )
    )
    pairs += (
        areas.IN_MUNICIPALITIES.filter(organisation__in=organisations)
        .values_list("organisation", "municipality__province")
        .distinct()
    )
    for organisation, province in pairs:
        found.setdefault(organisation, set()).add(province)
    return found


def by_distance(rows: QuerySet[Organisation], asked: Asked) -> dict[int, tuple[float, int]] | None:
    """The towns that have any, the nearest first: how far, and how many. None when nobody asked
    for a place.
    """
    place, towns = asked.place, asked.towns()
    if place is None or towns is None:
        return None
    counted = dict(
        rows.filter(KeyList("town_id", towns))
        .order_by()
        .values_list("town")
        .annotate(number=Count("pk"))
    )
    where = {
        pk: distance_km(place.latitude, place.longitude, latitude, longitude)
        for pk, latitude, longitude in Town.objects.filter(pk__in=list(counted))
        .order_by()
        .values_list("pk", "latitude", "longitude")
    }
    return {pk: (where[pk], counted[pk]) for pk in sorted(where, key=lambda pk: (where[pk], pk))}


def rows_near(
    rows: QuerySet[Organisation], near: dict[int, tuple[float, int]], start: int
) -> list[Row]:
    """A page from `start`: town after town, and by name in each. Reads only of the towns that
    the page is about, in one question.
    """
    towns: list[int] = []
    passed, skipped = 0, 0
    for town, (_, count) in near.items():
        if passed + count > start and passed < start + ON_A_PAGE:
            skipped = skipped if towns else start - passed
            towns.append(town)
        passed += count
    in_town: dict[int, list[int]] = {town: [] for town in towns}
    for key, town in rows.filter(town__in=towns).values_list("pk", "town"):
        in_town[town].append(key)
    shown = [(key, town) for town in towns for key in in_town[town]][skipped : skipped + ON_A_PAGE]
    full = {
        one.pk: one
        for one in with_all(Organisation.objects.filter(pk__in=[key for key, _ in shown]))
    }
    return [Row(full[key], areas.in_words(full[key]), round(near[town][0])) for key, town in shown]


def heard(asked: Asked) -> str:
    """What was understood of the words, for above the list: "brusjes, in Friesland"."""
    said = asked.said
    about = in_a_row([theme.name for theme in said.themes])
    where = (
        f"in {said.province}" if said.province else f"bij {said.place.name}" if said.place else ""
    )
    named = f"met “{' '.join(said.words)}” in de naam" if said.words else ""
    return ", ".join(part for part in (about, where, named) if part)

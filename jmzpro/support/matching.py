"""Which services fit what is asked: the nearest of each area from the index, then ordered by how well they fit.

Nothing here keeps what is asked, or says it to a log.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, F, FloatField, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from jmzpro.kit.several import values_in
from jmzpro.places.distance import box_around, distance_km
from jmzpro.places.lookup import Place
from jmzpro.places.models import Municipality
from jmzpro.support.models import LEAVE_AFTER, Reach, SupportService, months_ago
from jmzpro.support.reach import NATIONAL, of_municipality, of_province
from jmzpro.themes.models import Axis, Theme

# Of each area the nearest so many are weighed. There is room on the page for the best of them.
WEIGHED = 90
SHOWN_NEAR, SHOWN_NATIONAL, SHOWN_ELSEWHERE = 10, 5, 3
RINGS_KM = (15, 30, 60, 120, 400)
MUNICIPALITY, PROVINCE, COUNTRY, ELSEWHERE = "gemeente", "provincie", "land", "elders"

# What weighs how much: what it is about first, then whether it works near, then how it is given.
OF_AREA = {MUNICIPALITY: 20, PROVINCE: 12, COUNTRY: 5, ELSEWHERE: 0}
SAME_THEME, ONE_MORE_THEME, SAME_RELATION, FOR_ALL = 40, 5, 10, 15
SAME_WAY = 15


@dataclass(frozen=True)
class Asked:
    """What somebody asks. Without a place only what works in the whole country is found."""

    place: Place | None = None
    age: int | None = None
    themes: Sequence[Theme] = ()
    ways: Sequence[str] = ()

    @property
    def home(self) -> set[int]:
        return {theme.pk for theme in self.themes if theme.axis == Axis.HOME}

    @property
    def relations(self) -> set[int]:
        return {theme.pk for theme in self.themes if theme.axis == Axis.RELATION}


@dataclass(frozen=True)
class Candidate:
    """One row of the index, as far as it says how well it fits."""

    service_id: int
    area: str
    km: float | None
    home: frozenset[int]
    relations: frozenset[int]
    ways: frozenset[str]


@dataclass
class Match:
    """A service with why it is here. `km`: from the place asked for, None where that says nothing."""

    service: SupportService
    area: str
    km: float | None
    themes: list[Theme]
    ways: list[str]


@dataclass
class Found:
    """`near`: works where was asked, `national`: works everywhere, `elsewhere`: the nearest that do not work there."""

    near: list[Match] = field(default_factory=list)
    national: list[Match] = field(default_factory=list)
    elsewhere: list[Match] = field(default_factory=list)
    is_more: bool = False

    @property
    def all(self) -> list[Match]:
        return [*self.near, *self.elsewhere, *self.national]


def find(asked: Asked, known: Sequence[Theme]) -> Found:
    """`known`: the themes that can be asked about."""
    matching = Matching(asked, known)
    local = matching.best(matching.here()) if asked.place else []
    national = [one for one in matching.best(matching.candidates([NATIONAL], COUNTRY)) if one.service_id not in ids_of(local)]
    elsewhere = matching.elsewhere() if asked.place and not local else []
    shown = {
        "near": local[:SHOWN_NEAR],
        "national": national[:SHOWN_NATIONAL],
        "elsewhere": [one for one in elsewhere if one.service_id not in ids_of(national)][:SHOWN_ELSEWHERE],
    }
    services = SupportService.objects.with_all().in_bulk([one.service_id for group in shown.values() for one in group])
    made = {key: [matching.match(one, services) for one in group if one.service_id in services] for key, group in shown.items()}
    for group in made.values():
        group.sort(key=lambda match: match.service.is_closed)  # stable: what is open for now comes first
    return Found(**made, is_more=len(local) > SHOWN_NEAR)


def ids_of(candidates: Iterable[Candidate]) -> set[int]:
    return {one.service_id for one in candidates}


class Matching:
    def __init__(self, asked: Asked, known: Sequence[Theme]) -> None:
        self.asked = asked
        self.by_pk = {theme.pk: theme for theme in known}

    def here(self) -> list[Candidate]:
        """What works in the municipality, then in the province."""
        assert self.asked.place is not None
        municipality = self.asked.place.municipality
        province = municipality.province_id if municipality else self.asked.place.town.province_id
        found = self.candidates(areas_of(municipality), MUNICIPALITY) if municipality else []
        return found + self.candidates([of_province(province)], PROVINCE)

    def fitting(self) -> QuerySet[Reach]:
        """Rows about what was asked, for this age, and looked at in the last two years; one for each area of a service, or a few."""
        rows = Reach.objects.filter(assured_date__gt=months_ago(LEAVE_AFTER))
        if self.asked.age is not None:
            rows = rows.filter(minimum_age__lte=self.asked.age, maximum_age__gte=self.asked.age)
        home, relations = self.asked.home, self.asked.relations
        if not home and not relations:
            return rows.filter(is_first=True)
        return rows.filter(Q(theme__in=home) | Q(theme__in=relations, is_bound=False) | Q(theme=None))

    def candidates(self, areas: Sequence[str], area: str) -> list[Candidate]:
        return self.read(self.fitting().filter(area__in=areas), area)

    def read(self, rows: QuerySet[Reach], area: str) -> list[Candidate]:
        found = rows.annotate(misses=self.misses(), far=self.far()).order_by("misses", "far", "service_id")
        columns = found.values_list("service_id", "latitude", "longitude", "themes", "ways")[:WEIGHED]
        return [self.candidate(area, row) for row in columns]

    def misses(self) -> Any:
        """0 for what is given in a form that was asked for, else 1."""
        if not self.asked.ways:
            return Value(0, output_field=IntegerField())
        wanted = Q()
        for way in self.asked.ways:
            wanted |= Q(ways__contains=f"|{way}|")
        return Case(When(wanted, then=0), default=1, output_field=IntegerField())

    def far(self) -> Any:
        """Grows with the distance: the square of it in degrees, with a degree east as wide as it is in the Netherlands."""
        if not self.asked.place:
            return Value(0.0, output_field=FloatField())
        north = F("latitude") - Value(self.asked.place.latitude, output_field=FloatField())
        east = (F("longitude") - Value(self.asked.place.longitude, output_field=FloatField())) * Value(0.612, output_field=FloatField())
        return Coalesce(north * north + east * east, Value(0.0), output_field=FloatField())

    def candidate(self, area: str, row: tuple[Any, ...]) -> Candidate:
        pk, latitude, longitude, themes, ways = row
        about = [self.by_pk[int(key)] for key in values_in(themes) if int(key) in self.by_pk]
        place = self.asked.place
        is_somewhere = latitude is not None and longitude is not None
        km = distance_km(place.latitude, place.longitude, latitude, longitude) if place and is_somewhere else None
        return Candidate(
            service_id=pk,
            area=area,
            km=km,
            home=frozenset(theme.pk for theme in about if theme.axis == Axis.HOME),
            relations=frozenset(theme.pk for theme in about if theme.axis == Axis.RELATION),
            ways=frozenset(values_in(ways)),
        )

    def best(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Each service once, by its nearest area; the best fit first, of the same fit the nearest."""
        once: dict[int, Candidate] = {}
        for one in candidates:
            if not self.is_for_something_else(one):
                once.setdefault(one.service_id, one)
        return sorted(once.values(), key=lambda one: (-self.points(one), one.km is None, one.km or 0.0, one.service_id))

    def is_for_something_else(self, one: Candidate) -> bool:
        """About something at home, or somebody who is ill, and not the one that was asked about."""
        home, relations = self.asked.home, self.asked.relations
        return bool((home and one.home and not home & one.home) or (relations and one.relations and not relations & one.relations))

    def points(self, one: Candidate) -> int:
        same, related = self.asked.home & one.home, self.asked.relations & one.relations
        total = OF_AREA[one.area] + (SAME_WAY if one.ways & set(self.asked.ways) else 0)
        if same:
            total += SAME_THEME + ONE_MORE_THEME * (len(same) - 1)
        elif not one.home:
            total += FOR_ALL
        return total + (SAME_RELATION if related else 0)

    def match(self, one: Candidate, services: dict[int, SupportService]) -> Match:
        same = (self.asked.home & one.home) | (self.asked.relations & one.relations)
        themes = [self.by_pk[theme.pk] for theme in self.by_pk.values() if theme.pk in same]
        ways = [way for way in self.asked.ways if way in one.ways]
        return Match(services[one.service_id], one.area, one.km, themes, ways)

    def elsewhere(self) -> list[Candidate]:
        """The nearest that works elsewhere, in rings that widen until there is something."""
        place = self.asked.place
        assert place is not None
        for km in RINGS_KM:
            south, west, north, east = box_around(place.latitude, place.longitude, km)
            inside = self.fitting().filter(latitude__range=(south, north), longitude__range=(west, east)).exclude(area=NATIONAL)
            found = self.best(self.read(inside, ELSEWHERE))
            if len(found) >= SHOWN_ELSEWHERE or (found and km == RINGS_KM[-1]):
                return found
        return []


def areas_of(municipality: Municipality) -> list[str]:
    """Of this municipality, and of those that became part of it."""
    merged = Municipality.objects.filter(merged_into=municipality).values_list("pk", flat=True)
    return [of_municipality(pk) for pk in (municipality.pk, *merged)]

"""The nearest services of each area, read from the index in one question (models/reach.py)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from jmzpro.kit.multichoice import values_in
from jmzpro.places.distance import box_around, distance_km
from jmzpro.places.lookup import Place
from jmzpro.support.models import LEAVE_AFTER, months_ago
from jmzpro.support.models.reach import NATIONAL, of_municipality, of_province
from jmzpro.themes.models import Axis, Theme

# Of each area the nearest so many are weighed. There is room on the page for the best of them.
WEIGHED = 90
MUNICIPALITY, PROVINCE, COUNTRY, ELSEWHERE = "gemeente", "provincie", "land", "elders"
# A degree east in the Netherlands is as long as so much of a degree north.
EAST = 0.612
# In words of our own: what the ORM makes of it takes longer to put together than to answer.
IN_AREA = """
SELECT * FROM (
    SELECT %s AS tier, service_id, latitude, longitude, themes, ways FROM support_reach
    WHERE {where}
    ORDER BY {misses}, COALESCE((latitude - %s) * (latitude - %s) + (longitude - %s) * (longitude - %s) * {east}, 0), service_id
    LIMIT {weighed}
) AS found
"""  # noqa: E501


@dataclass(frozen=True)
class Asked:
    """What somebody asks. Without a place only what works in the whole country is found."""

    place: Place | None = None
    age: int | None = None
    themes: Sequence[Theme] = ()
    ways: Sequence[str] = ()
    home: frozenset[int] = field(init=False)
    relations: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        for name, axis in (("home", Axis.HOME), ("relations", Axis.RELATION)):
            object.__setattr__(
                self, name, frozenset(theme.pk for theme in self.themes if theme.axis == axis)
            )


@dataclass(frozen=True)
class Candidate:
    """One row of the index, as far as it says how well it fits. `km`: from the place asked for,
    None where that says nothing.
    """

    service_id: int
    area: str
    km: float | None
    about: tuple[Theme, ...]
    ways: frozenset[str]

    @property
    def home(self) -> frozenset[int]:
        return frozenset(theme.pk for theme in self.about if theme.axis == Axis.HOME)

    @property
    def relations(self) -> frozenset[int]:
        return frozenset(theme.pk for theme in self.about if theme.axis == Axis.RELATION)


@dataclass
class Condition:
    """A piece of SQL and what is filled in there."""

    sql: list[str] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)

    def add(self, sql: str, *values: Any) -> None:
        self.sql.append(sql)
        self.values += values

    def one_of(self, column: str, values: Sequence[Any]) -> str:
        self.values += values
        return f"{column} IN ({', '.join(['%s'] * len(values))})"


class Index:
    """The index, asked for one question. `known`: the themes that can be asked about."""

    def __init__(self, asked: Asked, known: Sequence[Theme]) -> None:
        self.asked = asked
        self.by_pk = {str(theme.pk): theme for theme in known}

    def areas(self) -> list[Candidate]:
        """Of the municipality, the province and the country, in that order: the nearest of each
        that are about what is asked.
        """
        tiers = [self.tier(area, *codes) for area, codes in self.codes()]
        return self.read(
            " UNION ALL ".join(sql for sql, _ in tiers),
            [value for _, values in tiers for value in values],
        )

    def codes(self) -> list[tuple[str, list[str]]]:
        place = self.asked.place
        found = [(COUNTRY, [NATIONAL])]
        if place is None:
            return found
        municipality = place.municipality
        province = municipality.province_id if municipality else place.town.province_id
        found.insert(0, (PROVINCE, [of_province(province)]))
        if municipality:
            merged = [
                of_municipality(pk) for pk in municipality.merged_from.values_list("pk", flat=True)
            ]
            found.insert(0, (MUNICIPALITY, [of_municipality(municipality.pk), *merged]))
        return found

    def around(self, km: float) -> list[Candidate]:
        """What is at most so far (a little more in the corners) and works elsewhere."""
        assert self.asked.place is not None
        south, west, north, east = box_around(
            self.asked.place.latitude, self.asked.place.longitude, km
        )
        box = (
            "latitude BETWEEN %s AND %s AND longitude BETWEEN %s AND %s AND area <> %s",
            south,
            north,
            west,
            east,
            NATIONAL,
        )
        return self.read(*self.select(ELSEWHERE, *box))

    def tier(self, area: str, *codes: str) -> tuple[str, list[Any]]:
        condition = Condition()
        sql = condition.one_of("area", codes)
        return self.select(area, sql, *condition.values)

    def select(self, area: str, where: str, *values: Any) -> tuple[str, list[Any]]:
        condition = self.fitting(where, *values)
        misses, of_ways = self.misses()
        place = self.asked.place
        position = (
            [place.latitude, place.latitude, place.longitude, place.longitude]
            if place
            else [0.0] * 4
        )
        sql = IN_AREA.format(
            where=" AND ".join(condition.sql),
            misses=misses,
            east=EAST if place else 0,
            weighed=WEIGHED,
        )
        return sql, [area, *condition.values, *of_ways, *position]

    def fitting(self, where: str, *values: Any) -> Condition:
        """In this area, looked at in the last two years, for this age and about what was asked;
        without that, each service once.
        """
        asked, condition = self.asked, Condition()
        condition.add(where, *values)
        condition.add("assured_date > %s", months_ago(LEAVE_AFTER).isoformat())
        if asked.age is not None:
            condition.add("minimum_age <= %s AND maximum_age >= %s", asked.age, asked.age)
        if not asked.home and not asked.relations:
            condition.add("is_first")
            return condition
        about = ["theme_id IS NULL"]
        if asked.home:
            about.append(condition.one_of("theme_id", sorted(asked.home)))
        if asked.relations:
            about.append(
                f"({condition.one_of('theme_id', sorted(asked.relations))} AND NOT is_bound)"
            )
        condition.add(f"({' OR '.join(about)})")
        return condition

    def misses(self) -> tuple[str, list[str]]:
        """0 for what is given in a way that was asked for, else 1."""
        wanted = [f"%|{way}|%" for way in self.asked.ways]
        return (
            (f"CASE WHEN {' OR '.join(['ways LIKE %s'] * len(wanted))} THEN 0 ELSE 1 END", wanted)
            if wanted
            else ("1 + 0", [])
        )

    def read(self, sql: str, values: list[Any]) -> list[Candidate]:
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            return [self.candidate(row) for row in cursor.fetchall()]

    def candidate(self, row: tuple[Any, ...]) -> Candidate:
        area, pk, latitude, longitude, themes, ways = row
        place = self.asked.place
        is_somewhere = latitude is not None and longitude is not None
        km = (
            distance_km(place.latitude, place.longitude, latitude, longitude)
            if place and is_somewhere
            else None
        )
        about = tuple(self.by_pk[key] for key in values_in(themes) if key in self.by_pk)
        return Candidate(pk, area, km, about, frozenset(values_in(ways)))

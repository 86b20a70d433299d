"""Which services fit what is asked: the nearest of each area from the index, then ordered by how
well they fit.

Nothing here keeps what is asked, or says it to a log.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from jmzpro.support.candidates import (
    COUNTRY,
    ELSEWHERE,
    MUNICIPALITY,
    PROVINCE,
    Asked,
    Candidate,
    Index,
)
from jmzpro.support.models import SupportService
from jmzpro.themes.models import Theme

SHOWN_NEAR, SHOWN_NATIONAL, SHOWN_ELSEWHERE = 10, 5, 3
RINGS_KM = (15, 30, 60, 120, 400)

# What weighs how much: what it is about first, then whether it works near, then how it is given.
OF_AREA = {MUNICIPALITY: 20, PROVINCE: 12, COUNTRY: 5, ELSEWHERE: 0}
SAME_THEME, ONE_MORE_THEME, SAME_RELATION, FOR_ALL = 40, 5, 10, 15
SAME_WAY = 15


@dataclass
class Match:
    """A service with why it is here: what it shares with what was asked. `is_for_all`: about
    nothing in particular.
    """

    service: SupportService
    area: str
    km: float | None
    themes: list[Theme]
    ways: list[str]
    is_for_all: bool


@dataclass
class Found:
    """`near`: works where was asked, `national`: works everywhere, `elsewhere`: the nearest that
    do not work there.
    """

    near: list[Match] = field(default_factory=list)
    national: list[Match] = field(default_factory=list)
    elsewhere: list[Match] = field(default_factory=list)
    is_more: bool = False

    @property
    def all(self) -> list[Match]:
        return [*self.near, *self.elsewhere, *self.national]


def find(asked: Asked, known: Sequence[Theme]) -> Found:
    """`known`: the themes that can be asked about."""
    index = Index(asked, known)
    ordered = best(asked, index.areas())
    local = [one for one in ordered if one.area != COUNTRY]
    national = [one for one in ordered if one.area == COUNTRY]
    elsewhere = nearest(index, national) if asked.place and not local else []
    shown = {
        "near": local[:SHOWN_NEAR],
        "national": national[:SHOWN_NATIONAL],
        "elsewhere": elsewhere[:SHOWN_ELSEWHERE],
    }
    services = SupportService.objects.for_cards().in_bulk(
        [one.service_id for group in shown.values() for one in group]
    )
    made = {
        key: [match(asked, one, services) for one in group if one.service_id in services]
        for key, group in shown.items()
    }
    for group in made.values():
        group.sort(
            key=lambda found: found.service.is_closed
        )  # stable: what is open for now comes first
    return Found(**made, is_more=len(local) > SHOWN_NEAR)


def best(asked: Asked, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Each service once, by its nearest area; the best fit first, of the same fit the nearest."""
    once: dict[int, Candidate] = {}
    for one in candidates:
        if not is_for_something_else(asked, one):
            once.setdefault(one.service_id, one)
    return sorted(
        once.values(),
        key=lambda one: (-points(asked, one), one.km is None, one.km or 0.0, one.service_id),
    )


def is_for_something_else(asked: Asked, one: Candidate) -> bool:
    """About something at home, or somebody who is ill, and not the one that was asked about."""
    home, relations = asked.home, asked.relations
    return bool(
        (home and one.home and not home & one.home)
        or (relations and one.relations and not relations & one.relations)
    )


def points(asked: Asked, one: Candidate) -> int:
    same, related = asked.home & one.home, asked.relations & one.relations
    total = OF_AREA[one.area] + (SAME_WAY if one.ways & set(asked.ways) else 0)
    if same:
        total += SAME_THEME + ONE_MORE_THEME * (len(same) - 1)
    elif not one.home:
        total += FOR_ALL
    return total + (SAME_RELATION if related else 0)


def nearest(index: Index, besides: Sequence[Candidate]) -> list[Candidate]:
    """The nearest that works elsewhere, in rings that widen until there is something; not what
    is shown already.
    """
    known = {one.service_id for one in besides}
    found: list[Candidate] = []
    for km in RINGS_KM:
        found = [one for one in best(index.asked, index.around(km)) if one.service_id not in known]
        if len(found) >= SHOWN_ELSEWHERE:
            break
    return sorted(found, key=lambda one: one.km or 0.0)


def match(asked: Asked, one: Candidate, services: dict[int, SupportService]) -> Match:
    same = (asked.home & one.home) | (asked.relations & one.relations)
    themes = [theme for theme in one.about if theme.pk in same]
    ways = [way for way in asked.ways if way in one.ways]
    return Match(services[one.service_id], one.area, one.km, themes, ways, is_for_all=not one.about)

"""The map that every part uses: a dot for each place where something is, dots that would overlap
as one, and the same as a list.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import hypot, sqrt

from jmzpro.kit import map as outlines
from jmzpro.kit.dutch import in_a_row

SMALLEST, LARGEST = 7.0, 24.0  # radius, in the box of the outlines
OVERLAP = 0.85  # of both radii together: nearer than that is one dot
NAMED = 3  # places that a dot of several names


@dataclass(frozen=True)
class Spot:
    """A place with so many things. `url`: the list of that place."""

    name: str
    province: str
    latitude: float
    longitude: float
    count: int
    url: str


@dataclass
class Dot:
    """One or more spots, drawn at the largest. `x`, `y` and `radius` in the box of the outlines."""

    x: float
    y: float
    spots: list[Spot] = field(default_factory=list)

    @property
    def count(self) -> int:
        return sum(spot.count for spot in self.spots)

    @property
    def radius(self) -> float:
        return radius(self.count)

    @property
    def url(self) -> str:
        return self.spots[0].url

    @property
    def name(self) -> str:
        """ "Utrecht: 4", "Utrecht, Zeist en De Bilt: 9", "Utrecht, Zeist, De Bilt en nog 3
        plaatsen: 21".
        """
        names = [spot.name for spot in self.spots]
        rest = len(names) - NAMED
        if rest > 0:
            names = [*names[:NAMED], "nog een plaats" if rest == 1 else f"nog {rest} plaatsen"]
        return f"{in_a_row(names)}: {self.count}"


def radius(count: int) -> float:
    return round(min(LARGEST, SMALLEST - 2.5 + 2.5 * sqrt(count)), 1)


def merged(spots: Iterable[Spot]) -> list[Dot]:
    """The dots to draw, the largest first. A spot joins the first (so largest) dot that it would
    overlap.
    """
    dots: list[Dot] = []
    for spot in sorted(spots, key=lambda spot: (-spot.count, spot.name, spot.province)):
        x, y = outlines.point(spot.latitude, spot.longitude)
        own = radius(spot.count)
        near = next(
            (dot for dot in dots if hypot(dot.x - x, dot.y - y) < OVERLAP * (own + dot.radius)),
            None,
        )
        if near is None:
            dots.append(Dot(x, y, [spot]))
        else:
            near.spots.append(spot)
    return sorted(dots, key=lambda dot: (-dot.count, dot.name))

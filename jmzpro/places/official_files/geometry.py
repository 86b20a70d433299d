"""Outlines and points of the official files, in degrees and on our map."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import numpy as np
import shapely
from pyproj import Transformer
from shapely.geometry import MultiPolygon, Point, Polygon, shape
from shapely.strtree import STRtree

from jmzpro.kit import map as outlines

RD = "EPSG:28992"  # Rijksdriehoek: metres, where a degree is at most 180
DEGREES = "EPSG:4326"
# The Netherlands with some sea: what falls outside was read in the wrong coordinate system.
WEST, SOUTH, EAST, NORTH = 3.0, 50.5, 7.6, 53.8
SIMPLER = 0.6  # of a unit of the map, which is 613 wide
SMALLEST = 1.2  # surface in units; an island in a canal is not seen


class NotHere(ValueError):
    """The geometry is broken, or not in the Netherlands."""


@cache
def from_rd() -> Transformer:
    return Transformer.from_crs(RD, DEGREES, always_xy=True)


def is_rd(named: str, x: float) -> bool:
    return "28992" in named or abs(x) > 180


def degrees(x: float, y: float, named: str = "") -> tuple[float, float]:
    """(longitude, latitude) of a point in degrees or in RD."""
    longitude, latitude = from_rd().transform(x, y) if is_rd(named, x) else (x, y)
    if not (WEST <= longitude <= EAST and SOUTH <= latitude <= NORTH):
        raise NotHere("ligt niet in Nederland")
    return float(longitude), float(latitude)


def geometry(given: Any, named: str = "") -> Any:
    """A shape in degrees, mended where its rings cross."""
    try:
        found = shape(given)
    except (
        AttributeError,
        KeyError,
        TypeError,
        ValueError,
        IndexError,
        shapely.errors.ShapelyError,
    ) as error:
        raise NotHere("heeft geen leesbare vorm") from error
    if found.is_empty:
        raise NotHere("heeft geen vorm")
    if is_rd(named, found.bounds[0]):
        found = shapely.transform(found, rd_to_degrees)
    degrees(*found.representative_point().coords[0])
    return found if found.is_valid else shapely.make_valid(found)


def centre(found: Any) -> tuple[float, float]:
    """(latitude, longitude) of a point that is surely inside, to about a metre."""
    point = found.representative_point()
    return round(point.y, 5), round(point.x, 5)


def path(found: Any) -> str:
    """The outline as an SVG path on the map, simplified to what can be seen."""
    drawn = shapely.transform(found, on_map).simplify(SIMPLER)
    whole = [polygon for polygon in polygons(drawn) if polygon.area >= SMALLEST] or list(
        polygons(drawn)
    )[:1]
    return "".join(ring_path(list(polygon.exterior.coords)) for polygon in whole)


def rd_to_degrees(points: Any) -> Any:
    return np.column_stack(from_rd().transform(points[:, 0], points[:, 1]))


def on_map(points: Any) -> Any:
    return np.array([outlines.point(latitude, longitude) for longitude, latitude in points])


def polygons(found: Any) -> Iterator[Polygon]:
    if isinstance(found, Polygon):
        yield found
    elif isinstance(found, MultiPolygon) or hasattr(found, "geoms"):
        for part in found.geoms:
            yield from polygons(part)


def ring_path(points: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points[:-1]) + "z"


def finder(shapes: dict[int, Any]) -> Callable[[float, float], int | None]:
    """(latitude, longitude) to the key of the shape it is in."""
    keys = list(shapes)
    tree = STRtree([shapes[key] for key in keys])

    def find(latitude: float, longitude: float) -> int | None:
        inside = tree.query(Point(longitude, latitude), predicate="intersects")
        return keys[int(inside[0])] if len(inside) else None

    return find

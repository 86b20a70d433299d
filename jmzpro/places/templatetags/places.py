"""`{% place_map spots "label" %}`: the map; `{% place_list spots %}`: the same as a list."""

from collections.abc import Iterable
from typing import Any

from django import template

from jmzpro.kit import map as outlines
from jmzpro.places.map import Spot, drawn

register = template.Library()


@register.inclusion_tag("places/map.html")
def place_map(spots: Iterable[Spot], label: str, things: str = "", areas: Any = ()) -> dict[str, Any]:
    """Each dot is a link with its places and number as name; `things`: what is counted ("organisaties"). `areas`: outlines to fill in."""
    dots = drawn(tuple(spots))
    land = outlines.provinces().values()
    return {
        "dots": dots,
        "land": land,
        "areas": areas,
        "label": label,
        "things": things,
        "width": outlines.WIDTH,
        "height": outlines.HEIGHT,
    }


@register.inclusion_tag("places/list.html")
def place_list(spots: Iterable[Spot]) -> dict[str, Any]:
    return {"spots": spots}


@register.inclusion_tag("places/reach.html")
def reach_map(areas: Iterable[Any], label: str) -> dict[str, Any]:
    """Every municipality in the colour of its `level`: by its outline when that was imported, else as a dot. A picture of a list."""
    found = [
        {
            "name": one.name,
            "level": one.level,
            "path": one.path,
            "at": outlines.point(one.municipality.latitude, one.municipality.longitude),
        }
        for one in areas
    ]
    land = outlines.provinces().values()
    return {"areas": found, "land": land, "label": label, "width": outlines.WIDTH, "height": outlines.HEIGHT}

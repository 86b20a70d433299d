"""`{% place_map spots "label" %}`: the map; `{% place_list spots %}`: the same as a list."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from jmzpro.kit import map as outlines
from jmzpro.places.map import Spot, merged

register = template.Library()


@register.simple_tag
def place_map(
    spots: Iterable[Spot], label: str, things: str = "", *, may_be_kept: bool = True
) -> SafeString:
    """Each dot is a link with its places and number as name; `things`: what is counted
    ("organisaties").

    `may_be_kept`: not where the spots tell what somebody asked.
    """
    return (kept_map if may_be_kept else map_of)(tuple(spots), label, things)


def map_of(spots: tuple[Spot, ...], label: str, things: str) -> SafeString:
    size = {"width": outlines.WIDTH, "height": outlines.HEIGHT}
    context = {
        "dots": merged(spots),
        "land": outlines.provinces().values(),
        "label": label,
        "things": things,
        **size,
    }
    return render_to_string("places/map.html", context)


kept_map = lru_cache(maxsize=16)(map_of)


@register.simple_tag
def place_list(spots: Iterable[Spot]) -> SafeString:
    return list_of(tuple(spots))


@lru_cache(maxsize=16)
def list_of(spots: tuple[Spot, ...]) -> SafeString:
    return render_to_string("places/list.html", {"spots": spots})


@register.inclusion_tag("places/reach.html")
def reach_map(areas: Iterable[Any], label: str) -> dict[str, Any]:
    """Every municipality in the colour of its `level`: by its outline when that was imported,
    else as a dot. A picture of a list.
    """
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
    return {
        "areas": found,
        "land": land,
        "label": label,
        "width": outlines.WIDTH,
        "height": outlines.HEIGHT,
    }

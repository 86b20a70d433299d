"""The map of the Netherlands: province outlines, and where a coordinate falls on it."""

import json
import math
from functools import cache
from pathlib import Path

WIDTH, HEIGHT = 613, 724
# The outlines are a Mercator projection. Scale (pixels a degree) and offset were found by laying
# the 1,966 towns of places/data on the provinces: 1,953 fall inside their own; the rest changed
# province after the outlines were drawn, or stand on a border.
SCALE_X, OFFSET_X = 158.302, -531.955
SCALE_Y, OFFSET_Y = 157.916, 10054.225


@cache
def provinces() -> dict[str, tuple[str, str]]:
    """CBS code of the province: its name and its outline as an SVG path in a box of WIDTH by
    HEIGHT.
    """
    found = json.loads((Path(__file__).parent / "data" / "provinces.json").read_text())
    return {code: (row["name"], row["d"]) for code, row in found.items()}


def point(latitude: float, longitude: float) -> tuple[float, float]:
    """Degrees in WGS 84 to x, y in the box of WIDTH by HEIGHT, to a tenth. Outside the
    Netherlands it may fall outside the box.
    """
    northing = math.degrees(math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2)))
    return round(SCALE_X * longitude + OFFSET_X, 1), round(OFFSET_Y - SCALE_Y * northing, 1)

import re

import pytest

from jmzpro.kit import illustration
from jmzpro.kit import map as outlines

Point = tuple[float, float]


def rings(path: str) -> list[list[Point]]:
    """The rings of an outline, which is written as `M x y l dx dy …z`."""
    found = []
    for ring in re.findall(r"M([^z]+)z", path):
        start, _, steps = ring.partition("l")
        numbers = [float(number) for number in re.findall(r"-?\d*\.?\d+", steps)]
        x, y = (float(number) for number in re.findall(r"-?\d*\.?\d+", start))
        points = [(x, y)]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x, y))
        found.append(points)
    return found


def is_inside(at: Point, ring: list[Point]) -> bool:
    crossings = 0
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y1 > at[1]) != (y2 > at[1]) and at[0] < (x2 - x1) * (at[1] - y1) / (y2 - y1) + x1:
            crossings += 1
    return crossings % 2 == 1


@pytest.mark.parametrize(
    ("latitude", "longitude", "province"),
    [
        (53.3306, 6.9186, "Groningen"),  # Delfzijl
        (53.2012, 5.8086, "Friesland"),  # Leeuwarden
        (52.7792, 6.9069, "Drenthe"),  # Emmen
        (52.2183, 6.8958, "Overijssel"),  # Enschede
        (52.3702, 5.2141, "Flevoland"),  # Almere
        (51.8425, 5.8528, "Gelderland"),  # Nijmegen
        (52.0908, 5.1222, "Utrecht"),
        (52.9564, 4.7608, "Noord-Holland"),  # Den Helder
        (51.9225, 4.4792, "Zuid-Holland"),  # Rotterdam
        (51.4988, 3.6100, "Zeeland"),  # Middelburg
        (51.4416, 5.4697, "Noord-Brabant"),  # Eindhoven
        (50.8514, 5.6910, "Limburg"),  # Maastricht
    ],
)
def test_a_town_falls_inside_its_own_province_on_the_map(
    latitude: float, longitude: float, province: str
) -> None:
    at = outlines.point(latitude, longitude)
    found = [
        name
        for name, path in outlines.provinces().values()
        if any(is_inside(at, ring) for ring in rings(path))
    ]
    assert found == [province]


def test_the_same_title_always_gets_the_same_cover_and_another_title_another() -> None:
    assert illustration.cover("Bezorgd naar school") == illustration.cover("Bezorgd naar school")
    assert illustration.cover("Bezorgd naar school") != illustration.cover("Ecogram")


@pytest.mark.parametrize(
    "title", ["", "Ecogram", "ظل", "<script>alert(1)</script>", "a" * 5000, "👩‍👧"]
)
def test_whatever_the_title_one_window_is_lit_and_nothing_of_it_is_in_the_drawing(
    title: str,
) -> None:
    svg = illustration.cover(title)
    assert svg.count('class="lit"') == 1
    assert "script" not in svg


def test_in_the_street_one_window_is_lit_and_in_the_dark_one_none() -> None:
    assert illustration.street().count('class="lit"') == 1
    assert 'class="lit"' not in illustration.street(lit=False)

import math
import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parent.parent / "static" / "kit"
TOKENS = dict(re.findall(r"(--[\w-]+): ([^;]+);", (STATIC / "tokens.css").read_text()))


def luminance(colour: str) -> float:
    """WCAG's relative luminance of an `oklch(l% c h)` or `white`, by Ottosson's matrices (CSS
    Color 4).
    """
    if colour == "white":
        return 1.0
    parts = re.fullmatch(r"oklch\(([^)]+)\)", colour)[1].split()  # type: ignore[index]
    lightness, chroma, hue = (float(part.rstrip("%")) for part in parts)
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    light = lightness / 100
    l_ = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    m_ = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    s_ = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * l_ - 3.3077115913 * m_ + 0.2309699292 * s_
    green = -1.2684380046 * l_ + 2.6097574011 * m_ - 0.3413193965 * s_
    blue = -0.0041960863 * l_ - 0.7034186147 * m_ + 1.7076147010 * s_
    return 0.2126 * clamped(red) + 0.7152 * clamped(green) + 0.0722 * clamped(blue)


def clamped(channel: float) -> float:
    return min(1.0, max(0.0, channel))


def resolved(name: str, *, dark: bool) -> str:
    value: str = TOKENS[name]
    if found := re.fullmatch(r"light-dark\((.+), ((?:oklch|var)\(.+\)|\w+)\)", value):
        value = found[2 if dark else 1]
    if found := re.fullmatch(r"var\((--[\w-]+)\)", value):
        return resolved(found[1], dark=dark)
    return value


def contrast(one: str, other: str, *, dark: bool) -> float:
    light, deep = sorted(
        (luminance(resolved(one, dark=dark)), luminance(resolved(other, dark=dark))), reverse=True
    )
    return (light + 0.05) / (deep + 0.05)


BODY = [
    ("--text", ground)
    for ground in (
        "--surface",
        "--surface-raised",
        "--surface-sunk",
        "--dusk-high",
        "--dusk-low",
        "--warm-wash",
        "--action-wash",
    )
]
OTHER = [
    ("--text-soft", "--surface"),
    ("--text-soft", "--surface-raised"),
    ("--text-soft", "--surface-sunk"),
    ("--action", "--surface"),
    ("--action", "--surface-raised"),
    ("--action", "--surface-sunk"),
    ("--action", "--dusk-low"),
    ("--action", "--action-wash"),
    ("--action", "--warm-wash"),
    ("--action-hover", "--surface"),
    ("--action-ink", "--action"),
    ("--action-ink", "--action-hover"),
    ("--action-wash-ink", "--action-wash"),
    ("--warm-ink", "--warm-wash"),
    ("--warm-ink", "--surface"),
    ("--good", "--surface"),
    ("--good", "--good-wash"),
    ("--danger", "--surface"),
    ("--danger", "--danger-wash"),
    ("--danger-ink", "--danger"),
    ("--on-lit", "--lit"),
    ("--deep-text", "--deep"),
]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_text_can_be_read_on_every_ground_it_stands_on(dark: bool) -> None:
    assert [pair for pair in BODY if contrast(*pair, dark=dark) < 7] == []
    assert [pair for pair in OTHER if contrast(*pair, dark=dark) < 4.5] == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_edges_and_focus_can_be_seen(dark: bool) -> None:
    pairs = [
        ("--line-strong", "--surface-raised"),
        ("--focus", "--surface"),
        ("--focus", "--surface-raised"),
        ("--deep-focus", "--deep"),
    ]
    assert [pair for pair in pairs if contrast(*pair, dark=dark) < 3] == []


def test_the_kit_stays_light() -> None:
    weight = {
        kind: sum(path.stat().st_size for path in STATIC.rglob(f"*.{kind}"))
        for kind in ("css", "js", "woff2")
    }
    assert weight["css"] < 40_000
    assert weight["js"] < 15_000
    assert weight["woff2"] <= 80_000


def test_a_font_comes_with_its_licence() -> None:
    for font in STATIC.glob("fonts/*.woff2"):
        assert "SIL OPEN FONT LICENSE" in font.with_name(f"{font.stem}-OFL.txt").read_text()

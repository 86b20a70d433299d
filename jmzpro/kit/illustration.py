"""What we draw ourselves: the street in the evening with one lit window, and the cover of an item
that has no picture.

Everything is drawn from a seed, so the same item always looks the same. Colours come from the style
sheet (classes, no literals).
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

GABLES = ("punt", "trap", "klok", "lijst", "hals", "tuit")


def numbers(seed: str) -> Iterator[int]:
    """An endless row of numbers from 0 to 255 that depends on the seed alone."""
    round_ = 0
    while True:
        yield from hashlib.sha256(f"{seed}/{round_}".encode()).digest()
        round_ += 1


@dataclass(frozen=True)
class House:
    """A house on the ground line `foot`: left edge, width, height of the walls, gable and shade
    (1 to 4).
    """

    left: int
    width: int
    walls: int
    gable: str
    shade: int
    foot: int

    @property
    def eaves(self) -> int:
        return self.foot - self.walls

    def outline(self) -> str:
        x, y, foot = self.left, self.eaves, self.foot
        if self.gable == "lijst":  # a flat front under a cornice
            return f"M{x} {foot}V{y}h-2v-6h{self.width + 4}v6h-2V{foot}z"
        return f"M{x} {foot}V{y}{self.roof()}V{foot}z"

    def roof(self) -> str:
        """The gable from the left eaves to the right eaves, as relative path commands."""
        w = self.width
        tenth, fifth, half = w / 10, w / 5, w / 2
        if self.gable == "punt":
            return f"l{half:g} {-w * 0.42:.0f} {half:g} {w * 0.42:.0f}"
        if self.gable == "trap":
            return f"v-9h{tenth:g}v-9h{fifth:g}v-9h{tenth:g}v-8h{fifth:g}v8h{tenth:g}v9h{fifth:g}v9h{tenth:g}v9"  # noqa: E501
        if self.gable == "klok":
            up = f"c{fifth:g} -2 {w * 0.14:g} -24 {w * 0.3:g} -26"
            over = f"c{w * 0.04:g} -11 {w * 0.36:g} -11 {w * 0.4:g} 0"
            return f"{up}{over}c{w * 0.16:g} 2 {tenth:g} 24 {w * 0.3:g} 26"
        if self.gable == "hals":
            slope = half - fifth + 3
            return (
                f"q{fifth:g} -2 {fifth:g} -18v-8h-3v-4l{slope:g} -9 {slope:g} 9v4h-3v8q0 16 "
                f"{fifth:g} 18"
            )
        return f"l{w * 0.36:g} -24v-9h{w * 0.28:g}v9l{w * 0.36:g} 24"

    def windows(self) -> list[tuple[int, int, int, int]]:
        """x, y, width, height of every window, the top row first."""
        columns = 3 if self.width >= 70 else 2
        wide, tall = 10, 15
        gap = (self.width - columns * wide) / (columns + 1)
        rows = [self.eaves + 10 + 27 * n for n in range((self.walls - 44) // 27 + 1)]
        return [
            (round(self.left + gap + n * (wide + gap)), row, wide, tall)
            for row in rows
            for n in range(columns)
        ]

    def attic(self) -> str:
        return (
            ""
            if self.gable == "lijst"
            else f"M{self.left + self.width // 2 - 4} {self.eaves - 8}h8v11h-8z"
        )

    def door(self) -> str:
        return f"M{self.left + round(self.width * 0.5) - 6} {self.foot}v-24h12v24z"


def row_of_houses(
    seed: str, *, until: int, foot: int, tall: int, widths: tuple[int, int], low_until: int = 0
) -> list[House]:
    """Houses from 0 to `until`; no two neighbours with the same gable or shade. `tall`: the
    lowest walls; lower up to `low_until`.
    """
    found: list[House] = []
    pick = numbers(seed)
    left = 0
    while left < until:
        narrow, span = widths
        gable = GABLES[next(pick) % len(GABLES)]
        shade = 1 + next(pick) % 4
        if found and gable == found[-1].gable:
            gable = GABLES[(GABLES.index(gable) + 1) % len(GABLES)]
        if found and shade == found[-1].shade:
            shade = shade % 4 + 1
        width = narrow + 2 * (next(pick) % span)
        floors = 27 * (next(pick) % 3) // 2 + next(pick) % 12
        walls = tall + floors // 2 - 22 if left < low_until else tall + floors
        found.append(House(left, width, walls, gable, shade, foot))
        left += width
    return found


def drawn(house: House, lit: tuple[int, int, int, int] | None) -> str:
    panes = "".join(
        f"M{x} {y}h{w}v{h}h-{w}z" for x, y, w, h in house.windows() if (x, y, w, h) != lit
    )
    walls = f'<path class="house-{house.shade}" d="{house.outline()}"/>'
    return (
        f'{walls}<path class="pane" d="{panes}{house.attic()}"/><path class="house-door" '
        f'd="{house.door()}"/>'
    )


def light(x: int, y: int, w: int, h: int) -> str:
    """The lit window: its glow on the wall, the light, and somebody who sits there."""
    middle, centre = x + w / 2, y + h / 2
    glow = "".join(
        f'<circle class="glow" cx="{middle:g}" cy="{centre:g}" r="{radius}"/>'
        for radius in range(12, 48, 3)
    )
    head = f"M{middle + 1:g} {y + h - 5.5:g}a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6"
    someone = f"M{middle - 3:g} {y + h + 2}c0-6 1-7 4-7s4 1 4 7z{head}"
    frame = f"M{x - 2} {y - 2}h{w + 4}v{h + 4}h-{w + 4}z"
    bar = f"M{x - 2} {y + 4}h{w + 4}"
    return (
        f'{glow}<path class="lit" d="{frame}"/><path class="bar" d="{bar}"/><path '
        f'class="someone" d="{someone}"/>'
    )


STREET_WIDTH, STREET_HEIGHT, QUAY = 1500, 220, 204
# The houses that show on a phone stand at the end; the lit one is among them, counted from the end.
LIT_HOUSE_FROM_END = 4


@cache
def street(*, lit: bool = True) -> str:
    """The street as SVG; its right-hand end always shows, the left is cut off where there is no
    room. Hidden from screen readers.
    """
    houses = row_of_houses(
        "de straat van JMZ Pro",
        until=STREET_WIDTH,
        foot=QUAY,
        tall=92,
        widths=(56, 9),
        low_until=780,
    )
    shift = STREET_WIDTH - houses[-1].left - houses[-1].width
    behind = row_of_houses(
        "achter de straat", until=STREET_WIDTH, foot=QUAY, tall=112, widths=(52, 14), low_until=860
    )
    home = houses[-LIT_HOUSE_FROM_END]
    window = home.windows()[1] if lit else None
    parts = [f'<path class="house-behind" d="{"".join(house.outline() for house in behind)}"/>']
    parts += [drawn(house, window if house is home else None) for house in houses]
    water = f'<path class="water" d="M0 {QUAY}h1600v{STREET_HEIGHT - QUAY}H0z"/>'
    if window:
        parts.append(light(*window))
        x = window[0]
        water += (
            f'<path class="ripple" d="M{x - 3} {QUAY + 4}h17M{x} {QUAY + 8}h12M{x - 1} '
            f'{QUAY + 12}h8"/>'
        )
    return (
        f'<svg class="street" viewBox="0 0 {STREET_WIDTH} {STREET_HEIGHT}" '
        'preserveAspectRatio="xMaxYMax slice" '
        'aria-hidden="true" focusable="false">'
        f'<g transform="translate({shift})">{"".join(parts)}{water}</g></svg>'
    )


@lru_cache(maxsize=256)
def cover(title: str) -> str:
    """A cover for an item without a picture: always the same for the same title. Decoration: the
    title stands beside it.
    """
    pick = numbers(title)
    sky = 1 + next(pick) % 3
    houses = row_of_houses(title, until=240, foot=160, tall=62 + next(pick) % 16, widths=(58, 12))
    shift = -(next(pick) % 40)
    whole = [
        house
        for house in houses
        if house.left + shift >= 8 and house.left + house.width + shift <= 232
    ]
    home = whole[next(pick) % len(whole)]
    windows = home.windows()
    window = windows[next(pick) % len(windows)]
    parts = "".join(drawn(house, window if house is home else None) for house in houses) + light(
        *window
    )
    moon = f'<circle class="moon" cx="{30 + next(pick) % 180}" cy="{22 + next(pick) % 18}" r="9"/>'
    return (
        f'<svg class="cover sky-{sky}" viewBox="0 0 240 160" preserveAspectRatio="xMidYMax '
        'slice" aria-hidden="true" focusable="false">'
        f'{moon}<g transform="translate({shift})">{parts}</g></svg>'
    )

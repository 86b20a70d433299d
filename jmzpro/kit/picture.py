"""The picture that a shared link shows: 1200 by 630, the title above a street of its own with one
lit window.

The same words always give the same picture. What our letters cannot write (another script, emoji)
is left out rather than shown as boxes: a title of nothing else leaves the street alone.
"""

import hashlib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, features

from jmzpro.kit.illustration import House, numbers, row_of_houses
from jmzpro.kit.outlines import box, points_of

WIDTH, HEIGHT = 1200, 630
MARGIN = 64
# Drawn larger and made smaller, for smooth edges.
FINE = 2
# With another drawing comes another name, so that nobody keeps showing the old one.
EDITION = "1"

HERE = Path(__file__).parent
HEADING = HERE / "static/kit/fonts/bricolage-grotesque.woff2"
TEXT = HERE / "static/kit/fonts/atkinson-hyperlegible-next.woff2"
# Arabic and its neighbours, and the accents of Latin that our own letters lack.
ELSEWHERE = HERE / "data/fonts/vazirmatn.woff2"

Colour = tuple[int, int, int]
INK: Colour = (13, 36, 46)
SKY_HIGH: Colour = (242, 234, 219)
SKY_LOW: Colour = (250, 220, 188)
BEHIND: Colour = (226, 196, 168)
HOUSES: tuple[Colour, ...] = ((35, 71, 86), (55, 95, 105), (26, 57, 71), (54, 82, 96))
PANE: Colour = (104, 139, 146)
DOOR: Colour = (14, 38, 48)
WATER: Colour = (24, 51, 65)
LIT: Colour = (252, 222, 92)
FRAME: Colour = (176, 132, 40)
SOMEONE: Colour = (62, 44, 28)
# The colour of a part, and what is written on it.
ACCENTS: dict[str, tuple[Colour, Colour]] = {
    "teal": ((0, 95, 103), (255, 255, 255)),
    "apricot": ((236, 150, 87), INK),
    "leaf": ((26, 99, 56), (255, 255, 255)),
    "sun": ((249, 221, 95), INK),
    "ink": ((35, 71, 86), (255, 255, 255)),
}
SIZES = (84, 76, 68, 60, 54)
MOST_LINES = 4
ROOM = WIDTH - 2 * MARGIN
TITLE_TOP, TITLE_BOTTOM = 132, 392
STREET_SCALE = 1.36


@dataclass(frozen=True)
class Words:
    """What is written: the title, the kind of thing ("Vraag"), and the colour of its part, one
    of ACCENTS.
    """

    title: str
    kind: str
    accent: str = "teal"

    @property
    def mark(self) -> str:
        """Another for other words: the name of the picture and its ETag."""
        return hashlib.blake2b(
            "\n".join((EDITION, self.title, self.kind, self.accent)).encode(), digest_size=8
        ).hexdigest()


@lru_cache(maxsize=128)
def png(words: Words) -> bytes:
    """The picture. The last ones are kept; drawing one takes some tens of milliseconds."""
    image = sky()
    draw_street(image, words.title)
    image = image.reduce(FINE)
    draw = ImageDraw.Draw(image)
    draw_mark(draw)
    draw_kind(draw, words)
    draw_title(draw, words.title)
    stored = BytesIO()
    image.save(stored, "PNG")
    return stored.getvalue()


def sky() -> Image.Image:
    column = Image.new("RGB", (1, HEIGHT))
    for y in range(HEIGHT):
        share = min(1.0, y / 420)
        column.putpixel((0, y), mixed(SKY_HIGH, SKY_LOW, share))
    return column.resize((WIDTH * FINE, HEIGHT * FINE))


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


# --- The street ---


def draw_street(image: Image.Image, seed: str) -> None:
    """Houses along the water, in the size of `drawing` times STREET_SCALE."""
    until, foot = round(WIDTH / STREET_SCALE), round((HEIGHT - 20) / STREET_SCALE)
    draw = ImageDraw.Draw(image)
    scale = STREET_SCALE * FINE
    for house in row_of_houses(f"achter {seed}", until=until, foot=foot, tall=96, widths=(52, 14)):
        draw.polygon(points_of(house.outline(), scale), fill=BEHIND)
    houses = row_of_houses(seed, until=until, foot=foot, tall=74, widths=(56, 9))
    # Somewhere at the right, where the eye ends after the title.
    whole = [
        house
        for house in houses
        if until * 0.6 < house.left and house.left + house.width < until - 20
    ]
    home = whole[next(numbers(seed)) % len(whole)]
    windows = home.windows()
    lit = windows[len(windows) // 2]
    for house in houses:
        draw_house(draw, house, scale)
    draw.rectangle((0, foot * scale, image.width, image.height), fill=WATER)
    draw_light(image, lit, scale)
    left, under = lit[0], foot + 2
    for start, length, down in ((-3, 17, 0), (0, 12, 4), (-1, 8, 8)):
        draw.rectangle(box(left + start, under + down, length, 1, scale), fill=FRAME)


def draw_house(draw: ImageDraw.ImageDraw, house: House, scale: float) -> None:
    draw.polygon(points_of(house.outline(), scale), fill=HOUSES[house.shade - 1])
    for window in house.windows():
        draw.rectangle(box(*window, scale), fill=PANE)
    if house.attic():
        draw.polygon(points_of(house.attic(), scale), fill=PANE)
    draw.polygon(points_of(house.door(), scale), fill=DOOR)


def draw_light(image: Image.Image, window: tuple[int, int, int, int], scale: float) -> None:
    """The lit window, its glow on the walls around it, and somebody who sits there."""
    x, y, w, h = window
    middle, centre = (x + w / 2) * scale, (y + h / 2) * scale
    glow = Image.new("L", image.size, 0)
    on_glow = ImageDraw.Draw(glow)
    for step in range(12):
        radius = (48 - 3 * step) * scale
        on_glow.ellipse(
            (middle - radius, centre - radius, middle + radius, centre + radius), fill=10 + 9 * step
        )
    image.paste(LIT, (0, 0), glow)
    draw = ImageDraw.Draw(image)
    draw.rectangle(box(x - 2, y - 2, w + 4, h + 4, scale), fill=FRAME)
    draw.rectangle(box(x - 1, y - 1, w + 2, h + 2, scale), fill=LIT)
    draw.rectangle(box(x - 2, y + 3.5, w + 4, 1, scale), fill=FRAME)
    head = 2.4 * scale
    neck = (y + h - 7.5) * scale
    draw.ellipse((middle - head, neck - head, middle + head, neck + head), fill=SOMEONE)
    draw.pieslice(
        (
            middle - 4.2 * scale,
            neck + head * 0.9,
            middle + 4.2 * scale,
            neck + head * 0.9 + 12 * scale,
        ),
        180,
        360,
        fill=SOMEONE,
    )


# --- What is written ---


@cache
def letters(path: Path, size: int, weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(path, size)
    font.set_variation_by_axes([weight])
    return font


@cache
def holds(path: Path, letter: str) -> bool:
    """Whether a font has this letter: one that it lacks is drawn as its empty box."""
    if letter.isspace() or unicodedata.category(letter) in ("Mn", "Cf"):
        return True
    font = letters(path, 40, 400)
    mask, empty = font.getmask(letter), font.getmask("\U0010ffff")
    return mask.size != empty.size or bytes(mask) != bytes(empty)


def writable(text: str) -> tuple[str, Path] | None:
    """The text without emoji and unseen signs, and the letters to write it with; None when we
    have none for all of it.
    """
    kept = "".join(letter for letter in unicodedata.normalize("NFC", text) if is_letter(letter))
    kept = " ".join(kept.split())
    if not kept:
        return None
    return next(
        (
            (kept, path)
            for path in (HEADING, ELSEWHERE)
            if all(holds(path, letter) for letter in set(kept))
        ),
        None,
    )


def is_letter(letter: str) -> bool:
    """Not a pictogram, nor what only steers one (joiners, variation selectors, tags, skin
    tones).
    """
    if "\ufe00" <= letter <= "\ufe0f" or "\U0001f000" <= letter <= "\U0001ffff":
        return False
    return (
        letter in "\u200c©®°™"
        or letter.isspace()
        or unicodedata.category(letter) not in ("So", "Cs", "Cn", "Co", "Cc", "Cf")
    )


def is_rtl(text: str) -> bool:
    """The direction of its first letter that has one, as browsers decide with dir=auto."""
    strong = (unicodedata.bidirectional(letter) for letter in text)
    return next((way in ("R", "AL") for way in strong if way in ("L", "R", "AL")), False)


def draw_mark(draw: ImageDraw.ImageDraw) -> None:
    x, y, unit = MARGIN, 50, 52 / 28
    house = [(13, 0), (26, 10.4), (26, 28), (0, 28), (0, 10.4)]
    draw.polygon([(x + a * unit, y + b * unit) for a, b in house], fill=ACCENTS["teal"][0])
    draw.rectangle((x + 9.2 * unit, y + 13 * unit, x + 16.8 * unit, y + 22.5 * unit), fill=LIT)
    draw.text((x + 66, y + 29), "JMZ Pro", font=letters(HEADING, 40, 700), fill=INK, anchor="lm")


def draw_kind(draw: ImageDraw.ImageDraw, words: Words) -> None:
    """What it is, at the right of the mark, in the colour of its part."""
    found = writable(words.kind)
    if found is None:
        return
    kind, path = found
    fill, ink = ACCENTS[words.accent]
    font = letters(TEXT if path == HEADING else path, 32, 640)
    wide = draw.textlength(kind, font=font)
    right, middle = WIDTH - MARGIN, 79
    draw.rounded_rectangle(
        (right - wide - 48, middle - 29, right, middle + 29), radius=29, fill=fill
    )
    draw.text((right - 24 - wide, middle + 1), kind, font=font, fill=ink, anchor="lm")


def draw_title(draw: ImageDraw.ImageDraw, title: str) -> None:
    found = writable(title)
    if found is None:
        return
    text, path = found
    rtl = is_rtl(text) and features.check("raqm")
    size, lines = fitted(text, path)
    font = letters(path, size, 750)
    high = line_height(size, path)
    y = TITLE_TOP + max(0, (TITLE_BOTTOM - TITLE_TOP - high * len(lines)) / 2)
    for line in lines:
        x, anchor, direction = (WIDTH - MARGIN, "ra", "rtl") if rtl else (MARGIN, "la", None)
        draw.text((x, y), line, font=font, fill=INK, anchor=anchor, direction=direction)
        y += high


def line_height(size: int, path: Path) -> float:
    return size * (1.08 if path == HEADING else 1.3)


def fitted(text: str, path: Path) -> tuple[int, list[str]]:
    """The largest size at which the title fits, and its lines; at the smallest size its end is
    cut off.
    """
    for size in SIZES:
        font = letters(path, size, 750)
        lines = list(wrapped(text, font, ROOM))
        most = min(MOST_LINES, int((TITLE_BOTTOM - TITLE_TOP) / line_height(size, path)))
        if len(lines) <= most:
            return size, balanced(text, font, lines)
    last = lines[most - 1]
    while last and font.getlength(f"{last}…") > ROOM:
        last = last[:-1]
    return SIZES[-1], [*lines[: most - 1], f"{last.rstrip(' ,;:.–-')}…"]


def balanced(text: str, font: ImageFont.FreeTypeFont, lines: list[str]) -> list[str]:
    """As many lines, of about the same length: no word alone on the last one."""
    for room in range(ROOM - 40, ROOM // 2, -40):
        narrower = list(wrapped(text, font, room))
        if len(narrower) > len(lines) or any(line.endswith("-") for line in narrower):
            break
        lines = narrower
    return lines


def wrapped(text: str, font: ImageFont.FreeTypeFont, room: int) -> Iterator[str]:
    """The text in lines of at most this width; a word that is longer than a line is broken."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if font.getlength(longer) <= room:
            line = longer
            continue
        if line:
            yield line
        *full, line = broken(word, font, room)
        yield from full
    if line:
        yield line


def broken(word: str, font: ImageFont.FreeTypeFont, room: int) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and font.getlength(f"{pieces[-1]}{letter}-") > room:
            pieces[-1] += "-"
            pieces.append("")
        pieces[-1] += letter
    return pieces

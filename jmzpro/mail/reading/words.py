"""The new words of a letter: the plain text and the HTML are read apart, and the better reading is taken."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from jmzpro.mail.reading.cutting import cut, words_of
from jmzpro.mail.reading.html import html_lines
from jmzpro.mail.reading.letter import Attached, Letter
from jmzpro.mail.reading.lines import PICTURE, Line, plain_lines

HARD_WRAP = 80
FILES = 20
SMALLEST_PICTURE = 200  # bytes: smaller is a tracking dot


@dataclass(frozen=True)
class NewWords:
    """`text`: what was newly written, plain, of any length. `files`: attached on purpose, at most 20; `left_out`: how many more."""

    text: str
    files: tuple[Attached, ...] = field(default_factory=tuple)
    left_out: int = 0


def new_words(letter: Letter, *, names: Sequence[str] = (), original: str = "") -> NewWords:
    """What the sender newly wrote. `names` and `original` as in cutting.cut."""
    readings = [cut(lines, names=names, original=original) for lines in (read_plain(letter), read_html(letter))]
    text = better(*readings)
    shown = {found for reading in readings for found in PICTURE.findall(reading)}
    files = [attached for attached in letter.files if is_on_purpose(attached, letter, shown)]
    return NewWords(tidied(text), tuple(files[:FILES]), max(0, len(files) - FILES))


def read_plain(letter: Letter) -> list[Line]:
    """Every block, in plain text where it has that; nothing when there is only HTML."""
    if not any(block.plain and block.plain.strip() for block in letter.blocks):
        return []
    return [
        line
        for block in letter.blocks
        for line in (plain_lines(block) if block.plain and block.plain.strip() else html_lines(block.html or ""))
    ]


def read_html(letter: Letter) -> list[Line]:
    if not any(block.html for block in letter.blocks):
        return []
    return [line for block in letter.blocks for line in (html_lines(block.html) if block.html else plain_lines(block))]


def better(plain: str, html: str) -> str:
    """The reading that leaves least history and loses nothing.

    Where both say the same, the plain one, unless a program broke its lines. Where one is the other with more around it, the
    shorter: the other missed a quote or a signature. Else the plain one.
    """
    if not plain.strip() or not html.strip():
        return plain if plain.strip() else html
    first, second = list(words_of(PICTURE.sub(" ", plain))), list(words_of(without_links(PICTURE.sub(" ", html))))
    if first == second or list(words_of(without_links(plain))) == second:
        return html if is_hard_wrapped(plain, html) or "http" in html else plain
    if is_inside(second, first):
        return html
    return plain


def without_links(text: str) -> str:
    return re.sub(r"[(<]https?://[^\s)>]*[)>]", " ", text)


def is_hard_wrapped(plain: str, html: str) -> bool:
    return max(map(len, plain.split("\n"))) <= HARD_WRAP < max(map(len, html.split("\n")))


def is_inside(few: list[str], many: list[str]) -> bool:
    """Whether `few` is the beginning or the end of `many`, or its words in order."""
    rest = iter(many)
    return bool(few) and len(few) < len(many) and all(word in rest for word in few)


def is_on_purpose(attached: Attached, letter: Letter, shown: set[str]) -> bool:
    """Leaves out the logos of signatures: pictures that the HTML calls, unless they stand between the new words."""
    if not attached.content_type.startswith("image/"):
        return bool(attached.content)
    if attached.cid and attached.cid in shown:
        return True
    is_called = attached.cid and any(f"cid:{attached.cid}" in (block.html or "") for block in letter.blocks)
    is_logo = attached.is_inline and re.fullmatch(r"(?:image\d{3,}|outlook-[\w-]*|logo[\w-]*)\.(?:png|jpe?g|gif)", attached.name, re.I)
    return not is_called and not is_logo and len(attached.content) >= SMALLEST_PICTURE


def tidied(text: str) -> str:
    """Without the places of pictures and the empty lines they leave."""
    text = re.sub(r"\[image: [^\]\n]{0,200}\]|<image\d+\.\w+>", "", PICTURE.sub("", text))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in text.split("\n"))).strip()

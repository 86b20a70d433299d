"""The new words of a letter: the plain text and the HTML are read apart, and the better reading
is taken.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from jmzpro.mail.parser.context import Known, known_of
from jmzpro.mail.parser.html import UnreadableHtml, html_lines
from jmzpro.mail.parser.lines import PICTURE, Line, plain_lines
from jmzpro.mail.parser.message import Attached, Letter
from jmzpro.mail.parser.quote_introductions import LINES_READ
from jmzpro.mail.parser.removed_text import Cuttings, LeftOff
from jmzpro.mail.parser.reply_extraction import cut, words_of

HARD_WRAP = 80
FILES = 20
SMALLEST_PICTURE = 200  # bytes: smaller is a tracking dot


@dataclass(frozen=True)
class NewWords:
    """`text`: what was newly written, plain, of any length. `files`: attached on purpose, at most
    20; `more_files`: how many more.

    `left_off`: what stood in the mail beside it. Unreadable: there are words, and what they are
    cannot be told for certain.
    """

    text: str
    files: tuple[Attached, ...] = field(default_factory=tuple)
    more_files: int = 0
    left_off: tuple[LeftOff, ...] = field(default_factory=tuple)
    is_unreadable: bool = False


@dataclass(frozen=True)
class Reading:
    """One form of the mail, cut."""

    text: str
    left_off: tuple[LeftOff, ...] = ()


def new_words(letter: Letter, *, names: Sequence[str] = (), original: str = "") -> NewWords:
    """What the sender newly wrote. `names`: what the sender may be called. `original`: the text
    of the mail that is answered.
    """
    known = known_of(letter, names=names, original=original)
    readings = [
        one
        for one in (cut_reading(read, letter, known) for read in (read_plain, read_html))
        if one is not None
    ]
    chosen = better(*readings) if len(readings) == 2 else next(iter(readings), Reading(""))
    is_unreadable = not chosen.text.strip() and (len(readings) < 2 or is_stump(letter, chosen))
    shown = {found for reading in readings for found in PICTURE.findall(reading.text)}
    files = [attached for attached in letter.files if is_on_purpose(attached, letter, shown)]
    if is_unreadable or is_stump(letter, chosen):
        return NewWords("", tuple(files[:FILES]), max(0, len(files) - FILES), is_unreadable=True)
    left_off = tuple(LeftOff(one.rule, tidied(one.text)) for one in chosen.left_off)
    return NewWords(tidied(chosen.text), tuple(files[:FILES]), max(0, len(files) - FILES), left_off)


def cut_reading(
    read: Callable[[Letter], list[Line]], letter: Letter, known: Known
) -> Reading | None:
    """None when this form of the mail cannot be read."""
    off = Cuttings()
    try:
        lines = read(letter)
        text = cut(lines, known, off)
    except (UnreadableHtml, RecursionError):
        return None
    add_unseen(lines, text, off)
    return Reading(text, tuple(off.found))


def add_unseen(lines: Sequence[Line], text: str, off: Cuttings) -> None:
    """What no rule noted is noted here, so that no word of a mail is dropped unseen."""
    seen = Counter(words_of(text)) + Counter(words_of("\n".join(one.text for one in off.found)))
    for is_quoted, group in groupby(lines[:LINES_READ], key=lambda line: line.depth > 0):
        unseen: list[str] = []
        for line in group:
            here = Counter(words_of(line.text))
            if here - seen:
                unseen.append(line.text)
            else:
                seen -= here
        off.add("quote" if is_quoted else "history", unseen)


def is_stump(letter: Letter, reading: Reading) -> bool:
    """The body was too long to read whole, and nothing says that the sender's words ended before
    the end of what was read.
    """
    return any(block.is_cut_short for block in letter.blocks) and not any(
        one.rule in {"history", "quote"} for one in reading.left_off
    )


def read_plain(letter: Letter) -> list[Line]:
    """Every block, in plain text where it has that; nothing when there is only HTML."""
    if not any(block.plain and block.plain.strip() for block in letter.blocks):
        return []
    return [
        line
        for block in letter.blocks
        for line in (
            plain_lines(block)
            if block.plain and block.plain.strip()
            else html_lines(block.html or "")
        )
    ]


def read_html(letter: Letter) -> list[Line]:
    if not any(block.html for block in letter.blocks):
        return []
    return [
        line
        for block in letter.blocks
        for line in (html_lines(block.html) if block.html else plain_lines(block))
    ]


def better(plain: Reading, html: Reading) -> Reading:
    """The reading that leaves least history and loses nothing.

    Where both say the same, the plain one, unless a program broke its lines. Where one is the other
    with more around it, the shorter: the other missed a quote or a signature. Else the plain one.
    """
    if not plain.text.strip() or not html.text.strip():
        return plain if plain.text.strip() or (plain.left_off and not html.text.strip()) else html
    first, second = (
        list(words_of(without_links(PICTURE.sub(" ", one.text)))) for one in (plain, html)
    )
    if list(words_of(PICTURE.sub(" ", plain.text))) == second or first == second:
        return html if is_hard_wrapped(plain.text, html.text) or "http" in html.text else plain
    if is_inside(second, list(words_of(PICTURE.sub(" ", plain.text)))):
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
    """Leaves out the logos of signatures: pictures that the HTML calls, unless they stand
    between the new words.
    """
    if not attached.content_type.startswith("image/"):
        return bool(attached.content)
    if attached.cid and attached.cid in shown:
        return True
    is_called = attached.cid and any(
        f"cid:{attached.cid}" in (block.html or "") for block in letter.blocks
    )
    is_logo = attached.is_inline and re.fullmatch(
        r"(?:image\d{3,}|outlook-[\w-]*|logo[\w-]*)\.(?:png|jpe?g|gif)", attached.name, re.I
    )
    return not is_called and not is_logo and len(attached.content) >= SMALLEST_PICTURE


def tidied(text: str) -> str:
    """Without the places of pictures and the empty lines they leave."""
    text = re.sub(r"\[image: [^\]\n]{0,200}\]|<image\d+\.\w+>", "", PICTURE.sub("", text))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in text.split("\n"))).strip()

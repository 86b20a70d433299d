"""What changed between two texts, in words: paragraph by paragraph, and within a paragraph word
by word.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Kind = Literal["same", "new", "gone"]
# Words that have less than this in common were not changed but replaced: mixed up word by word
# nobody can read them.
ALIKE = 0.4


@dataclass(frozen=True)
class Piece:
    kind: Kind
    text: str


@dataclass(frozen=True)
class Paragraph:
    """`pieces` in reading order; what is gone stands before what came for it."""

    pieces: tuple[Piece, ...]

    @property
    def is_changed(self) -> bool:
        return any(piece.kind != "same" for piece in self.pieces)


def differences(before: str, after: str) -> list[Paragraph]:
    """The whole of `after`, with what was in `before` and is gone at its place."""
    old, new = paragraphs(before), paragraphs(after)
    found: list[Paragraph] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [Paragraph((Piece("same", text),)) for text in new[c:d]]
        else:
            found += changed(old[a:b], new[c:d])
    return found


def paragraphs(text: str) -> list[str]:
    return [
        part.strip() for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n")) if part.strip()
    ]


def changed(old: list[str], new: list[str]) -> Iterator[Paragraph]:
    """Each new paragraph beside the old one that is most like it, in order; what has none is new
    or gone as a whole.
    """
    waiting = list(old)
    for text in new:
        like = next(
            (at for at, other in enumerate(waiting) if likeness(other, text) >= ALIKE), None
        )
        if like is None:
            yield Paragraph((Piece("new", text),))
            continue
        for gone in waiting[:like]:
            yield Paragraph((Piece("gone", gone),))
        yield Paragraph(tuple(by_words(waiting[like], text)))
        waiting = waiting[like + 1 :]
    for gone in waiting:
        yield Paragraph((Piece("gone", gone),))


def likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


def by_words(old: str, new: str) -> Iterator[Piece]:
    """Words with the white space behind them, so that the pieces make up the texts again."""
    a, b = words(old), words(new)
    bare_a, bare_b = [word.strip() for word in a], [word.strip() for word in b]
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, bare_a, bare_b, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece("same", "".join(b[b1:b2]))
            continue
        if a2 > a1:
            yield Piece("gone", "".join(a[a1:a2]))
        if b2 > b1:
            yield Piece("new", "".join(b[b1:b2]))


def words(text: str) -> list[str]:
    return re.findall(r"\S+\s*", text)

"""From the lines of a mail to the sender's new words: history off, inline answers with their
questions, signature off.

Two rules stand above all others: no earlier mail is published as an answer, and no unquoted text is
dropped while it may be the answer.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from jmzpro.mail.parser.context import Known, squeezed
from jmzpro.mail.parser.lines import Line
from jmzpro.mail.parser.quote_introductions import (
    LINES,
    LINES_READ,
    introduction,
    with_introductions,
)
from jmzpro.mail.parser.quoted_history import (
    header_block,
    history_begins,
    history_ends,
    is_marker,
    quotequail_finds,
    separates,
    split_at_marker,
    with_preambles,
)
from jmzpro.mail.parser.removed_text import Cuttings
from jmzpro.mail.parser.signatures import (
    is_added,
    is_prose,
    paragraphs,
    stripped,
    without_added,
    without_signature,
)

MOST_ENDS = 5  # closing lines of forwards, one under another
LONG_QUOTE = 8  # lines; of a longer quote only the paragraph above an answer is its question
# a quoted line at least this long may have been broken by a program, its tail left without ">"
WRAPPED_AT = 55
FOOTER = re.compile(r"\n-- ?\n")  # under the text of every mail of ours
OUR_FOOTER = re.compile(
    r"liever niet meer\? (?:eén klik|kies wat je stopt)|je hoeft hem nergens af te zeggen|je "
    r"hoeft je nergens voor af te melden"
    r"|het netwerk van professionals rond jonge mantelzorgers",
    re.I,
)


@dataclass(frozen=True)
class Piece:
    """Neighbouring lines that are all the sender's own, or all quoted."""

    is_quote: bool
    lines: tuple[Line, ...]

    @property
    def texts(self) -> list[str]:
        return [line.text for line in self.lines]


def cut(
    lines: Sequence[Line], known: Known, off: Cuttings | None = None, turns: int = MOST_ENDS
) -> str:
    """The new words in these lines. `off` collects what is left off, with the rule that did it."""
    off = off if off is not None else Cuttings()
    marked = with_preambles(with_introductions(split_at_marker(list(lines)), known), known)
    end = history_start(marked, known)
    above, below = marked[:end], marked[end:]
    own = said(above, known, off)
    if below and (inside := answers_inside(below, known)):
        off.add("history", (line.text for line in below if line.text not in inside))
        return tidy([*stripped(own.split("\n")), "", *without_signature(inside, known.names, off)])
    under = under_the_end(below) if below and turns else 0
    if under:
        off.add("history", (line.text for line in below[:under]))
        return tidy([*own.split("\n"), "", *cut(below[under:], known, off, turns - 1).split("\n")])
    if own or not below:
        off.add("history", (line.text for line in below))
        return own
    rest = last_resort(below, known)
    off.compare("history", [line.text for line in below], [line.text for line in rest])
    return said(rest, known, off)


# ---- where history starts
# ----------------------------------------------------------------------------------------------------------  # noqa: E501


def history_start(lines: Sequence[Line], known: Known) -> int:
    """The first line of unquoted history; the number of lines when there is none."""
    at = 0
    while at < min(len(lines), LINES_READ):
        line = lines[at]
        if line.depth:
            at += 1
            continue
        count = introduction(lines, at)
        if not count and (is_marker(lines, at) or history_begins(lines, at, known)):
            return start_with_introduction(lines, at)
        if count and not is_preamble(lines, at) and not quote_follows(lines, at + count):
            return at
        at += max(count, 1)
    if (
        not any(line.depth for line in lines)
        and (found := quotequail_finds(lines, known)) is not None
    ):
        return found
    return len(lines)


def is_preamble(lines: Sequence[Line], at: int) -> bool:
    """Headers above a quote, or the line that closes it: longer than an introduction, or under
    the quote.
    """
    run = next((i for i in range(at, len(lines)) if not lines[i].is_introduction), len(lines))
    return run - at > LINES or any(line.depth for line in lines[:at])


def quote_follows(lines: Sequence[Line], at: int) -> bool:
    """Whether the next words are quoted with ">" (or a blockquote), so that what is quoted can
    be told line by line.
    """
    following = next((line for line in lines[at:] if not line.is_blank), None)
    return following is not None and following.depth > 0


def start_with_introduction(lines: Sequence[Line], at: int) -> int:
    """An introduction right above the headers or marker is history too."""
    for back in range(1, 7):
        first = at - back
        if first < 0:
            break
        if lines[first].depth == 0 and not lines[first].is_blank:
            count = introduction(lines, first)
            if count and all(line.is_blank for line in lines[first + count : at]):
                return first
    return at


def under_the_end(below: Sequence[Line]) -> int:
    """The first line under the one that closes what a program quoted or forwarded; 0 when there
    is none, or nothing stands there.
    """
    start = next((at for at in range(min(2, len(below))) if separates(below[at].text)), None)
    end = history_ends(below, start) if start is not None else 0
    return end + 1 if end and any(re.search(r"\w", line.text) for line in below[end + 1 :]) else 0


def last_resort(below: Sequence[Line], known: Known) -> list[Line]:
    """Everything seems history. Unquoted words that cannot be told to be ours or a mail
    program's are the answer after all.
    """
    ours = [at for at, line in enumerate(below) if known.is_ours(line.text)]
    if ours:
        return under_the_original(below[ours[-1] + 1 :], known)
    if any(line.is_boundary for line in below) or any(
        header_block(below, at, known) for at in range(min(4, len(below)))
    ):
        return []
    if OUR_FOOTER.search(" ".join(line.text for line in below)):
        return []
    skipped = is_marker(below, 0) or introduction(below, 0)
    rest = list(below[skipped:])
    at = next((i for i, line in enumerate(rest) if not line.is_blank), len(rest))
    marker = is_marker(rest, at) if at < len(rest) else 0
    return (
        []
        if marker and skipped
        else [line for line in rest if not line.depth and not separates(line.text)]
    )


def under_the_original(rest: Sequence[Line], known: Known) -> list[Line]:
    """What is written below the last line of our mail, unless an older mail begins there."""
    if any(
        history_begins(rest, at, known) or introduction(rest, at)
        for at, line in enumerate(rest[:LINES_READ])
        if not line.is_blank
    ):
        return []
    return [line for line in rest if not line.depth and not OUR_FOOTER.search(line.text)]


# ---- answers between the lines of a history without ">"
# -----------------------------------------------------------------------------


def answers_inside(below: Sequence[Line], known: Known) -> list[str]:
    """Lines typed between those of the original, each with the question above it; empty when there
    are none.

    Only what stands between two lines of the original counts: what comes after its last line is
    older history.
    """
    original = known.original
    if not original:
        return []
    body = squeezed(FOOTER.split(original, maxsplit=1)[0])
    texts = [line.text for line in below]
    origin = [bool(squeezed(text)) and squeezed(text) in body for text in texts]
    places = [
        at for at, is_known in enumerate(origin) if is_known and len(squeezed(texts[at])) > 12
    ]
    if len(places) < 2:
        return []
    answers: list[str] = []
    question = ""
    found = False
    for at in range(places[0], last_place(texts, places, original) + 1):
        if origin[at]:
            question = texts[at].strip()
        elif is_answer(texts[at], original):
            if question:
                answers += ["", f"> {question}"]
                question = ""
            answers.append(texts[at])
            found = True
    return answers if found else []


def last_place(texts: Sequence[str], places: Sequence[int], original: str) -> int:
    """Up to where answers may stand: the footer of our mail, where the whole of it is there,
    else its last known line.
    """
    footer = next(
        (
            at
            for at in range(places[-1], len(texts))
            if squeezed(texts[at]) and squeezed(texts[at]) in squeezed(original)
        ),
        places[-1],
    )
    after = [
        at
        for at in range(places[-1] + 1, len(texts))
        if OUR_FOOTER.search(texts[at]) or squeezed(texts[at])[:40] in footer_starts(original)
    ]
    return after[0] - 1 if after else footer


def footer_starts(original: str) -> set[str]:
    footer = "\n".join(FOOTER.split(original, maxsplit=1)[1:])
    return {squeezed(line)[:40] for line in footer.split("\n") if len(squeezed(line)) > 12}


def is_answer(text: str, original: str) -> bool:
    words = text.strip()
    if not re.search(r"\w", words) or is_added(words):
        return False
    return not re.search(r"https?://|@", words) or len(words.split()) > 3


# ---- what is said above the history
# ------------------------------------------------------------------------------------------------


def said(lines: Sequence[Line], known: Known, off: Cuttings) -> str:
    """What the sender says here, with the questions between answers; signatures off."""
    pieces = pieces_of(without_structural_signature(lines, off))
    own = [number for number, piece in enumerate(pieces) if not piece.is_quote]
    if not own:
        note_quotes(pieces, off)
        return ""
    last = own[-1]
    below = Cuttings()
    rest = without_signature(pieces[last].texts, known.names, below)
    if not rest and len(own) > 1:
        off.found += below.found
        return said([line for piece in pieces[:last] for line in piece.lines], known, off)
    before = without_signature(pieces[0].texts, known.names, off) if own[0] == 0 and last else []
    if is_answer_under_a_mail(pieces, own):
        note_quotes(pieces, off)
        off.found += below.found
        return tidy([*before, "", *rest])
    parts = [*before]
    for number, piece in enumerate(pieces[:last]):
        if piece.is_quote:
            parts += ["", *question_lines(piece, off)]
        elif number:
            parts += ["", *stripped(without_added(piece.texts, off))]
    note_quotes(pieces[last + 1 :], off)
    off.found += below.found
    return tidy([*parts, "", *rest])


def is_answer_under_a_mail(pieces: Sequence[Piece], own: Sequence[int]) -> bool:
    """The whole mail was quoted first and the answer stands under it, at most with words above
    it: no question goes with it.
    """
    last = own[-1]
    if not any(piece.is_quote for piece in pieces[:last]):
        return True
    if last + 1 < len(pieces):
        return False
    return len(own) == 1 or (len(own) == 2 and own[0] == 0 and is_whole_mail(pieces[last - 1]))


def note_quotes(pieces: Sequence[Piece], off: Cuttings) -> None:
    for piece in pieces:
        if piece.is_quote:
            off.add("quote", piece.texts)


def question_lines(piece: Piece, off: Cuttings) -> list[str]:
    """What was asked, each line with ">"; of a long quote only the paragraph right above the
    answer.
    """
    kept: list[Line] = []
    at = 0
    lines = piece.lines
    while at < len(lines):
        skipped = is_marker(lines, at) or introduction(lines, at)
        if skipped:
            at += skipped
            continue
        kept.append(lines[at])
        at += 1
    texts = stripped([line.text for line in kept])
    if len([text for text in texts if text.strip()]) > LONG_QUOTE:
        start, end = list(paragraphs(texts))[-1]
        texts = texts[start:end]
    off.compare("quote", piece.texts, texts)
    return [f"> {text}".rstrip() for text in texts if text.strip()]


def is_whole_mail(piece: Piece) -> bool:
    lines = list(piece.lines)
    if len([line for line in lines if not line.is_blank]) > LONG_QUOTE or any(
        is_marker(lines, at) for at in range(len(lines))
    ):
        return True
    return any(header_block(lines, at, Known()) for at in range(min(6, len(lines))))


def without_structural_signature(lines: Sequence[Line], off: Cuttings) -> list[Line]:
    """Leave out what the mail program marks as the signature, when something else is said; else
    it is read like any text.
    """
    others = [line for line in lines if not line.is_signature]
    said_elsewhere = any(re.search(r"\w", line.text) for line in others if not line.depth)
    if not said_elsewhere:
        return list(lines)
    marked = [line for line in lines if line.is_signature]
    spoken = [
        marked[at]
        for start, end in paragraphs([line.text for line in marked])
        if speaks([line.text for line in marked[start:end]])
        for at in range(start, end)
    ]
    kept = [line for line in lines if not line.is_signature or line in spoken or line.depth]
    off.add(
        "signature",
        (
            line.text
            for line in lines
            if line.is_signature and line not in spoken and not line.depth
        ),
    )
    return kept


def speaks(texts: Sequence[str]) -> bool:
    """Somebody typed inside the frame of the signature: many words, or a question."""
    count = len(" ".join(texts).split())
    return is_prose(texts, seen_contact=True) and (count > 20 or "?" in " ".join(texts))


def pieces_of(lines: Sequence[Line]) -> list[Piece]:
    """The lines in pieces; blank lines go with what stands above them, introductions with the
    quote below them.
    """
    quoted = list(with_loose_ends(flags(lines), lines))
    pieces = [
        Piece(is_quote, tuple(line for _, line in group))
        for is_quote, group in groupby(zip(quoted, lines, strict=True), key=lambda pair: pair[0])
    ]
    return [piece for piece in pieces if any(re.search(r"\S", text) for text in piece.texts)]


def flags(lines: Sequence[Line]) -> list[bool]:
    """For each line: is it quoted?"""
    quoted = [line.depth > 0 or line.is_introduction for line in lines]
    for at, line in enumerate(lines):
        if line.is_blank and not line.depth:
            quoted[at] = quoted[at - 1] if at else False
    return quoted


def with_loose_ends(quoted: list[bool], lines: Sequence[Line]) -> Iterable[bool]:
    """The tail of a quoted line that a program broke without repeating ">" is quoted too."""
    for at, is_quoted in enumerate(quoted):
        if is_quoted or not 0 < at < len(lines) - 1:
            yield is_quoted
            continue
        above, line, under = lines[at - 1], lines[at], lines[at + 1]
        is_tail = (
            above.depth > 0
            and under.depth == above.depth
            and len(above.text) >= WRAPPED_AT
            and not above.text.rstrip().endswith((".", "?", "!", ":"))
        )
        yield is_tail and len(line.text) < 40 and line.text[:1].islower()


def tidy(lines: Iterable[str]) -> str:
    """At most one blank line together, none at the ends."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in lines)).strip("\n").strip()


def words_of(text: str) -> Iterator[str]:
    for found in re.finditer(r"[^\W_]+", text.lower()):
        yield found[0]

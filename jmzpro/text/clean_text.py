"""Typed text made fit to keep: no invisible surprises, nothing else changed."""

import re
import unicodedata

# Tab and line feed stay. Surrogates and noncharacters cannot be stored or sent as UTF-8.
UNFIT = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2060\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
# Embeddings and overrides turn the text around them inside out; isolates do the same work safely.
TURNING = re.compile(r"[\u202a-\u202e]")
ISOLATES = re.compile(r"[\u2066-\u2069]")
LINE_END = re.compile(r"\r\n?|\x85|\u2028|\u2029")
PILED_MARKS = re.compile(r"([\u0300-\u036f]{4})[\u0300-\u036f]+")
LINE_TAIL = re.compile(r"(?<![^\S\n])[^\S\n]+(?=\n)")
EMPTY_LINES = re.compile(r"\n{4,}")
OPEN, CLOSE = "\u2066\u2067\u2068", "\u2069"


def tidy(text: str) -> str:
    """The same words in NFC, without control characters, every isolate closed, \\n between
    lines. Doing it twice changes nothing.
    """
    text = UNFIT.sub("", LINE_END.sub("\n", text))
    text = unicodedata.normalize("NFC", TURNING.sub("", text))
    text = unicodedata.normalize("NFC", PILED_MARKS.sub(r"\1", text))
    text = EMPTY_LINES.sub("\n\n\n", LINE_TAIL.sub("", text)).strip()
    return close_isolates(text) if ISOLATES.search(text) else text


def tidy_line(text: str) -> str:
    """As `tidy`, on one line."""
    return " ".join(tidy(text).split())


def close_isolates(text: str) -> str:
    """Each line ends with as many isolates closed as it opened; one that closes nothing goes."""
    return "\n".join(_close_line(line) for line in text.split("\n"))


def _close_line(line: str) -> str:
    kept: list[str] = []
    depth = 0
    for char in line:
        if char == CLOSE and depth == 0:
            continue
        depth += (char in OPEN) - (char == CLOSE)
        kept.append(char)
    return "".join(kept) + CLOSE * depth


def has_words(text: str) -> bool:
    """Whether there is a letter or a digit in it; an emoji or a full stop alone says nothing."""
    return any(char.isalnum() for char in text)

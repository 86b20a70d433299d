"""The piece of a text that shows why it was found, with the words that were asked for marked."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from jmzpro.text.analysis import STOP_WORDS, WORD, Terms, analyse, part_stems, token_of
from jmzpro.text.lexicon import stem
from jmzpro.text.words import fold

LENGTH = 220
# Beyond this a text is not read for a snippet.
LONGEST_READ = 8_000


@dataclass(frozen=True)
class Word:
    start: int
    end: int
    token: str


def snippet(text: str, query: str, length: int = LENGTH) -> SafeString:
    """About `length` characters of the text where most of the query's words are, as safe HTML
    with `<mark>`; its beginning when none is.
    """
    text = " ".join(text[:LONGEST_READ].split())
    is_asked = matcher(query)
    words = [Word(*match.span(), token_of(fold(match[0]))) for match in WORD.finditer(text)]
    marked = [word for word in words if is_asked(word.token)]
    start, end = _window(text, marked, length)
    pieces, at = [], start
    for word in marked:
        if start <= word.start and word.end <= end:
            pieces += [
                conditional_escape(text[at : word.start]),
                format_html("<mark>{}</mark>", text[word.start : word.end]),
            ]
            at = word.end
    pieces.append(conditional_escape(text[at:end]))
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return mark_safe(before + "".join(pieces) + after)  # noqa: S308 -- every piece is escaped above


def matcher(query: str) -> Callable[[str], bool]:
    """Whether a folded word is one the query asks for: the same word, an inflection of it, or a
    compound with it.
    """
    terms = analyse(query)
    words = {word for word in terms.words if word not in STOP_WORDS} or set(terms.words)
    return lambda token: token in words or _is_akin(token, terms)


def _is_akin(token: str, terms: Terms) -> bool:
    return token not in STOP_WORDS and (
        stem(token) in terms.stems or any(part in terms.parts for part in part_stems(token))
    )


def _window(text: str, marked: list[Word], length: int) -> tuple[int, int]:
    """From a word's start to a word's end, around the stretch with the most different marked
    words.
    """
    if len(text) <= length:
        return 0, len(text)
    best, most = 0, 0
    for first in marked:
        inside = {
            word.token
            for word in marked
            if first.start <= word.start and word.end <= first.start + length
        }
        if len(inside) > most:
            best, most = first.start, len(inside)
    start = max(0, min(best - length // 4, len(text) - length))
    if start:
        start = text.find(" ", start, best + 1) + 1 or start
    end = start + length
    if end < len(text):
        end = max(text.rfind(" ", start + length // 2, end), 0) or end
    return start, min(end, len(text))

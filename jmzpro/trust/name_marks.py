"""The words of a text that are a name, as somebody of the office confirms them one by one before
the text is public.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from jmzpro.text.known_names import Known, find

AROUND = 60  # characters shown before and after a marked word


@dataclass(frozen=True)
class Passage:
    """One text as it will stand for everybody; `label` says whose it is ("Antwoord 2")."""

    label: str
    text: str


@dataclass(frozen=True)
class Mark:
    """A word that is a name, in one text. `key` is of this word in this text, character for
    character; `count`: how often it is there.
    """

    key: str
    word: str
    what: str
    label: str
    before: str
    after: str
    count: int = 1


def marks(passages: Iterable[Passage], known: Known) -> list[Mark]:
    """One for each name and text, with where it stands first. The same name written otherwise is
    another mark.
    """
    found: dict[str, Mark] = {}
    for passage in passages:
        for name in find(passage.text, known):
            mark = _mark(passage, name.start, name.end, str(name.of))
            earlier = found.get(mark.key)
            found[mark.key] = replace(earlier, count=earlier.count + 1) if earlier else mark
    return list(found.values())


def _mark(passage: Passage, start: int, end: int, what: str) -> Mark:
    text, word = passage.text, passage.text[start:end]
    key = sha256("\0".join((passage.label, text, word)).encode()).hexdigest()[:32]
    return Mark(key, word, what, passage.label, _before(text[:start]), _after(text[end:]))


def _before(text: str) -> str:
    """The last whole words; "…" says that more stood before them."""
    return text if len(text) <= AROUND else f"…{text[-AROUND:].partition(' ')[2] or text[-AROUND:]}"


def _after(text: str) -> str:
    return text if len(text) <= AROUND else f"{text[:AROUND].rpartition(' ')[0] or text[:AROUND]}…"


def words_of(found: Iterable[Mark]) -> list[str]:
    """The marked words, each once."""
    return list(dict.fromkeys(mark.word for mark in found))


def version_of(passages: Iterable[Passage]) -> str:
    """The same for the same texts: says whether what somebody read is what stands there now."""
    return sha256(
        "\1".join("\0".join((one.label, one.text)) for one in passages).encode()
    ).hexdigest()[:16]


def shown(text: str, known: Known) -> SafeString:
    """The text, safe, with each name in a `mark` element."""
    parts: list[SafeString] = []
    last = 0
    for name in find(text, known):
        parts.append(
            format_html("{}<mark>{}</mark>", text[last : name.start], text[name.start : name.end])
        )
        last = name.end
    return format_html_join("", "{}", [*((part,) for part in parts), (text[last:],)])

"""An editor's words above a page that code owns.

A part registers its page as a `CodedPage` in `AppConfig.ready` and puts `{% introduction
"kennisbank" %}` in its template, under the `h1`. Whoever owns the pages keeps the words and says
here how to find them; as long as there are none, nothing shows.
"""

from collections.abc import Callable
from dataclasses import dataclass

from jmzpro.kit.registry import Registry


@dataclass(frozen=True)
class CodedPage:
    """`key` is what the template names; `label` and `address` are how an editor knows the page."""

    key: str
    label: str
    address: str
    order: int = 50


coded_pages: Registry[CodedPage] = Registry("introductions")
_words_of: Callable[[str], str] = lambda key: ""  # noqa: E731


def ask_for_introductions_with(words_of: Callable[[str], str]) -> None:
    """Who owns the pages says here how to find the introduction of a coded page: safe HTML, or
    nothing.
    """
    global _words_of
    _words_of = words_of


def words_above(key: str) -> str:
    """The introduction of a registered page as safe HTML, or nothing. An unknown key is a
    KeyError.
    """
    return _words_of(coded_pages[key].key)

"""The search engine's interface: what an index takes, and what it gives back. It knows kinds and
ids, never rights.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from jmzpro.search.registry import Document
from jmzpro.text.synonyms import Synonyms

NO_SYNONYMS = Synonyms()


@dataclass(frozen=True)
class Match:
    """One thing that fits, by its searchable's key and its id in the database. `score`: higher
    fits better, within one answer only.
    """

    kind: str
    id: str
    score: float


class IndexBroken(Exception):
    """The files on disk cannot be read; the index has to be built again."""


class Engine(Protocol):
    """An index of documents. What was added or removed shows after `commit`, all at once.

    `note`: a short text that is kept with the documents in the same commit (how far the index has
    followed the database). Every method may raise IndexBroken.
    """

    def add(self, kind: str, object_id: str, document: Document) -> None:
        """Put it in, in the place of what was there under the same kind and id."""
        ...

    def remove(self, kind: str, object_id: str) -> None: ...

    def commit(self, note: str) -> None: ...

    def note(self) -> str: ...

    def count(self) -> int:
        """How many documents there are."""
        ...

    def search(
        self,
        query: str,
        kinds: Iterable[str] | None = None,
        limit: int = 50,
        synonyms: Synonyms = NO_SYNONYMS,
    ) -> list[Match]:
        """What fits the query best. Not every word needs to occur; a word that resembles none in
        the index counts for nothing.

        `synonyms`: what the query says is also looked for in these other words, for somewhat less
        than the words themselves.
        """
        ...

    def suggest(
        self, typed: str, kinds: Iterable[str] | None = None, limit: int = 8
    ) -> list[Match]:
        """Things whose title has all words typed so far, the last of which may be only begun. As
        everything here it knows no rights: ask for more than are shown and look each up through
        `visible_to`.
        """
        ...

    def nearest_word(self, word: str) -> str:
        """The indexed word that a mistyped one resembles most, folded: within one error, from six
        letters on within two.

        Empty when there is none, or when the word itself is indexed. It may occur in hidden things
        only: offer it when a search for it shows this user something.
        """
        ...

    def like(
        self,
        text: str,
        kinds: Iterable[str] | None = None,
        limit: int = 10,
        not_id: tuple[str, str] | None = None,
        *,
        plainly: bool = False,
    ) -> list[Match]:
        """What resembles a text of any length, by its most telling terms; `not_id` is the (kind,
        id) of the text itself.

        `plainly`: by stems and parts of words alone, for a caller that measures the likeness
        itself.
        """
        ...

    def close(self) -> None: ...

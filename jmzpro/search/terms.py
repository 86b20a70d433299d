"""The different words of an index, in a small index of their own: so that a word finds the ones
that are written like it.

A word stays when the last document that had it goes; whoever asks looks up how often it occurs now.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import tantivy
from rapidfuzz.distance import OSA
from tantivy import Occur, Query

from jmzpro.text.analysis import STOP_WORDS, grams_of

SHORTEST, LONGEST = 3, 40
# Of the words that share most pieces with the one asked for, so many are measured.
MEASURED = 40
# So many words are remembered as learned, so that they need not be looked up for every document.
REMEMBERED = 400_000
HEAP = 15_000_000
# A compound is a kind of what its last part says: schoolverzuim is verzuim, verzuimkaart is a card.
SHORTEST_HEAD, OF_HEAD = 4, 1.8


@dataclass(frozen=True)
class Alike:
    """A word and how far it has the pieces of the one asked for: 1 all of them, more for a compound
    that ends with it.

    `edits`: how many letters differ, at most 2; or 3.
    """

    word: str
    likeness: float
    edits: int


def _schema() -> tantivy.Schema:
    fields = tantivy.SchemaBuilder()
    fields.add_text_field("word", stored=True, tokenizer_name="raw", index_option="basic")
    fields.add_text_field("grams", tokenizer_name="whitespace", index_option="freq")
    return fields.build()


SCHEMA = _schema()


def is_worth_learning(word: str) -> bool:
    return SHORTEST <= len(word) <= LONGEST and word.isalpha() and word not in STOP_WORDS


def allowed_edits(word: str) -> int:
    """How many letters of a word may be wrong: one, from six letters on two."""
    return 1 if len(word) <= 5 else 2


class TermDictionary:
    """One folder of files, read and written as the index it belongs to."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self._index = tantivy.Index(SCHEMA, str(folder))
        self._index.config_reader(reload_policy="manual")
        self._writer: tantivy.IndexWriter | None = None
        self._learned: set[str] = set()
        self._has_new = False
        self._seen: tuple[int, int] | None = None
        self._remembered = lru_cache(maxsize=4_096)(self._look_up)

    # ---- writing

    def learn(self, words: Iterable[str]) -> None:
        """Write down the words that are not in it yet; they show after `commit`."""
        new = [word for word in words if word not in self._learned and is_worth_learning(word)]
        if not new:
            return
        searcher = self.reading()
        if len(self._learned) > REMEMBERED and not self._has_new:
            self._learned.clear()
        self._learned.update(new)
        for word in new:
            if not searcher.doc_freq("word", word):
                self._writing().add_document(
                    tantivy.Document(word=word, grams=" ".join(grams_of(word)))
                )
                self._has_new = True

    def commit(self) -> None:
        if self._has_new:
            self._writing().commit()
            self._has_new = False

    def close(self) -> None:
        self._learned.clear()
        if self._writer is not None:
            writer, self._writer = self._writer, None
            writer.rollback()
            writer.wait_merging_threads()

    def _writing(self) -> tantivy.IndexWriter:
        if self._writer is None:
            self._writer = self._index.writer(HEAP, 1)
        return self._writer

    # ---- reading

    def reading(self) -> tantivy.Searcher:
        stat = (self.folder / "meta.json").stat()
        if self._seen != (stat.st_mtime_ns, stat.st_ino):
            self._index.reload()
            self._seen = (stat.st_mtime_ns, stat.st_ino)
            self._remembered.cache_clear()
        return self._index.searcher()

    def alike(self, word: str) -> tuple[Alike, ...]:
        """The words that share pieces with this one, most alike first; the word itself is not
        among them.
        """
        searcher = self.reading()
        return self._remembered(word, searcher.num_docs)

    def _look_up(self, word: str, known: int) -> tuple[Alike, ...]:
        if not known or not SHORTEST <= len(word) <= LONGEST:
            return ()
        searcher = self._index.searcher()
        grams = {
            gram: math.log(1 + (known - often + 0.5) / (often + 0.5))
            for gram, often in self._often(searcher, word)
            if often
        }
        total = sum(grams.values())
        found: set[str] = set()
        if grams:
            asked = Query.boolean_query(
                [(Occur.Should, Query.term_query(SCHEMA, "grams", gram, "freq")) for gram in grams]
            )
            found = {
                searcher.doc(address)["word"][0]
                for _, address in searcher.search(asked, MEASURED, count=False).hits
            }
        alike = [self._measured(word, other, grams, total) for other in found if other != word]
        if not any(other.edits <= allowed_edits(word) for other in alike):
            alike += [
                self._measured(word, other, grams, total)
                for other in self._near(searcher, word)
                if other not in found and other != word
            ]
        return tuple(sorted(alike, key=lambda other: (-other.likeness, other.word)))

    def _often(self, searcher: tantivy.Searcher, word: str) -> list[tuple[str, int]]:
        return [(gram, searcher.doc_freq("grams", gram)) for gram in dict.fromkeys(grams_of(word))]

    def _near(self, searcher: tantivy.Searcher, word: str) -> list[str]:
        """Words within the allowed edits that share no piece with this one, as zrog and zorg."""
        near = Query.fuzzy_term_query(SCHEMA, "word", word, distance=allowed_edits(word))
        return [
            searcher.doc(address)["word"][0]
            for _, address in searcher.search(near, 20, count=False).hits
        ]

    def _measured(self, word: str, other: str, grams: dict[str, float], total: float) -> Alike:
        pieces = set(grams_of(other))
        shared = sum(weight for gram, weight in grams.items() if gram in pieces)
        # A much longer word has more pieces of its own that say something else.
        longer = max(0.0, len(other) / len(word) - 1)
        likeness = shared / total / (1 + 0.08 * longer) if total else 0.0
        if longer and len(word) >= SHORTEST_HEAD and other.endswith(word):
            likeness *= OF_HEAD
        return Alike(other, likeness, OSA.distance(word, other, score_cutoff=2))

"""The index in tantivy: one document a thing, its terms ready-made by `text.analysis`, and
beside it the book of its words.
"""

import math
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import tantivy
from tantivy import Occur, Query

from jmzpro.search.index import NO_SYNONYMS, IndexBroken, Match
from jmzpro.search.ranking import LARGE, TITLE_STEM, Asked, Ranking, one_by_one
from jmzpro.search.registry import Document
from jmzpro.search.terms import LONGEST as LONGEST_MISTYPED
from jmzpro.search.terms import SHORTEST as SHORTEST_MISTYPED
from jmzpro.search.terms import TermDictionary, allowed_edits
from jmzpro.text.analysis import STOP_WORDS, expand, line_of, tokens
from jmzpro.text.synonyms import Synonyms

# Changes with the fields or the analysis: an index of another version is built again.
VERSION = "4"
Hit = tuple[float, tantivy.DocAddress]
TEXT_FIELDS = ("title", "words", "stems", "grams", "parts", "title_stems", "title_grams")
NOTE_KEY = "note"
HEAP = 50_000_000
MOST_WORDS = 24
# Of a query's best this many are compared by their letters too; what is beyond keeps its place
# behind them.
CANDIDATES = 100
# Of the words of a long text this many are looked up, and of so many of them the letters too.
LIKE_WORDS, LIKE_WORDS_IN_GRAMS = 20, 8
# So many titles' words that begin with what was typed are looked at.
MOST_BEGINNINGS = 40
# So many counts of terms, and keys of documents, are remembered of one view.
REMEMBERED = 100_000
# What is called exactly what was asked comes just above the best of the others.
NAMED = 1.001
# Just below that comes what says all of it somewhere, when hardly anything does: a sentence of a
# book of 200 pages finds that book, though so long a text is hardly about it. Of three words one at
# least must be as seldom.
SAID, FEW, SEVERAL, A_SENTENCE = 1.0005, 3, 3, 4


def schema() -> tantivy.Schema:
    fields = tantivy.SchemaBuilder()
    fields.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    fields.add_text_field("kind", tokenizer_name="raw", index_option="basic")
    fields.add_text_field("note", stored=True, tokenizer_name="raw", index_option="basic")
    fields.add_unsigned_field("number", indexed=True, fast=True)
    fields.add_text_field("name", tokenizer_name="raw", index_option="basic")
    for name in TEXT_FIELDS:
        fields.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    return fields.build()


SCHEMA = schema()


@contextmanager
def broken_when_unreadable() -> Iterator[None]:
    """tantivy says all that is wrong with its files as ValueError or OSError."""
    try:
        yield
    except (ValueError, OSError) as error:
        raise IndexBroken(str(error)) from error


class View:
    """The index as it was at one commit."""

    def __init__(self, searcher: tantivy.Searcher) -> None:
        self.searcher = searcher
        self.total: int = searcher.num_docs
        self._often: dict[tuple[str, str], int] = {}
        self._keys: dict[int, tuple[str, str]] = {}

    def often(self, name: str, term: str) -> int:
        count = self._often.get((name, term))
        if count is None:
            if len(self._often) > REMEMBERED:
                self._often.clear()
            count = self._often[name, term] = self.searcher.doc_freq(name, term)
        return count

    def term(self, name: str, term: str) -> Query:
        return Query.term_query(SCHEMA, name, term, "freq")

    def longer(self, word: str, limit: int) -> list[str]:
        return [longer for longer, _ in self.searcher.terms_with_prefix("words", word, limit=limit)]

    def hits(self, query: Query, limit: int) -> list[Hit]:
        return list(self.searcher.search(query, max(1, limit), count=False).hits)

    def numbers(self, addresses: Sequence[tantivy.DocAddress]) -> list[int]:
        return (
            [
                int(number or 0)
                for number in self.searcher.fast_field_values("number", list(addresses))
            ]
            if addresses
            else []
        )

    def key(self, number: int, address: tantivy.DocAddress) -> tuple[str, str]:
        """The kind and the id of a document."""
        found = self._keys.get(number)
        if found is None:
            if len(self._keys) > REMEMBERED:
                self._keys.clear()
            kind, _, object_id = self.searcher.doc(address)["key"][0].rpartition(":")
            found = self._keys[number] = (kind, object_id)
        return found


class TantivyIndex:
    """One folder of files. Any number of processes read it; one at a time writes (tantivy keeps
    a lock that dies with the process).
    """

    def __init__(self, folder: Path) -> None:
        """Opens what is there, or makes an empty index. Raises IndexBroken."""
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        with broken_when_unreadable():
            self._index = tantivy.Index(SCHEMA, str(folder))
            self._index.config_reader(reload_policy="manual")
            self._book = TermDictionary(folder / "words")
        self._writer: tantivy.IndexWriter | None = None
        self._seen: tuple[int, int] | None = None
        self._view: View | None = None
        self._last_number = 0

    # ---- writing

    def add(self, kind: str, object_id: str, document: Document) -> None:
        title = expand(tokens(document.title))
        words = expand(tokens("\n".join([document.title, *document.keywords, document.body])))
        lines, title_lines = [line_of(word) for word in words], [line_of(word) for word in title]
        made = tantivy.Document(
            key=f"{kind}:{object_id}",
            kind=kind,
            name=name_of(title),
            title=" ".join(title),
            words=" ".join(words),
            stems=" ".join([line.stem for line in lines]),
            grams=" ".join([line.grams for line in lines]),
            parts=" ".join([line.parts for line in lines]),
            title_stems=" ".join([line.stem for line in title_lines]),
            title_grams=" ".join([line.grams for line in title_lines]),
        )
        made.add_unsigned("number", self._next_number())
        self.remove(kind, object_id)
        with broken_when_unreadable():
            self._book.learn(set(words))
            self._writing().add_document(made)

    def remove(self, kind: str, object_id: str) -> None:
        with broken_when_unreadable():
            self._writing().delete_documents_by_term("key", f"{kind}:{object_id}")

    def commit(self, note: str) -> None:
        """The words first: what is in the book and not in the index does no harm."""
        with broken_when_unreadable():
            self._book.commit()
            writer = self._writing()
            writer.delete_documents_by_term("key", NOTE_KEY)
            writer.add_document(tantivy.Document(key=NOTE_KEY, note=note))
            writer.commit()

    def close(self) -> None:
        """Let go of the writer, after its merges; what was not committed is gone."""
        if self._writer is not None:
            writer, self._writer = self._writer, None
            with suppress(ValueError, OSError):  # files that are gone or broken need no closing
                writer.rollback()
                writer.wait_merging_threads()
                self._book.close()

    def _writing(self) -> tantivy.IndexWriter:
        if self._writer is None:
            self._writer = self._index.writer(HEAP, 1)
        return self._writer

    def _next_number(self) -> int:
        """Each document its own, also after it was changed; they rise, which keeps them small on
        disk.
        """
        self._last_number = max(self._last_number + 1, time.time_ns())
        return self._last_number

    # ---- reading

    def note(self) -> str:
        with broken_when_unreadable():
            view = self._reading()
            hits = view.hits(Query.term_query(SCHEMA, "key", NOTE_KEY), 1)
            return str(view.searcher.doc(hits[0][1])["note"][0]) if hits else ""

    def count(self) -> int:
        with broken_when_unreadable():
            view = self._reading()
            return view.total - len(view.hits(Query.term_query(SCHEMA, "key", NOTE_KEY), 1))

    def search(
        self,
        query: str,
        kinds: Iterable[str] | None = None,
        limit: int = 50,
        synonyms: Synonyms = NO_SYNONYMS,
    ) -> list[Match]:
        words = expand(tokens(query))[:MOST_WORDS]
        with broken_when_unreadable():
            view = self._reading()
            asked = Ranking(view, self._book).asked(words, synonyms.said_in(words))
            return self._ranked(
                view, asked, kinds, limit, name=name_of(words), said=self._said(view, words, kinds)
            )

    def like(
        self,
        text: str,
        kinds: Iterable[str] | None = None,
        limit: int = 10,
        not_id: tuple[str, str] | None = None,
        *,
        plainly: bool = False,
    ) -> list[Match]:
        with broken_when_unreadable():
            view = self._reading()
            words = self._telling(view, expand(tokens(text)))
            ranking = Ranking(view, self._book)
            asked = (
                ranking.asked_plainly(words)
                if plainly
                else ranking.asked(words, letters_of=LIKE_WORDS_IN_GRAMS)
            )
            found = self._ranked(view, asked, kinds, limit + (not_id is not None))
        return [match for match in found if (match.kind, match.id) != not_id][:limit]

    def suggest(
        self, typed: str, kinds: Iterable[str] | None = None, limit: int = 8
    ) -> list[Match]:
        *whole, begun = tokens(typed) or [""]
        if not begun:
            return []
        with broken_when_unreadable():
            view = self._reading()
            longer = view.searcher.terms_with_prefix("title", begun, limit=MOST_BEGINNINGS)
            if not longer:
                return []
            must = [
                Query.boolean_query(
                    [(Occur.Should, view.term("title", word)) for word, _ in longer]
                )
            ]
            must += [view.term("title", word) for word in dict.fromkeys(whole[:MOST_WORDS])]
            hits = view.hits(_all_of([*must, *_of_kinds(kinds)]), limit)
            numbers = view.numbers([address for _, address in hits])
            return [
                Match(*view.key(number, address), score)
                for number, (score, address) in zip(numbers, hits, strict=True)
            ]

    def nearest_word(self, word: str) -> str:
        mistyped = "".join(tokens(word))
        if not SHORTEST_MISTYPED <= len(mistyped) <= LONGEST_MISTYPED:
            return ""
        with broken_when_unreadable():
            view = self._reading()
            if view.often("words", mistyped):
                return ""
            near = [
                (other.edits, other.word[:1] != mistyped[:1], -often, other.word)
                for other in self._book.alike(mistyped)
                if other.edits <= allowed_edits(mistyped)
                and (often := view.often("words", other.word))
            ]
        return min(near)[-1] if near else ""

    def _reading(self) -> View:
        """A view of the last commit of any process; looking whether there is a newer one costs
        one stat.
        """
        stat = (self.folder / "meta.json").stat()
        if self._view is None or self._seen != (stat.st_mtime_ns, stat.st_ino):
            self._index.reload()
            self._seen = (stat.st_mtime_ns, stat.st_ino)
            self._view = View(self._index.searcher())
        return self._view

    def _telling(self, view: View, words: list[str]) -> list[str]:
        """The words of a long text that say most: often in it, seldom elsewhere."""
        if len(set(words)) <= LIKE_WORDS:
            return words
        counted = Counter(word for word in words if word not in STOP_WORDS)

        def says(word: str) -> float:
            return math.sqrt(counted[word]) * math.log(
                (view.total + 1) / (view.often("words", word) + 1)
            )

        return sorted(counted, key=lambda word: (-says(word), word))[:LIKE_WORDS]

    def _ranked(
        self,
        view: View,
        asked: Asked,
        kinds: Iterable[str] | None,
        limit: int,
        *,
        name: str = "",
        said: Sequence[Hit] = (),
    ) -> list[Match]:
        """First what fits by its words; then the best of those once more, by their pieces and
        their titles.
        """
        if asked.candidates is None:
            return []
        hits = view.hits(_all_of([asked.candidates, *_of_kinds(kinds)]), max(limit, CANDIDATES))
        numbers = view.numbers([address for _, address in hits])
        scores = {number: score for number, (score, _) in zip(numbers, hits, strict=True)}
        for number, more in self._by_pieces(view, asked, numbers[:CANDIDATES]):
            scores[number] += more
        best_score = max(scores.values(), default=0.0)
        saying = dict(
            zip(
                view.numbers([address for _, address in said]),
                (address for _, address in said),
                strict=True,
            )
        )
        scores |= dict.fromkeys(saying, best_score * SAID)
        scores |= {
            number: best_score * NAMED
            for number in self._named(view, name, kinds)
            if number in scores
        }
        addresses = dict(zip(numbers, (address for _, address in hits), strict=True)) | saying
        # The sort is stable: what fits equally well keeps the order of the index.
        best = sorted(addresses, key=lambda number: -scores[number])[:limit]
        return [Match(*view.key(number, addresses[number]), scores[number]) for number in best]

    def _said(self, view: View, words: Sequence[str], kinds: Iterable[str] | None) -> list[Hit]:
        """The few documents that say every telling word; none when many do, or when the words
        are too few and too common to tell.
        """
        telling = list(dict.fromkeys(word for word in words if word not in STOP_WORDS))
        often = [view.often("words", word) for word in telling]
        if (
            len(telling) < SEVERAL
            or not min(often)
            or (len(telling) < A_SENTENCE and min(often) > FEW)
        ):
            return []
        hits = view.hits(
            _all_of([*(view.term("words", word) for word in telling), *_of_kinds(kinds)]), FEW + 1
        )
        return hits if len(hits) <= FEW else []

    def _named(self, view: View, name: str, kinds: Iterable[str] | None) -> list[int]:
        """The documents whose whole title was asked for."""
        if not name or not view.often("name", name):
            return []
        hits = view.hits(
            _all_of([Query.term_query(SCHEMA, "name", name), *_of_kinds(kinds)]), CANDIDATES
        )
        return view.numbers([address for _, address in hits])

    def _by_pieces(
        self, view: View, asked: Asked, numbers: Sequence[int]
    ) -> Iterator[tuple[int, float]]:
        """What the pieces of the text add, and the pieces and words of the title; titles are
        measured against the best of them.
        """
        if not numbers:
            return
        ideal = sum(asked.grams.values())
        if ideal:
            for number, score in self._scored(
                view, numbers, [("grams", gram, 1.0) for gram in asked.grams]
            ):
                yield number, score * asked.pieces_count / ideal
        in_title = [("title_grams", gram, 1.0) for gram in asked.grams] + [
            ("title_stems", stem, TITLE_STEM) for stem in asked.stems
        ]
        found = self._scored(view, numbers, in_title)
        for number, score in found:
            yield number, score * asked.title_counts / found[0][1]

    def _scored(
        self, view: View, numbers: Sequence[int], terms: Iterable[tuple[str, str, float]]
    ) -> list[tuple[int, float]]:
        """How well each of these documents has these terms (field, term, weight), best first;
        without those that have none.
        """
        known = [
            Query.boost_query(view.term(name, term), by)
            for name, term, by in dict.fromkeys(terms)
            if view.often(name, term)
        ]
        if not known:
            return []
        these = Query.const_score_query(Query.term_set_query(SCHEMA, "number", list(numbers)), 0.0)
        if view.total <= LARGE:
            asked = _all_of([these, Query.boolean_query([(Occur.Should, term) for term in known])])
        else:
            asked = one_by_one(these, known)
        hits = [(score, address) for score, address in view.hits(asked, len(numbers)) if score > 0]
        return [
            (number, score)
            for number, (score, _) in zip(
                view.numbers([address for _, address in hits]), hits, strict=True
            )
        ]


def name_of(words: Sequence[str]) -> str:
    return "_".join(words[:MOST_WORDS])


def _of_kinds(kinds: Iterable[str] | None) -> list[Query]:
    return (
        []
        if kinds is None
        else [Query.const_score_query(Query.term_set_query(SCHEMA, "kind", list(kinds)), 0.0)]
    )


def _all_of(queries: Sequence[Query]) -> Query:
    return Query.boolean_query([(Occur.Must, query) for query in queries])

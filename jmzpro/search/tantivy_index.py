"""The index in tantivy: one document a thing, its terms ready-made by `text.analysis`, ranked by a mix of BM25 over several fields."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import tantivy
from rapidfuzz import process
from rapidfuzz.distance import OSA
from tantivy import Occur, Query

from jmzpro.search.index import NO_SYNONYMS, IndexBroken, Match
from jmzpro.search.registry import Document
from jmzpro.text.analysis import STOP_WORDS, Terms, analyse, expand, terms_of, tokens
from jmzpro.text.lexicon import is_word
from jmzpro.text.synonyms import Synonyms

# Changes with the fields or the analysis: an index of another version is built again.
VERSION = "2"
# How much each field counts. Each field's BM25 is divided by its best score for the query first, so that they can be added up.
WEIGHTS = {"words": 0.2, "stems": 0.2, "grams": 1.0, "title_grams": 0.3, "parts": 0.2}
NOTE_KEY = "note"
HEAP = 15_000_000
MOST_WORDS = 24
# Of the longer words that begin with a word of the query this many count as a likeness of it.
MOST_LONGER = 30
LONGEST_MISTYPED = 40
# Of the words of a long text this many are looked up, and of so many of them the grams too: grams are most of the work.
LIKE_WORDS, LIKE_WORDS_IN_GRAMS = 20, 8


def schema() -> tantivy.Schema:
    fields = tantivy.SchemaBuilder()
    fields.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    fields.add_text_field("kind", tokenizer_name="raw", index_option="basic")
    fields.add_text_field("note", stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("title", *WEIGHTS):
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


class TantivyIndex:
    """One folder of files. Any number of processes read it; one at a time writes (tantivy keeps a lock that dies with the process)."""

    def __init__(self, folder: Path) -> None:
        """Opens what is there, or makes an empty index. Raises IndexBroken."""
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        with broken_when_unreadable():
            self._index = tantivy.Index(SCHEMA, str(folder))
            self._index.config_reader(reload_policy="manual")
        self._writer: tantivy.IndexWriter | None = None
        self._seen: tuple[int, int] | None = None

    # ---- writing

    def add(self, kind: str, object_id: str, document: Document) -> None:
        title, body = analyse(document.title), analyse("\n".join([document.title, *document.keywords, document.body]))
        made = tantivy.Document(
            key=_key(kind, object_id),
            kind=kind,
            title=" ".join(title.words),
            words=" ".join(body.words),
            stems=" ".join(body.stems),
            grams=" ".join(body.grams),
            title_grams=" ".join(title.grams),
            parts=" ".join(body.parts),
        )
        self.remove(kind, object_id)
        with broken_when_unreadable():
            self._writing().add_document(made)

    def remove(self, kind: str, object_id: str) -> None:
        with broken_when_unreadable():
            self._writing().delete_documents_by_term("key", _key(kind, object_id))

    def commit(self, note: str) -> None:
        with broken_when_unreadable():
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

    def _writing(self) -> tantivy.IndexWriter:
        if self._writer is None:
            self._writer = self._index.writer(HEAP, 1)
        return self._writer

    # ---- reading

    def note(self) -> str:
        with broken_when_unreadable():
            searcher = self._reading()
            hits = searcher.search(Query.term_query(SCHEMA, "key", NOTE_KEY), 1, count=False).hits
            return str(searcher.doc(hits[0][1])["note"][0]) if hits else ""

    def count(self) -> int:
        with broken_when_unreadable():
            searcher = self._reading()
            return searcher.num_docs - len(searcher.search(Query.term_query(SCHEMA, "key", NOTE_KEY), 1, count=False).hits)

    def search(self, query: str, kinds: Iterable[str] | None = None, limit: int = 50, synonyms: Synonyms = NO_SYNONYMS) -> list[Match]:
        with broken_when_unreadable():
            searcher = self._reading()
            words = tokens(query)
            others = [word for said in synonyms.said_in(words) for form in said.others for word in form]
            terms, likenesses = self._asked(searcher, terms_of(expand([*words, *others])))
            return self._ranked(searcher, _fields(terms), _filters(kinds, likenesses), limit)

    def suggest(self, typed: str, kinds: Iterable[str] | None = None, limit: int = 8) -> list[Match]:
        *whole, begun = tokens(typed) or [""]
        if not begun:
            return []
        with broken_when_unreadable():
            searcher = self._reading()
            longer = searcher.terms_with_prefix("title", begun, limit=MOST_LONGER)
            if not longer:
                return []
            must = [Query.boolean_query([(Occur.Should, _term("title", word)) for word, _ in longer])]
            must += [_term("title", word) for word in dict.fromkeys(whole[:MOST_WORDS])]
            asked = Query.boolean_query([(Occur.Must, query) for query in [*must, *_filters(kinds, [])]])
            return self._matches(searcher, searcher.search(asked, max(1, limit), count=False).hits)

    def nearest_word(self, word: str) -> str:
        with broken_when_unreadable():
            searcher = self._reading()
            mistyped = "".join(tokens(word))
            if not 3 <= len(mistyped) <= LONGEST_MISTYPED or searcher.doc_freq("words", mistyped):
                return ""
            near = process.extract(
                mistyped,
                [known for known, _ in searcher.terms_with_prefix("words", "")],
                scorer=OSA.distance,
                score_cutoff=1 if len(mistyped) <= 5 else 2,
                limit=10,
            )
            best = min(
                near, key=lambda found: (found[1], found[0][:1] != mistyped[:1], -searcher.doc_freq("words", found[0])), default=None
            )
            return str(best[0]) if best else ""

    def like(self, text: str, kinds: Iterable[str] | None = None, limit: int = 10, not_id: tuple[str, str] | None = None) -> list[Match]:
        with broken_when_unreadable():
            searcher = self._reading()
            terms = self._telling(searcher, analyse(text))
            found = self._ranked(searcher, _fields(terms), _filters(kinds, []), limit + (not_id is not None))
        return [match for match in found if (match.kind, match.id) != not_id][:limit]

    def _reading(self) -> tantivy.Searcher:
        """A view of the last commit of any process; looking whether there is a newer one costs one stat."""
        stat = (self.folder / "meta.json").stat()
        if self._seen != (stat.st_mtime_ns, stat.st_ino):
            self._index.reload()
            self._seen = (stat.st_mtime_ns, stat.st_ino)
        return self._index.searcher()

    def _asked(self, searcher: tantivy.Searcher, terms: Terms) -> tuple[Terms, list[Query]]:
        """The query's words that the index knows or has a likeness of, and queries of which every result fits at least one.

        Without those a result might share some letters with the query and nothing else.
        """
        words = list(dict.fromkeys(terms.words))[:MOST_WORDS]
        likeness = {word: self._likeness(searcher, word) for word in [word for word in words if word not in STOP_WORDS] or words}
        return terms_of([word for word, queries in likeness.items() if queries]), [
            query for queries in likeness.values() for query in queries
        ]

    def _likeness(self, searcher: tantivy.Searcher, word: str) -> list[Query]:
        """What of the index is as good as this word: itself, its inflections and parts, longer words that begin with it, mistypings.

        A typing error is looked for only when nothing else is there and the word is no Dutch word; two errors in a longer word.
        """
        terms = terms_of([word])
        fields = {"words": [word], "stems": terms.stems, "parts": terms.parts}
        known = [_term(field, term) for field, found in fields.items() for term in found if searcher.doc_freq(field, term)]
        if len(word) >= 3:
            known += [_term("words", longer) for longer, _ in searcher.terms_with_prefix("words", word, limit=MOST_LONGER)]
        if known or not 3 <= len(word) <= LONGEST_MISTYPED or is_word(word):
            return known
        near = Query.fuzzy_term_query(SCHEMA, "words", word, distance=1 if len(word) <= 5 else 2)
        return [near] if searcher.search(near, 1, count=False).hits else []

    def _telling(self, searcher: tantivy.Searcher, terms: Terms) -> Terms:
        """The words of a long text that say most: often in it, seldom elsewhere."""
        if len(set(terms.words)) <= LIKE_WORDS:
            return terms
        often = Counter(word for word in terms.words if word not in STOP_WORDS)
        total = searcher.num_docs + 1

        def says(word: str) -> float:
            return math.sqrt(often[word]) * math.log(total / (searcher.doc_freq("words", word) + 1))

        best = sorted(often, key=lambda word: (-says(word), word))[:LIKE_WORDS]
        return replace(terms_of(best), grams=terms_of(best[:LIKE_WORDS_IN_GRAMS]).grams)

    def _ranked(self, searcher: tantivy.Searcher, fields: dict[str, list[str]], filters: list[Query], limit: int) -> list[Match]:
        """The best of each field first, to divide by; then all fields in one query, among what passes every filter."""
        asked = [
            (name, Query.boolean_query([(Occur.Should, _term(name, term)) for term in terms])) for name, terms in fields.items() if terms
        ]
        mixed = [
            (Occur.Should, Query.boost_query(query, WEIGHTS[name] / best[0][0]))
            for name, query in asked
            if (best := searcher.search(query, 1, count=False).hits) and best[0][0] > 0
        ]
        if not mixed:
            return []
        must = [Query.boolean_query(mixed), *(Query.const_score_query(each, 0.0) for each in filters)]
        hits = searcher.search(Query.boolean_query([(Occur.Must, query) for query in must]), max(1, limit), count=False).hits
        return self._matches(searcher, hits)

    def _matches(self, searcher: tantivy.Searcher, hits: Sequence[tuple[float, tantivy.DocAddress]]) -> list[Match]:
        return [Match(*_kind_and_id(searcher.doc(address)["key"][0]), score) for score, address in hits]


def _filters(kinds: Iterable[str] | None, likenesses: list[Query]) -> list[Query]:
    of_kinds = [] if kinds is None else [Query.term_set_query(SCHEMA, "kind", list(kinds))]
    return [*of_kinds, Query.boolean_query([(Occur.Should, query) for query in likenesses])] if likenesses else of_kinds


def _fields(terms: Terms) -> dict[str, list[str]]:
    """Each field's terms, every one once. Title grams are the grams, looked up in the title."""
    grams = list(dict.fromkeys(terms.grams))
    return {
        "words": list(dict.fromkeys(terms.words)),
        "stems": list(dict.fromkeys(terms.stems)),
        "grams": grams,
        "title_grams": grams,
        "parts": list(dict.fromkeys(terms.parts)),
    }


def _term(field: str, term: str) -> Query:
    return Query.term_query(SCHEMA, field, term, "freq")


def _key(kind: str, object_id: str) -> str:
    return f"{kind}:{object_id}"


def _kind_and_id(key: str) -> tuple[str, str]:
    kind, _, object_id = key.rpartition(":")
    return kind, object_id

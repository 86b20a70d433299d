"""The index in tantivy: one document a thing, its terms ready-made by `text.analysis`, ranked by a mix of BM25 over several fields."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import tantivy
from tantivy import Occur, Query

from jmzpro.search.index import IndexBroken, Match
from jmzpro.search.registry import Document
from jmzpro.text.analysis import STOP_WORDS, Terms, analyse, terms_of

# Changes with the fields or the analysis: an index of another version is built again.
VERSION = "1"
# How much each field counts. Each field's BM25 is divided by its best score for the query first, so that they can be added up.
WEIGHTS = {"words": 0.2, "stems": 0.2, "grams": 1.0, "title_grams": 0.3, "parts": 0.2}
NOTE_KEY = "note"
HEAP = 15_000_000
MOST_WORDS = 24
# Of the words of a long text this many are looked up, and this many grams.
LIKE_WORDS, LIKE_GRAMS = 20, 60


def schema() -> tantivy.Schema:
    fields = tantivy.SchemaBuilder()
    fields.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    fields.add_text_field("kind", tokenizer_name="raw", index_option="basic")
    fields.add_text_field("note", stored=True, tokenizer_name="raw", index_option="basic")
    for name in WEIGHTS:
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
            return searcher.num_docs - bool(self.note())

    def search(self, query: str, kinds: Iterable[str] | None = None, limit: int = 50) -> list[Match]:
        with broken_when_unreadable():
            searcher = self._reading()
            return self._ranked(searcher, _fields(self._known(searcher, analyse(query))), kinds, limit)

    def like(self, text: str, kinds: Iterable[str] | None = None, limit: int = 10, not_id: tuple[str, str] | None = None) -> list[Match]:
        with broken_when_unreadable():
            searcher = self._reading()
            found = self._ranked(searcher, _fields(self._telling(searcher, analyse(text))), kinds, limit + (not_id is not None))
        return [match for match in found if (match.kind, match.id) != not_id][:limit]

    def _reading(self) -> tantivy.Searcher:
        """A view of the last commit of any process; looking whether there is a newer one costs one stat."""
        stat = (self.folder / "meta.json").stat()
        if self._seen != (stat.st_mtime_ns, stat.st_ino):
            self._index.reload()
            self._seen = (stat.st_mtime_ns, stat.st_ino)
        return self._index.searcher()

    def _known(self, searcher: tantivy.Searcher, terms: Terms) -> Terms:
        """The query without the words that resemble none in the index: they would match by chance letters only."""
        words = list(dict.fromkeys(terms.words))[:MOST_WORDS]
        telling = [word for word in words if word not in STOP_WORDS] or words
        return terms_of([word for word in telling if self._resembles(searcher, word)])

    def _resembles(self, searcher: tantivy.Searcher, word: str) -> bool:
        """Whether the index has the word, an inflection, its parts, a longer word that begins with it, or one within two typing errors."""
        if searcher.doc_freq("words", word) or any(searcher.doc_freq("parts", part) for part in terms_of([word]).parts):
            return True
        if len(word) >= 3 and searcher.terms_with_prefix("words", word, limit=1):
            return True
        if not 3 <= len(word) <= 40:
            return False
        near = Query.fuzzy_term_query(SCHEMA, "words", word, distance=1 if len(word) <= 4 else 2)
        return bool(searcher.search(near, 1, count=False).hits)

    def _telling(self, searcher: tantivy.Searcher, terms: Terms) -> Terms:
        """The words of a long text that say most: often in it, seldom elsewhere."""
        if len(set(terms.words)) <= LIKE_WORDS:
            return terms
        often = Counter(word for word in terms.words if word not in STOP_WORDS)
        total = searcher.num_docs + 1

        def says(word: str) -> float:
            return math.sqrt(often[word]) * math.log(total / (searcher.doc_freq("words", word) + 1))

        return terms_of(sorted(often, key=lambda word: (-says(word), word))[:LIKE_WORDS])

    def _ranked(self, searcher: tantivy.Searcher, fields: dict[str, list[str]], kinds: Iterable[str] | None, limit: int) -> list[Match]:
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
        query = Query.boolean_query(mixed)
        if kinds is not None:
            of_kinds = Query.const_score_query(Query.term_set_query(SCHEMA, "kind", list(kinds)), 0.0)
            query = Query.boolean_query([(Occur.Must, query), (Occur.Must, of_kinds)])
        hits = searcher.search(query, max(1, limit), count=False).hits
        return [Match(*_kind_and_id(searcher.doc(address)["key"][0]), score) for score, address in hits]


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

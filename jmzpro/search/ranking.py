"""How well a document fits a query: one ranking, whatever the size of the index.

Each telling word of the query weighs as much as it is seldom. In a document it counts by its best
likeness there: the word itself, an inflection, a mistyping, its parts, a word with the same letters
in it. To that come, for the whole query: the parts of compounds, neighbours written as one word,
and how far the document and its title have the same pieces of four letters. The pieces are most of
the work, so they are compared for the best candidates only.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Protocol

from rapidfuzz.distance import Prefix
from tantivy import Occur, Query

from jmzpro.search.terms import TermDictionary, allowed_edits
from jmzpro.text.analysis import STOP_WORDS, grams_of, part_stems
from jmzpro.text.lexicon import LINKS, compound_stem, is_word, lemma, parts, stem
from jmzpro.text.synonyms import Said

# What each counts for when all of the query is in it. Found by ascent over development sets
# (docs/decisions/0019).
BEST, LETTERS, THERE, STEMS, PARTS, JOINED = 0.4, 0.3, 0.3, 0.1, 0.3, 0.5
GRAMS, TITLE = 0.8, 0.45
# A whole question says much by the way: how many of its words occur says less, the pieces and the
# title more. In between so many words.
LONG, WHOLE = 2, 5
THERE_WHOLE, GRAMS_WHOLE, TITLE_WHOLE = 0.15, 1.2, 0.8
# What has every word exactly as it was typed: of one word that is all there is to say, of more it
# may be chance.
EXACT_WORD, EXACT_WORDS = 1.0, 0.25
# What has the dictionary form of the one word that is asked for, when nothing has the word itself:
# steden finds stad before gaststeden.
DICTIONARY_WORD = 0.6
# Up to so many words, what is written like a word that is there counts too; of more words the
# others tell enough.
FEW_WORDS, SEVERAL_WORDS = 2, 4
# In an index from this size on, of more words than those, some of which are in so large a share of
# the documents: every result has one of the others, or of the words that make up so much of the
# query's weight. What has the common ones alone is hardly meant, and is much.
LARGE, COMMON, MOST_OF_IT = 20_000, 0.05, 0.6
# A title's word against one of its pieces: a word has about five.
TITLE_STEM = 2.5
# How good a likeness is beside the word itself.
OF_STEM, OF_NEAREST, OF_NEAR, OF_PARTS, OF_SYNONYM, OF_BEGINNING = 0.95, 0.8, 0.4, 0.8, 0.8, 0.5
# Words with a smaller share of the pieces of the one that is asked for say something else.
LEAST_LIKENESS = 0.3
# A word that the index does not have, but that is a Dutch word, is found by a word that has so much
# of its letters.
LIKE_ENOUGH = 0.35
# So many words alike are looked up for a query, shared among its words.
MOST_ALIKE, LEAST_ALIKE = 64, 4
MOST_LONGER = 20
SHORTEST_BEGINNING = 4
# Of a word that the index lacks, each half that it does have is at least this long.
SHORTEST_HALF = 4
# Of a long query the rarest pieces are compared: the others cost most and tell least.
MOST_GRAMS = 40


class Fields(Protocol):
    """What ranking asks of an index: how often a term is in it, and the query for a term."""

    total: int

    def often(self, name: str, term: str) -> int: ...

    def term(self, name: str, term: str) -> Query: ...

    def longer(self, word: str, limit: int) -> list[str]: ...


@dataclass
class Asked:
    """A query as ranking takes it."""

    found: list[Query] = field(default_factory=list)
    grams: dict[str, float] = field(default_factory=dict)
    stems: list[str] = field(default_factory=list)
    pieces_count: float = GRAMS
    title_counts: float = TITLE

    # What every candidate has one of, when words that are everywhere need not be looked for
    # everywhere.
    seldom: list[Query] = field(default_factory=list)

    @property
    def candidates(self) -> Query | None:
        if not self.found:
            return None
        must = (
            Query.const_score_query(Query.disjunction_max_query(self.seldom), 0.0)
            if self.seldom
            else None
        )
        return Query.boolean_query(
            [
                *([(Occur.Must, must)] if must else []),
                *((Occur.Should, query) for query in self.found),
            ]
        )


@dataclass
class Sought:
    """One word of the query: its weight, and the queries for what is as good as it, each with
    how good.
    """

    word: str
    weight: float
    best: list[Query] = field(default_factory=list)
    letters: list[Query] = field(default_factory=list)
    there: list[Query] = field(default_factory=list)


class Ranking:
    """The queries for one list of words, against one index as it is now."""

    def __init__(self, fields: Fields, book: TermDictionary) -> None:
        self.fields = fields
        self.book = book

    def seldom(self, often: float) -> float:
        return math.log(1 + (self.fields.total - often + 0.5) / (often + 0.5))

    def asked(self, words: Sequence[str], said: Iterable[Said] = (), letters_of: int = 24) -> Asked:
        """`words`: in their order, folded. `letters_of`: of so many words the pieces are
        compared.
        """
        telling = list(dict.fromkeys(word for word in words if word not in STOP_WORDS)) or list(
            dict.fromkeys(words)
        )
        sought = [Sought(word, self._weight(word)) for word in telling]
        mass = sum(each.weight for each in sought)
        most = max(LEAST_ALIKE, MOST_ALIKE // max(1, len(sought)))
        for each in sought:
            self._seek(each, most, is_one_of_few=len(telling) <= FEW_WORDS)
        self._seek_synonyms({each.word: each for each in sought}, words, said)
        whole = min(1.0, max(0, len(telling) - LONG) / (WHOLE - LONG))
        there = THERE + whole * (THERE_WHOLE - THERE)
        asked = Asked(
            stems=[stem(word) for word in telling],
            pieces_count=GRAMS + whole * (GRAMS_WHOLE - GRAMS),
            title_counts=TITLE + whole * (TITLE_WHOLE - TITLE),
        )
        for each in sought:
            for share, queries in ((BEST, each.best), (LETTERS, each.letters), (there, each.there)):
                if queries:
                    asked.found.append(
                        Query.boost_query(Query.disjunction_max_query(queries), share / mass)
                    )
        if self.fields.total > LARGE and len(sought) > FEW_WORDS:
            asked.seldom = self._seldom_of(sought)
        if asked.found:
            asked.found += self._of_all("stems", asked.stems, STEMS)
            asked.found += self._of_all(
                "parts", [part for word in telling for part in part_stems(word)], PARTS
            )
            asked.found += self._exactly(telling)
        asked.found += [
            Query.boost_query(self.fields.term("stems", each), JOINED / mass)
            for each in self._joined(words)
        ]
        forms = [self._form(word) for word in telling[:letters_of]]
        often = {
            gram: self.fields.often("grams", gram) for form in forms for gram in grams_of(form)
        }
        rarest = sorted(
            (gram for gram, count in often.items() if count), key=lambda gram: often[gram]
        )[:MOST_GRAMS]
        asked.grams = {gram: self.seldom(often[gram]) for gram in rarest}
        return asked

    def _seldom_of(self, sought: Sequence[Sought]) -> list[Query]:
        """Of the words that together weigh most of the query, the rarest first, what is as good
        as them; none when no word is common.
        """
        often = {each.word: self.fields.often("stems", stem(each.word)) for each in sought}
        if max(often.values()) < COMMON * self.fields.total:
            return []
        told, enough, queries = 0.0, MOST_OF_IT * sum(each.weight for each in sought), []
        for each in sorted(sought, key=lambda each: -each.weight):
            if told >= enough and often[each.word] >= COMMON * self.fields.total:
                break
            told += each.weight
            queries += each.best
        return queries

    def _exactly(self, words: Sequence[str]) -> list[Query]:
        """One query for what has them all, as they are; none when one is nowhere. One word may
        be there in its dictionary form.
        """
        if len(words) == 1 and self._form(words[0]) != words[0]:
            return [
                Query.const_score_query(self.fields.term("words", lemma(words[0])), DICTIONARY_WORD)
            ]
        if not all(self.fields.often("words", word) for word in words):
            return []
        every = Query.boolean_query(
            [(Occur.Must, self.fields.term("words", word)) for word in words]
        )
        return [Query.const_score_query(every, EXACT_WORD if len(words) == 1 else EXACT_WORDS)]

    def asked_plainly(self, words: Sequence[str]) -> Asked:
        """By the stems of the words and of their parts alone, BM25 each: a tenth of the work."""
        telling = list(dict.fromkeys(word for word in words if word not in STOP_WORDS))
        parts_of = [part for word in telling for part in part_stems(word)]
        return Asked(
            [
                *self._of_all("stems", [stem(word) for word in telling], 1.0),
                *self._of_all("parts", parts_of, PARTS),
            ]
        )

    def _form(self, word: str) -> str:
        """The form whose letters are compared: the word, or its dictionary form when only that
        occurs (steden, stad).
        """
        root = lemma(word)
        return (
            root
            if not self.fields.often("words", word) and self.fields.often("words", root)
            else word
        )

    def _weight(self, word: str) -> float:
        often = max(self.fields.often("words", word), self.fields.often("stems", stem(word)))
        return self.seldom(often) if often else math.log(1 + self.fields.total / 2)

    def _of_all(self, name: str, terms: Iterable[str], share: float) -> list[Query]:
        """A field's own BM25, as a share of what a document with all the terms would have."""
        often = {
            term: count for term in dict.fromkeys(terms) if (count := self.fields.often(name, term))
        }
        ideal = sum(self.seldom(count) for count in often.values())
        return [Query.boost_query(self.fields.term(name, term), share / ideal) for term in often]

    def _seek(self, sought: Sought, most: int, *, is_one_of_few: bool) -> None:
        """The word itself, its inflections and parts; mistypings when there is neither; words
        written like it.
        """
        word = sought.word
        stem_ = stem(word)
        is_known = self._add(sought, "words", word, 1.0)
        is_known = self._add(sought, "stems", stem_, OF_STEM) or is_known
        alike = self.book.alike(word) if is_one_of_few or not is_known else ()
        if not is_known and is_word(word):
            # It is no mistyping of anything: zeilen is not peilen. What begins as it does may be a
            # form of it, what holds it a compound.
            alike = tuple(other for other in alike if is_akin(word, other.word))
            near = []
        else:
            near = (
                [] if is_known else [other for other in alike if other.edits <= allowed_edits(word)]
            )
        for other in near:
            good = OF_NEAREST if other.edits == min(each.edits for each in near) else OF_NEAR
            self._add(sought, "words", other.word, good)
            self._add(sought, "stems", stem(other.word), good * 0.8)
        may_be_cut = not is_known and not any(
            other.edits <= allowed_edits(word) for other in self.book.alike(word)
        )
        has_parts = self._add_parts(sought, self._pieces(word) if may_be_cut else part_stems(word))
        if not (is_known or near or has_parts) and len(word) >= 3:
            for longer in self.fields.longer(word, MOST_LONGER):
                self._add(sought, "words", longer, OF_BEGINNING)
        if not sought.best and not (is_dutch(word) and alike and alike[0].likeness >= LIKE_ENOUGH):
            return
        if is_known:
            sought.letters += self._scaled("words", word, sought.weight, 1.0)
            sought.letters += self._scaled("stems", stem_, sought.weight, OF_STEM)
        best = (1.0 if is_known else max((other.likeness for other in alike), default=0.0)) or 1.0
        for other in alike[:most]:
            good = (other.likeness / best) ** 2
            if other.likeness / best >= LEAST_LIKENESS:
                sought.letters += self._scaled("words", other.word, sought.weight, good)
                if self.fields.often("words", other.word):
                    sought.there.append(
                        Query.const_score_query(
                            self.fields.term("words", other.word), good * sought.weight
                        )
                    )

    def _add(self, sought: Sought, name: str, term: str, good: float) -> bool:
        queries = self._scaled(name, term, sought.weight, good)
        sought.best += queries
        sought.there += [
            Query.const_score_query(self.fields.term(name, term), sought.weight * min(1.0, good))
            for _ in queries
        ]
        return bool(queries)

    def _pieces(self, word: str) -> Sequence[str]:
        """The parts of a word that the index lacks: by the word list, else the two most equal
        halves that the index does have.
        """
        found = part_stems(word)
        if len(found) > 1 or len(word) < 2 * SHORTEST_HALF:
            return found
        halves = [
            (first, word[cut:])
            for cut in range(SHORTEST_HALF, len(word) - SHORTEST_HALF + 1)
            for first in first_halves(word[:cut])
        ]
        known = [pair for pair in halves if all(self.fields.often("words", half) for half in pair)]
        best = max(known, key=lambda pair: min(len(half) for half in pair), default=None)
        return tuple(stem(half) for half in best) if best else found

    def _add_parts(self, sought: Sought, found: Sequence[str]) -> bool:
        good = OF_PARTS / len(found)
        queries = [
            query for part in found for query in self._scaled("parts", part, sought.weight, good)
        ]
        if queries:
            sought.best.append(Query.boolean_query([(Occur.Should, query) for query in queries]))
            there = [
                Query.const_score_query(self.fields.term("parts", part), sought.weight * good)
                for part in found
            ]
            sought.there.append(Query.boolean_query([(Occur.Should, query) for query in there]))
        return bool(queries)

    def _seek_synonyms(
        self, sought: dict[str, Sought], words: Sequence[str], said: Iterable[Said]
    ) -> None:
        """What can be said otherwise makes each of its words be there where the other words for
        it all are.
        """
        for each in said:
            for word in dict.fromkeys(words[each.start : each.end]):
                if word in sought:
                    for form in each.others:
                        self._add_form(sought[word], form)

    def _add_form(self, sought: Sought, form: Sequence[str]) -> None:
        stems = [stem(word) for word in form if word not in STOP_WORDS] or [
            stem(word) for word in form
        ]
        if all(self.fields.often("stems", each) for each in stems):
            good = OF_SYNONYM / len(stems)
            queries = [
                query
                for each in stems
                for query in self._scaled("stems", each, sought.weight, good)
            ]
            sought.best.append(Query.boolean_query([(Occur.Must, query) for query in queries]))
            there = Query.boolean_query(
                [(Occur.Must, self.fields.term("stems", each)) for each in stems]
            )
            sought.there.append(Query.const_score_query(there, sought.weight * OF_SYNONYM))

    def _scaled(self, name: str, term: str, weight: float, good: float) -> list[Query]:
        """A term as if it were as seldom as the word it stands for, so that a rare mistyping is
        worth no more; none when it is nowhere.
        """
        often = self.fields.often(name, term)
        return (
            [Query.boost_query(self.fields.term(name, term), weight * good / self.seldom(often))]
            if often
            else []
        )

    def _joined(self, words: Sequence[str]) -> list[str]:
        """Stems of compounds that neighbours of the query make: school verzuim, verzuim op
        school, ondersteuning mantelzorgers.
        """
        telling = [word for word in words if word not in STOP_WORDS]
        pairs = [pair for one, two in pairwise(telling) for pair in ((one, two), (two, one))]
        pairs += [(stem(one), two) for one, two in pairs if stem(one) != one]
        # Looking up the dictionary form of each made-up word finds more, and of many words would be
        # most of the work.
        as_stem = (
            (lambda first, last: stem(first + last))
            if len(telling) <= SEVERAL_WORDS
            else compound_stem
        )
        made = dict.fromkeys(as_stem(one + link, two) for one, two in pairs for link in LINKS)
        return [each for each in made if self.fields.often("stems", each)]


def first_halves(text: str) -> Iterable[str]:
    """What may stand first in a compound, with and without the letters that link it to the next."""
    return [
        text.removesuffix(link)
        for link in LINKS
        if text.endswith(link) and len(text) - len(link) >= SHORTEST_HALF
    ]


def is_dutch(word: str) -> bool:
    return is_word(word) or bool(parts(word))


def is_akin(word: str, other: str) -> bool:
    """Whether one holds the other, or they have half of their letters from the beginning in
    common.
    """
    if min(len(word), len(other)) >= SHORTEST_BEGINNING and (word in other or other in word):
        return True
    same = Prefix.similarity(word, other)
    return same >= SHORTEST_BEGINNING and 2 * same >= len(word)


def one_by_one(first: Query, terms: Iterable[Query]) -> Query:
    """`first`, with the scores of the terms added where they are there; quick when `first` has
    few results in a large index.
    """
    for term in terms:
        first = Query.boolean_query([(Occur.Must, first), (Occur.Should, term)])
    return first

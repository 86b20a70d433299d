"""Finding: what the index gives is asked again from the database, by each part's own right to
see.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.db import models
from django.utils.safestring import SafeString
from rapidfuzz import fuzz

from jmzpro.search.index import NO_SYNONYMS, Engine, IndexBroken, Match
from jmzpro.search.passages import Passage, passages
from jmzpro.search.registry import Hit, Name, Searchable, searchables
from jmzpro.search.snippet import snippet
from jmzpro.search.spelling import did_you_mean
from jmzpro.search.storage import index_storage
from jmzpro.text import clean_text
from jmzpro.text.analysis import WORD, token_of, tokens
from jmzpro.text.synonyms import Synonyms
from jmzpro.text.words import fold

LONGEST_QUERY = 200
PER_PAGE = 10
# So many of the best fitting are asked again from the database; a second, wider round when most of
# them may not be seen.
CANDIDATES, MORE_CANDIDATES = 400, 4_000
# What fits less than this share of the best is left out: it shares some letters with the query, no
# more.
WORST_SHARE = 0.17
# Suggestions begin after so many letters.
SHORTEST_BEGIN = 2
# Of a hundred: how much a name resembles the query before it is offered.
LIKE_ENOUGH = 60
# A shorter name ("vo") resembles too much.
SHORTEST_NAME = 4


@dataclass(frozen=True)
class Result:
    """One thing this user may see. `kind` is its searchable, `instance` its row."""

    kind: Searchable
    instance: Any
    hit: Hit
    score: float
    query: str
    passage: Passage | None = None

    @cached_property
    def snippet(self) -> SafeString:
        return snippet(self.passage.text if self.passage else self.hit.snippet_source, self.query)


@dataclass(frozen=True)
class Suggestion:
    kind: Searchable
    name: Name


@dataclass(frozen=True)
class Count:
    kind: Searchable
    number: int


@dataclass(frozen=True)
class Results:
    """A page of results. `counts`: of each kind that has any, whatever kind is asked; `total`: of
    the kind asked, or of all.

    `is_building`: there is no index to search yet. `is_cut`: the query was too long and its end was
    not used.
    """

    query: str
    kind: str | None = None
    results: Sequence[Result] = ()
    counts: Sequence[Count] = ()
    total: int = 0
    total_of_all: int = 0
    page: int = 1
    pages: int = 1
    is_cut: bool = False
    is_building: bool = False
    did_you_mean: str = ""


def find(
    query: str, user: Any, kind: str | None = None, page: int = 1, per_page: int = PER_PAGE
) -> Results:
    """What this user may see and fits the query, best first, in pages.

    At most two database queries a kind, another for a kind with long texts, and one besides.
    """
    from jmzpro.search.models import (
        Synonym,
    )  # what imports this package does so before there are models

    asked = clean_text.tidy_line(query)
    is_cut = len(asked) > LONGEST_QUERY
    asked = asked[:LONGEST_QUERY].strip()
    kind = kind if kind and kind in searchables else None
    if not tokens(asked):
        return Results(asked, kind, is_cut=is_cut)
    try:
        index = index_storage().current()
        if index is None:
            return Results(asked, kind, is_cut=is_cut, is_building=True)
        synonyms = Synonym.objects.table()
        seen = _seen(index, asked, user, synonyms)
    except IndexBroken:
        return Results(asked, kind, is_cut=is_cut, is_building=True)
    counts = [
        Count(each, number)
        for each in searchables
        if (number := sum(match.kind == each.key for match in seen))
    ]
    chosen = [match for match in seen if kind in {None, match.kind}]
    pages = max(1, math.ceil(len(chosen) / per_page))
    page = min(max(1, page), pages)
    results = _with_passages(
        _results(
            chosen[(page - 1) * per_page : page * per_page],
            user,
            _with_other_words(asked, synonyms),
        ),
        asked,
    )
    return Results(
        query=asked,
        kind=kind,
        results=results,
        counts=counts,
        total=len(chosen),
        total_of_all=len(seen),
        page=page,
        pages=pages,
        is_cut=is_cut,
        did_you_mean=did_you_mean(asked, results, index, lambda word: _shows(index, word, user))
        if page == 1
        else "",
    )


def _shows(index: Engine, word: str, user: Any) -> bool:
    """Whether this user can read the word itself in what a search for it finds; that it finds
    something of its parts tells nothing.
    """
    found = _results(_seen(index, word, user)[:PER_PAGE], user, word)
    token = token_of(fold(word))
    texts = (f"{result.hit.title}\n{result.hit.snippet_source[:4000]}" for result in found)
    return any(token == token_of(fold(match[0])) for text in texts for match in WORD.finditer(text))


def find_like(
    text: str,
    user: Any,
    kinds: Iterable[str] | None = None,
    limit: int = 5,
    exclude: models.Model | None = None,
) -> list[Result]:
    """What resembles a text (of any length) among what this user may see; never `exclude`
    itself. Empty while the index is built.
    """
    keys = findable(
        [key for key in (kinds or [kind.key for kind in searchables]) if key in searchables], user
    )
    matches = _resembling(text, keys, max(50, limit * 5), exclude)
    return _results(_visible(matches, user)[:limit], user, clean_text.tidy(text)[:LONGEST_QUERY])


def resembling(
    text: str, keys: Sequence[str], limit: int, exclude: models.Model | None = None
) -> list[str]:
    """The ids of what resembles a text by its words, best first, before anybody asked who may see
    it: for a caller that does, and that measures the likeness itself. A tenth of the work of
    `find_like`, which compares letters and titles too.
    """
    return [match.id for match in _resembling(text, keys, limit, exclude, plainly=True)]


def _resembling(
    text: str,
    keys: Sequence[str],
    limit: int,
    exclude: models.Model | None,
    *,
    plainly: bool = False,
) -> list[Match]:
    asked = clean_text.tidy(text)
    itself = next(
        (
            (key, str(exclude.pk))
            for key in keys
            if exclude is not None and isinstance(exclude, searchables[key].model)
        ),
        None,
    )
    try:
        index = index_storage().current()
        if index is None or not tokens(asked):
            return []
        return _worth(index.like(asked, keys, limit=limit, not_id=itself, plainly=plainly))
    except IndexBroken:
        return []


def suggest(typed: str, user: Any, limit: int = 8) -> list[Suggestion]:
    """What this user may see and whose title has the words typed so far; nothing for less than two
    letters.

    As many as are shown are asked from the database, a query a kind; more only when some of those
    may not be seen.
    """
    asked = clean_text.tidy_line(typed)[:LONGEST_QUERY]
    if len("".join(tokens(asked))) < SHORTEST_BEGIN:
        return []
    try:
        index = index_storage().current()
        if index is None:
            return []
        matches = index.suggest(
            asked, findable([kind.key for kind in searchables], user), limit * 4
        )
    except IndexBroken:
        return []
    shown: list[Suggestion] = []
    while matches and len(shown) < limit:
        asking, matches = matches[: limit - len(shown)], matches[limit - len(shown) :]
        shown += _named(asking, user)
    return shown


def _named(matches: Sequence[Match], user: Any) -> list[Suggestion]:
    names: dict[tuple[str, str], Name] = {}
    for key, ids in _by_kind(matches).items():
        kind = searchables[key]
        there = kind.visible_to(user).filter(pk__in=ids).order_by()
        for row in there if kind.name else kind.with_all(there):
            names[key, str(row.pk)] = kind.named(row)
    return [
        Suggestion(searchables[match.kind], names[match.kind, match.id])
        for match in matches
        if (match.kind, match.id) in names
    ]


def offered(query: str, user: Any, limit: int = 3) -> list[Hit]:
    """Of the few things that are offered to who finds nothing, those whose names come nearest to
    what was asked.
    """
    asked = fold(query)
    near = []
    for kind in searchables:
        for row in kind.visible_to(user) if kind.is_offered else ():
            document = kind.document(row)
            names = [
                fold(name)
                for name in (document.title, *document.keywords)
                if len(name) >= SHORTEST_NAME
            ]
            near.append(
                (
                    max((fuzz.token_set_ratio(asked, name) for name in names), default=0.0),
                    kind.hit(row),
                )
            )
    near.sort(key=lambda pair: (-pair[0], pair[1].title))
    return [hit for likeness, hit in near[:limit] if likeness >= LIKE_ENOUGH]


def _seen(index: Engine, query: str, user: Any, synonyms: Synonyms = NO_SYNONYMS) -> list[Match]:
    """The matches this user may see, best first. `visible_to` is asked once for each kind; a
    second time when the first round ran dry.
    """
    kinds = findable([kind.key for kind in searchables], user)
    seen: list[Match] = []
    for limit in (CANDIDATES, MORE_CANDIDATES):
        matches = index.search(query, kinds, limit, synonyms)
        seen = _visible(_worth(matches), user)
        if len(matches) < limit or len(seen) >= PER_PAGE:
            break
    return seen


def _with_other_words(query: str, synonyms: Synonyms) -> str:
    """For the marks in the snippets: what was found by another word shows that word."""
    others = [" ".join(form) for said in synonyms.said_in(tokens(query)) for form in said.others]
    return " ".join([query, *others])


def findable(keys: Iterable[str], user: Any) -> list[str]:
    """Without the kinds of which this user sees nothing at all: those cost no query and take
    nobody's place among the candidates.
    """
    return [key for key in keys if not searchables[key].visible_to(user).query.is_empty()]


def _worth(matches: Sequence[Match]) -> list[Match]:
    return [match for match in matches if match.score >= matches[0].score * WORST_SHARE]


def _visible(matches: Sequence[Match], user: Any) -> list[Match]:
    there = {
        key: {
            str(pk)
            for pk in searchables[key]
            .visible_to(user)
            .filter(pk__in=ids)
            .order_by()
            .values_list("pk", flat=True)
        }
        for key, ids in _by_kind(matches).items()
    }
    return [match for match in matches if match.id in there[match.kind]]


def _results(matches: Sequence[Match], user: Any, query: str) -> list[Result]:
    rows: Mapping[str, Mapping[str, Any]] = {
        key: {str(row.pk): row for row in kind.with_all(kind.visible_to(user).filter(pk__in=ids))}
        for key, ids in _by_kind(matches).items()
        for kind in (searchables[key],)
    }
    found = []
    for match in matches:
        row = rows[match.kind].get(match.id)
        if row is not None:
            hit = searchables[match.kind].hit(row)
            found.append(Result(searchables[match.kind], row, hit, match.score, query))
    return found


def _with_passages(results: Sequence[Result], query: str) -> list[Result]:
    """Those that do not say all of it where they are summed up, with the page that does."""
    found: dict[tuple[str, Any], Passage] = {}
    for key in {result.kind.key for result in results if result.kind.long_texts}:
        rows = {result.instance.pk: result for result in results if result.kind.key == key}
        shown = {
            pk: f"{result.hit.title} {result.hit.snippet_source}" for pk, result in rows.items()
        }
        these = passages(
            searchables[key], [result.instance for result in rows.values()], shown, query
        )
        found |= {(key, pk): passage for pk, passage in these.items()}
    return [
        replace(result, passage=found.get((result.kind.key, result.instance.pk)))
        for result in results
    ]


def _by_kind(matches: Sequence[Match]) -> dict[str, list[str]]:
    ids: dict[str, list[str]] = {}
    for match in matches:
        ids.setdefault(match.kind, []).append(match.id)
    return ids


def find_ids(query: str, user: Any, kinds: Iterable[str]) -> list[tuple[str, str]]:
    """(kind, id) of what this user may see and fits the query, best first: for a part's own
    list. Empty while the index is built.
    """
    from jmzpro.search.models import Synonym

    asked = clean_text.tidy_line(query)[:LONGEST_QUERY].strip()
    wanted = [key for key in kinds if key in searchables]
    try:
        index = index_storage().current()
        if index is None or not tokens(asked):
            return []
        matches = _visible(
            _worth(
                index.search(asked, findable(wanted, user), CANDIDATES, Synonym.objects.table())
            ),
            user,
        )
    except IndexBroken:
        return []
    return [(match.kind, match.id) for match in matches]

"""The page of a long text (a file of 200 pages) that says most of what was asked, for the
results that do not show it themselves.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jmzpro.search.registry import Searchable
from jmzpro.text.analysis import STOP_WORDS, WORD, token_of, tokens
from jmzpro.text.lexicon import stem
from jmzpro.text.words import PAGE_END, fold

# Of so many results of a page the long texts are read: a text may be some megabytes.
MOST_READ = 3
# Of a text the best looking pages are read word by word; what has no pages is cut in pieces of so
# many characters.
PAGES_READ, A_PAGE = 6, 4_000
# A word's beginning, by which a page is looked through before it is read word by word.
SHORTEST_BEGIN = 4


@dataclass(frozen=True)
class Passage:
    """`page` is 0 in a text that has no pages."""

    text: str
    page: int = 0

    @property
    def where(self) -> str:
        return f"in het bestand, pagina {self.page}" if self.page else "in het bestand"


def passages(
    kind: Searchable, instances: Sequence[Any], shown: Mapping[Any, str], query: str
) -> dict[Any, Passage]:
    """By primary key, of the first few whose shown text says less of the query than a page of their
    long texts does.

    Nothing of what was asked, nothing to look for; one query for them all.
    """
    wanted = telling(query)
    if not kind.long_texts or not wanted:
        return {}
    said = {row.pk: how_many(shown[row.pk], wanted) for row in instances}
    lacking = [row for row in instances if said[row.pk] < len(wanted)][:MOST_READ]
    texts = kind.long_texts(lacking) if lacking else {}
    found = {}
    for row in lacking:
        best, most = None, said[row.pk]
        for text in texts.get(row.pk, ()):
            passage, says = best_page(text, wanted)
            if says > most:
                best, most = passage, says
        if best:
            found[row.pk] = best
    return found


def telling(query: str) -> frozenset[str]:
    """The stems of the words that tell something."""
    return frozenset(stem(word) for word in tokens(query) if word not in STOP_WORDS)


def how_many(text: str, wanted: frozenset[str]) -> int:
    return len(wanted & {stem(token_of(fold(match[0]))) for match in WORD.finditer(text)})


def best_page(text: str, wanted: frozenset[str]) -> tuple[Passage | None, int]:
    """The first of the pages with most of the wanted stems, and how many. Only those with most
    of the stems' first letters are read.
    """
    begins = [one[: max(SHORTEST_BEGIN, len(one) - 2)] for one in wanted]
    counted = [
        (sum(begin in small for begin in begins), page)
        for page in in_pages(text)
        for small in (page.text.lower(),)
    ]
    best, most = None, 0
    for _, page in sorted(counted, key=lambda pair: -pair[0])[:PAGES_READ]:
        says = how_many(page.text, wanted)
        if says > most:
            best, most = page, says
    return best, most


def in_pages(text: str) -> list[Passage]:
    pages = text.split(PAGE_END)
    if len(pages) > 1:
        return [Passage(page, number) for number, page in enumerate(pages, start=1)]
    return [Passage(text[start : start + A_PAGE]) for start in range(0, len(text), A_PAGE)]

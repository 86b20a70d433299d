"""How well search finds, by kind of damage, beside a plain mix of BM25. Prints a Markdown section.

    python bench/search_quality.py [--manuals FOLDER] [--unseen] [folder of an evaluation set ...]

What is asked of what is in sets/asked.py. Without `--unseen` only the sets are measured that the
ranking was chosen on.
"""

import argparse
import math
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

from sets.asked import QUERIES, Asked, Collection, collections

from jmzpro.search.evaluation import mrr, ndcg
from jmzpro.search.registry import Document
from jmzpro.search.tantivy_index import TantivyIndex
from jmzpro.text.analysis import STOP_WORDS, grams_of, tokens

Search = Callable[[str], list[str]]


class PlainMix:
    """BM25 on words .2, stems .2, 4-grams 1, the title's 4-grams .3, each divided by its best
    score: what well-known parts reach.
    """

    def __init__(self, documents: dict[str, Document]) -> None:
        import Stemmer

        self.stemmer = Stemmer.Stemmer("dutch_porter", 0)
        self.keys = list(documents)
        full = [tokens(f"{document.title}\n{document.body}") for document in documents.values()]
        titles = [tokens(document.title) for document in documents.values()]
        grams = [self.grams(words) for words in full]
        self.fields = [
            (0.2, BM25(full)),
            (0.2, BM25([self.stems(words) for words in full])),
            (1.0, BM25(grams)),
        ]
        self.fields.append((0.3, BM25([self.grams(words) for words in titles])))

    def stems(self, words: Sequence[str]) -> list[str]:
        return list(self.stemmer.stemWords([word for word in words if word not in STOP_WORDS]))

    def grams(self, words: Sequence[str]) -> list[str]:
        return [gram for word in words if word not in STOP_WORDS for gram in grams_of(word)]

    def search(self, query: str) -> list[str]:
        words = tokens(query)
        grams = self.grams(words)
        total: Counter[int] = Counter()
        for (weight, field), terms in zip(
            self.fields, (words, self.stems(words), grams, grams), strict=True
        ):
            scores = field.scores(terms)
            best = max(scores.values(), default=0.0)
            for place, score in scores.items():
                total[place] += weight * score / best  # type: ignore[assignment]
        return [
            self.keys[place]
            for place, _ in sorted(total.items(), key=lambda pair: (-pair[1], pair[0]))[:10]
        ]


class BM25:
    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        self.lengths = [len(text) for text in texts]
        self.mean = max(1e-9, sum(self.lengths) / len(texts))
        self.found: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for place, text in enumerate(texts):
            for term, count in Counter(text).items():
                self.found[term].append((place, count))

    def scores(self, terms: Sequence[str]) -> dict[int, float]:
        scores: dict[int, float] = defaultdict(float)
        for term in dict.fromkeys(terms):
            there = self.found.get(term, [])
            seldom = math.log(1 + (len(self.lengths) - len(there) + 0.5) / (len(there) + 0.5))
            for place, count in there:
                scores[place] += (
                    seldom
                    * count
                    * 2.2
                    / (count + 1.2 * (0.25 + 0.75 * self.lengths[place] / self.mean))
                )
        return scores


def by_kind(queries: Sequence[Asked]) -> dict[str, list[Asked]]:
    kinds: dict[str, list[Asked]] = defaultdict(list)
    for query in queries:
        if len(kinds[query.kind]) < QUERIES:
            kinds[query.kind].append(query)
    return dict(sorted(kinds.items()))


def good(search: Search, query: Asked) -> float:
    """nDCG@10; of exact words how high the first right one stands."""
    found, judged = search(query.text), dict.fromkeys(query.meant, 1.0)
    return mrr(found, judged) if query.kind.startswith("exact") else ndcg(found, judged)


def measured(collection: Collection) -> list[str]:
    """A row for each kind: the mean of the plain mix and of search."""
    with tempfile.TemporaryDirectory(prefix="jmz-bench-") as folder:
        index = TantivyIndex(Path(folder))
        for key, document in collection.documents.items():
            index.add("k", key, document)
        index.commit("")
        searches: tuple[Search, ...] = (
            PlainMix(collection.documents).search,
            lambda text: [m.id for m in index.search(text, limit=10)],
        )
        rows = []
        for kind, asked in by_kind(collection.queries).items():
            plain, ours = (
                sum(good(search, query) for query in asked) / len(asked) for search in searches
            )
            below = " below" if ours < plain - 0.005 else ""
            rows.append(f"| {kind} | {len(asked)} | {plain:.3f} | {ours:.3f}{below} |")
        index.close()
    return rows


def main(arguments: argparse.Namespace) -> None:
    head = "| kind of query | queries | plain mix | search |\n|---|---:|---:|---:|"
    goals = (
        ".94 whole questions, .77 a mixed collection, .90 as typed, .93 single forms, .98 exact "
        "words"
    )
    parts = [
        "## How well search finds",
        f"Mean nDCG@10 (of exact words MRR@10). Goals on sets that we do not have: {goals}.",
    ]
    for collection in collections(arguments.manuals, arguments.folders):
        if collection.part == "chosen" or arguments.unseen:
            rows = "\n".join([head, *measured(collection)])
            parts += [
                (
                    f"### {collection.name}, {len(collection.documents):,} documents, "
                    f"{collection.part}"
                ),
                rows,
            ]
    sys.stdout.write("\n\n".join(parts) + "\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--manuals", type=Path)
    parser.add_argument("--unseen", action="store_true")
    main(parser.parse_args())

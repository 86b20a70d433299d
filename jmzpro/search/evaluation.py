"""How good search is on a set of documents, queries and judgements: the product's own analysis
and ranking on a scratch index.
"""

import json
import math
import re
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jmzpro.search.registry import Document
from jmzpro.search.tantivy_index import TantivyIndex

DEPTH = 10
KIND = "document"
IN_A_COMMIT = 2_000
DOCUMENTS, QUERIES, JUDGEMENTS = "docs.jsonl", "queries.jsonl", "qrels.tsv"


class NothingToMeasure(Exception):
    """The set cannot be measured; the message says what is missing."""


@dataclass
class EvaluationSet:
    """`judged`: query → document → grade (above 0 is relevant). `skipped`: how many lines of
    each file could not be used.
    """

    documents: dict[str, Document] = field(default_factory=dict)
    queries: dict[str, str] = field(default_factory=dict)
    judged: dict[str, dict[str, float]] = field(default_factory=dict)
    skipped: dict[str, int] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path) -> "EvaluationSet":
        found = cls()
        for row in found._rows(folder / DOCUMENTS):
            found._take(
                DOCUMENTS,
                found.documents,
                row,
                Document(words(row.get("title")), words(row.get("text"))),
            )
        for row in found._rows(folder / QUERIES):
            found._take(
                QUERIES,
                found.queries,
                row,
                words(row.get("text") or row.get("query") or row.get("title")),
            )
        for line in lines(folder / JUDGEMENTS):
            found._judge(line)
        if not found.documents:
            raise NothingToMeasure(
                f"{folder / DOCUMENTS} has no document: each line is a JSON object with id, "
                "title and text."
            )
        if not found.relevant():
            raise NothingToMeasure(
                f"{folder / JUDGEMENTS} has no judgement above 0 for a query of {QUERIES}: "
                "each line is query, 0, document and grade."
            )
        return found

    def relevant(self) -> dict[str, dict[str, float]]:
        """The judgements of the queries that are asked and have something to find; also of
        documents that are not in the set.
        """
        above = {
            query: {doc: grade for doc, grade in judged.items() if grade > 0}
            for query, judged in self.judged.items()
        }
        return {
            query: judged for query, judged in above.items() if judged and query in self.queries
        }

    def _rows(self, path: Path) -> Iterator[Mapping[str, Any]]:
        for line in lines(path):
            try:
                row = json.loads(line)
            except (ValueError, RecursionError):
                row = None
            if isinstance(row, dict):
                yield row
            else:
                self._skip(path.name)

    def _take(self, name: str, into: dict[str, Any], row: Mapping[str, Any], value: Any) -> None:
        """Under the row's id, once: of two with the same id the first counts."""
        key = next(
            (str(row[key]).strip() for key in ("id", "_id") if isinstance(row.get(key), str | int)),
            "",
        )
        if key and key not in into:
            into[key] = value
        else:
            self._skip(name)

    def _judge(self, line: str) -> None:
        """`query 0 document grade`, by tabs or spaces; without the 0 (`query document grade`)
        too. A heading is a line without a grade.
        """
        parts = [part.strip() for part in line.split("\t")] if "\t" in line else line.split()
        if len(parts) not in {3, 4}:
            self._skip(JUDGEMENTS)
            return
        try:
            grade = float(parts[-1])
        except ValueError:
            grade = math.nan
        if not math.isfinite(grade):
            self._skip(JUDGEMENTS)
            return
        self.judged.setdefault(parts[0], {})[parts[-2]] = grade

    def _skip(self, name: str) -> None:
        self.skipped[name] = self.skipped.get(name, 0) + 1


def lines(path: Path) -> Iterator[str]:
    try:
        with path.open(encoding="utf-8-sig", errors="replace") as file:
            yield from (line for line in (line.strip("\r\n ") for line in file) if line)
    except OSError as error:
        raise NothingToMeasure(f"{path} cannot be read: {error.strerror}.") from error


def words(value: Any) -> str:
    """A field as one text; a list is its parts, what is no text is nothing."""
    if isinstance(value, list):
        return "\n".join(words(part) for part in value)
    # Half of a pair of surrogates cannot be written as UTF-8, so no index takes it.
    return (
        re.sub(r"[\ud800-\udfff]", " ", str(value)) if isinstance(value, str | int | float) else ""
    )


@dataclass(frozen=True)
class Figures:
    """Means over the queries; `ms` of one search for ten results."""

    ndcg: float
    mrr: float
    recall: float
    ms: float
    queries: int
    seconds_to_index: float

    def as_json(self) -> str:
        return json.dumps(
            {"ndcg@10": self.ndcg, "mrr@10": self.mrr, "recall@10": self.recall, "ms": self.ms}
        )


def evaluate(measured: EvaluationSet) -> Figures:
    """Index all documents in a folder that goes again, ask each judged query, and look at the
    first ten.
    """
    with tempfile.TemporaryDirectory(prefix="jmz-evaluate-") as folder:
        index = TantivyIndex(Path(folder))
        start = time.perf_counter()
        for number, (key, document) in enumerate(measured.documents.items(), 1):
            index.add(KIND, key, document)
            if number % IN_A_COMMIT == 0:
                index.commit("")
        index.commit("")
        spent = time.perf_counter() - start
        figures = _asked(index, measured)
        index.close()
    count = len(figures)
    ndcg, mrr, recall, seconds = (sum(column) / count for column in zip(*figures, strict=True))
    return Figures(
        round(ndcg, 4), round(mrr, 4), round(recall, 4), round(seconds * 1000, 3), count, spent
    )


def _asked(index: TantivyIndex, measured: EvaluationSet) -> list[tuple[float, float, float, float]]:
    relevant = measured.relevant()
    index.search(next(iter(measured.queries.values())))  # the word list is read at the first one
    figures = []
    for query, judged in relevant.items():
        start = time.perf_counter()
        found = [match.id for match in index.search(measured.queries[query], limit=DEPTH)]
        spent = time.perf_counter() - start
        figures.append(
            (
                ndcg(found, judged),
                mrr(found, judged),
                len(judged.keys() & set(found)) / len(judged),
                spent,
            )
        )
    return figures


def ndcg(found: list[str], judged: Mapping[str, float]) -> float:
    """With the grade itself as gain, as trec_eval does."""
    ideal = sorted(judged.values(), reverse=True)[:DEPTH]
    return _gain([judged.get(doc, 0.0) for doc in found]) / _gain(ideal)


def _gain(grades: list[float]) -> float:
    return sum(grade / math.log2(place + 2) for place, grade in enumerate(grades))


def mrr(found: list[str], judged: Mapping[str, float]) -> float:
    return next((1 / place for place, doc in enumerate(found, 1) if doc in judged), 0.0)

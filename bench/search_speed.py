"""How fast documents are indexed, searched, suggested and compared, and what memory and disk they
take. Prints a Markdown section.

    python bench/search_speed.py [number of documents ...]

The documents are made of the Dutch word list with word frequencies as in real text (Zipf), 300
words each; the queries are two to four words of them, half with a typing error. One thread, an
index in a temporary folder, no database.
"""

import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORDS_EACH = 300
VOCABULARY = 60_000
QUERIES = 150
COMMITTED = 2_000


# The 95th percentile in ms that is asked at each size.
GOALS = {10_000: 10, 100_000: 25, 1_000_000: 80}
DOCUMENTS_A_SECOND, SUGGESTIONS_MS = 300, 10


def main(numbers: list[int]) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "jmzpro.settings"
    sys.path.insert(0, str(ROOT))
    head = [
        (
            f"## How fast search is\n\nDocuments of {WORDS_EACH} words. Times are of the "
            "processor, in ms: p50, p95.\n"
        )
    ]
    columns = [
        "documents",
        "indexed a second",
        "on disk",
        "memory",
        "search, ten",
        "search, 400",
        "question of ten words",
    ]
    head.append(f"| {' | '.join([*columns, 'suggestions', 'like a text', 'asked'])} |")
    head.append("|---:|---:|---:|---:|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory(prefix="jmz-bench-") as folder:
        os.environ["JMZ_DATA_DIR"] = folder
        rows = grown(Path(folder) / "index", numbers)
    sys.stdout.write("\n".join([*head, *rows]) + "\n")


def grown(folder: Path, numbers: list[int]) -> list[str]:
    """One index, measured each time it has grown to the next of the numbers."""
    from jmzpro.search.registry import Document
    from jmzpro.search.tantivy_index import TantivyIndex
    from jmzpro.text.lexicon import word_list

    chance = random.Random(20261122)  # noqa: S311 -- the same texts every time
    words = word_list().decode().split()
    chance.shuffle(words)
    words = words[:VOCABULARY]
    weights = list(accumulate(1 / (rank + 3) for rank in range(VOCABULARY)))
    start_memory = memory()
    index = TantivyIndex(folder)
    rows, made = [], 0
    for number in sorted(numbers):
        start, first = time.perf_counter(), made
        while made < number:
            made += 1
            text = chance.choices(words, cum_weights=weights, k=WORDS_EACH)
            index.add("k", str(made), Document(" ".join(text[:6]), " ".join(text)))
            if made % COMMITTED == 0:
                index.commit(str(made))
        index.commit("all")
        a_second = (made - first) / (time.perf_counter() - start)
        asked = [
            " ".join(chance.choices(words[200:20_000], k=chance.randint(2, 4)))
            for _ in range(QUERIES)
        ]
        asked = [
            mistyped(query, chance) if place % 2 else query for place, query in enumerate(asked)
        ]
        whole = [
            " ".join(chance.choices(words, cum_weights=weights, k=10)) for _ in range(QUERIES // 3)
        ]
        long = [
            " ".join(chance.choices(words, cum_weights=weights, k=200)) for _ in range(QUERIES // 3)
        ]
        begun = [query[: 2 + place % 8] for place, query in enumerate(asked)]
        index.search("een eerste keer")
        figures = [
            f"{made:,}",
            f"{a_second:.0f} (asked {DOCUMENTS_A_SECOND})",
            (
                f"{sum(file.stat().st_size for file in folder.rglob('*') if file.is_file()) / 1e6:.0f} "  # noqa: E501
                "MB"
            ),
            f"{memory() - start_memory:.0f} MB",
            timed(lambda query: index.search(query, limit=10), asked),
            timed(lambda query: index.search(query, limit=400), asked),
            timed(index.search, whole),
            f"{timed(index.suggest, begun)} (asked {SUGGESTIONS_MS})",
            timed(index.like, long),
            f"p95 {GOALS[number]}" if number in GOALS else "",
        ]
        rows.append(f"| {' | '.join(figures)} |")
    index.close()
    return rows


def timed(run: Callable[[str], object], inputs: list[str]) -> str:
    spent = []
    for text in inputs:
        start = time.process_time()
        run(text)
        spent.append((time.process_time() - start) * 1000)
    spent.sort()
    return f"{spent[len(spent) // 2]:.1f}, {spent[int(len(spent) * 0.95)]:.1f}"


def mistyped(query: str, chance: random.Random) -> str:
    place = chance.randrange(len(query) - 1)
    return query[:place] + query[place + 1] + query[place] + query[place + 2 :]


def memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main([int(number) for number in sys.argv[1:]] or [10_000, 30_000])

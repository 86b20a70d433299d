"""How fast 20,000 documents are indexed, searched and compared, and what memory it takes. Prints a Markdown section.

    python bench/search_small.py [number of documents]

The documents are made of the Dutch word list with word frequencies as in real text (Zipf), 300 words each; the queries are two to four
words of them, half with a typing error. One thread, an index in a temporary folder, no database.
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
QUERIES = 300


def main(number: int) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "jmzpro.settings"
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory(prefix="jmz-bench-") as folder:
        os.environ["JMZ_DATA_DIR"] = folder
        measure(number, Path(folder) / "index")


def measure(number: int, folder: Path) -> None:
    from jmzpro.search.registry import Document
    from jmzpro.search.tantivy_index import TantivyIndex
    from jmzpro.text.lexicon import word_list

    chance = random.Random(20261122)  # noqa: S311 -- the same texts every time
    words = word_list().decode().split()
    chance.shuffle(words)
    words = words[:VOCABULARY]
    weights = list(accumulate(1 / (rank + 3) for rank in range(VOCABULARY)))
    before = memory()
    index = TantivyIndex(folder)
    start = time.perf_counter()
    for count in range(1, number + 1):
        text = chance.choices(words, cum_weights=weights, k=WORDS_EACH)
        index.add("k", str(count), Document(" ".join(text[:6]), " ".join(text)))
        if count % 500 == 0:
            index.commit(str(count))
    index.commit("all")
    spent = time.perf_counter() - start
    index.close()
    size = sum(file.stat().st_size for file in folder.iterdir())
    asked = [" ".join(chance.choices(words[200:20_000], k=chance.randint(2, 4))) for _ in range(QUERIES)]
    asked = [mistyped(query, chance) if place % 2 else query for place, query in enumerate(asked)]
    long = [" ".join(chance.choices(words, cum_weights=weights, k=200)) for _ in range(QUERIES // 3)]
    figures = {
        "indexing, analysis included, a commit each 500": f"{number / spent:.0f} documents a second",
        "on disk": f"{size / 1e6:.0f} MB",
        "memory of the process above its start": f"{memory() - before:.0f} MB",
        "search, ten results": timed(lambda query: index.search(query, limit=10), asked),
        "search, 400 candidates (as the page asks)": timed(lambda query: index.search(query, limit=400), asked),
        "like a text of 200 words": timed(index.like, long),
    }
    rows = "\n".join(f"| {what} | {figure} |" for what, figure in figures.items())
    sys.stdout.write(f"## Search over {number:,} documents of {WORDS_EACH} words\n\n| what | figure |\n|---|---|\n{rows}\n")


def timed(run: Callable[[str], object], inputs: list[str]) -> str:
    spent = []
    for text in inputs:
        start = time.perf_counter()
        run(text)
        spent.append((time.perf_counter() - start) * 1000)
    spent.sort()
    return f"p50 {spent[len(spent) // 2]:.1f} ms, p95 {spent[int(len(spent) * 0.95)]:.1f} ms"


def mistyped(query: str, chance: random.Random) -> str:
    place = chance.randrange(len(query) - 1)
    return query[:place] + query[place + 1] + query[place] + query[place + 2 :]


def memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)

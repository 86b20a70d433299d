"""How long a page takes for a visitor when it is made and when it is shown again. Prints a Markdown
section.

    python bench/kept_pages.py

Server time within the process, without the network; SQLite in a temporary folder, the demo network.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 200
MADE, KEPT = 25, 2  # ms, p95, of the home page


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="jmz-bench-") as folder:
        os.environ["JMZ_DATA_DIR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "jmzpro.settings"
        sys.path.insert(0, str(ROOT))
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        from jmzpro.demo import network
        from jmzpro.office.bootstrap import bootstrap

        bootstrap(is_demo=True)
        network.build()
        measure()


def measure() -> None:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from jmzpro.page_cache.cache import pages
    from jmzpro.search import sync

    sync.rebuild()
    visitor = Client(SERVER_NAME="127.0.0.1")
    rows = [
        "## A page for a visitor, made and shown again\n",
        (
            "| page | queries | made p50 ms | made p95 ms | again p50 ms | again p95 ms "
            "|\n|---|---:|---:|---:|---:|---:|"
        ),
    ]
    for path in ("/", "/themas/", "/leden/", "/durf-te-vragen/", "/kennisbank/", "/herkennen/"):
        if visitor.get(path).status_code != 200:
            continue

        def made(path: str = path) -> None:
            pages.clear()
            visitor.get(path)

        made()
        pages.clear()
        with CaptureQueriesContext(connection) as captured:
            visitor.get(path)
        queries = len(captured)
        fresh, again = times(made), times(lambda path=path: visitor.get(path))  # type: ignore[misc]
        rows.append(
            f"| `{path}` | {queries} | {mid(fresh):.1f} | {p95(fresh):.1f} | "
            f"{mid(again):.2f} | {p95(again):.2f} |"
        )
    rows.append(
        f"\nGoal for the home page: under {MADE} ms when made, under {KEPT} ms when nothing "
        "was written since."
    )
    sys.stdout.write("\n".join(rows) + "\n")


def times(call: Callable[[], object]) -> list[float]:
    """Wall-clock times in milliseconds, sorted."""
    found = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        call()
        found.append((time.perf_counter() - began) * 1000)
    return sorted(found)


def mid(values: list[float]) -> float:
    return values[len(values) // 2]


def p95(values: list[float]) -> float:
    return values[int(len(values) * 0.95)]


if __name__ == "__main__":
    main()

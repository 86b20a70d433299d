"""The Kennisbank at 10,000 items: how long its list takes, with and without choices, and one
record. Prints a Markdown section.

    python bench/library_pages.py

Processor time of this process (what a loaded machine does not distort) and wall-clock time, without
the network and without keeping pages; SQLite in a temporary folder. `--where` says where the time
of the list goes.
"""

import cProfile
import os
import pstats
import sys
import tempfile
import time
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
ITEMS, ROUNDS, GOAL = 10_000, 20, 100  # ms, p95
PAGES = {
    "the list": "/kennisbank/",
    "two kinds and a theme": "/kennisbank/?soort=toolkit&soort=film&thema=vervoer",
    "six facets": "/kennisbank/?soort=film&voor=school&waar=po&leeftijd=6-11&licentie=aanpassen&stap=signalen",  # noqa: E501
    "most used, page 300": "/kennisbank/?volgorde=gebruikt&pagina=300",
    "a record": "/kennisbank/item-77/",
}


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
        from jmzpro.office.bootstrap import bootstrap

        bootstrap(is_demo=True)
        fill()
        measure()


def fill() -> None:
    from django.utils import timezone

    from jmzpro.library.choices import AgeBand, Audience, Kind, Reuse, Workplace
    from jmzpro.library.models import Item
    from jmzpro.themes.models import Theme

    random = Random(7)  # noqa: S311 -- the same items every time
    themes = list(Theme.objects.values_list("pk", flat=True))
    now = timezone.now()
    made = Item.objects.bulk_create(
        [
            Item(
                kind=random.choice(Kind.values),
                title=f"Item {number}",
                promise="Helpt je op weg met een gesprek.",
                slug=f"item-{number}",
                year=random.randint(2005, 2026),
                audiences=random.sample(Audience.values, 3),
                workplaces=random.sample(Workplace.values, 2),
                ages=random.sample(AgeBand.values, 2),
                reuse=random.choice(Reuse.values),
                used_count=random.randint(0, 40),
                text="Een alinea over zorgen thuis. " * 60,
                live=True,
                first_published_at=now,
            )
            for number in range(ITEMS)
        ]
    )
    tagged = Item.themes.through
    tagged.objects.bulk_create(
        [
            tagged(item_id=item.pk, theme_id=theme)
            for item in made
            for theme in random.sample(themes, 3)
        ]
    )


def measure() -> None:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from jmzpro.page_cache.cache import pages

    visitor = Client(SERVER_NAME="127.0.0.1")
    rows, slowest = [], 0.0
    for name, address in PAGES.items():
        took: list[tuple[float, float]] = []
        for _ in range(ROUNDS):
            pages.clear()
            with CaptureQueriesContext(connection) as queries:
                start, busy = time.perf_counter(), time.process_time()
                answer = visitor.get(address)
                took.append(
                    ((time.process_time() - busy) * 1000, (time.perf_counter() - start) * 1000)
                )
            if answer.status_code != 200:
                raise SystemExit(f"{address} answers {answer.status_code}")
        cpu, wall = sorted(busy for busy, _ in took), sorted(whole for _, whole in took)
        p95 = int(ROUNDS * 0.95)
        slowest = max(slowest, cpu[p95])
        rows.append(
            f"| {name} | {len(queries)} | {cpu[ROUNDS // 2]:.0f} | {cpu[p95]:.0f} | "
            f"{wall[p95]:.0f} |"
        )
    table = "\n".join(
        [
            "| page | queries | p50 ms (cpu) | p95 ms (cpu) | p95 ms (wall) |",
            "|---|---:|---:|---:|---:|",
            *rows,
        ]
    )
    if "--where" in sys.argv:
        where(visitor)
    verdict = "reached" if slowest <= GOAL else "NOT reached"
    sys.stdout.write(
        f"## The Kennisbank at {ITEMS:,} items\n\nOn {connection.vendor}, pages made anew each "
        f"time.\n\n{table}\n\n"
        f"Goal: p95 at most {GOAL} ms for each: {verdict}.\n"
    )


def where(visitor: Any) -> None:
    from jmzpro.page_cache.cache import pages

    profile = cProfile.Profile()
    profile.enable()
    for _ in range(5):
        pages.clear()
        visitor.get("/kennisbank/")
    profile.disable()
    pstats.Stats(profile, stream=sys.stderr).sort_stats("tottime").print_stats(25)


if __name__ == "__main__":
    main()

"""A site of one's own to measure on, and how long its answers take."""

import cProfile
import os
import pstats
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
AT_ONCE = 5_000
HEAD = (
    "| {what} | queries | p50 ms (cpu) | p95 ms (cpu) | p95 ms (wall) |\n|---|---:|---:|---:|---:|"
)


def set_up(folder: str, *, with_cast: bool) -> None:
    """In this folder, or in the database of JMZ_BENCH_DATABASE_URL; `with_cast`: with some
    people and organisations.
    """
    os.environ["JMZ_DATA_DIR"] = folder
    os.environ["DJANGO_SETTINGS_MODULE"] = "jmzpro.settings"
    if database := os.environ.get("JMZ_BENCH_DATABASE_URL"):
        os.environ["JMZ_DATABASE_URL"] = database
    sys.path.insert(0, str(ROOT))
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    from jmzpro.office.bootstrap import bootstrap
    from jmzpro.testing.cast import make_cast

    bootstrap(is_demo=False, starters=set())
    if with_cast:
        make_cast()


def fill(model: Any, size: int, add: Callable[[Random, range], None]) -> None:
    """Up to so many rows of `model`; the same ones every time."""
    from django.db import connection, transaction

    random = Random(size)  # noqa: S311 -- nothing secret
    for start in range(model.objects.count(), size, AT_ONCE):
        with transaction.atomic():
            add(random, range(start, min(size, start + AT_ONCE)))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@dataclass(frozen=True)
class Timing:
    """In milliseconds: of the processor (`p50`, `p95`) and on the clock (`wall`, p95)."""

    queries: int
    p50: float
    p95: float
    wall: float

    def row(self, name: str) -> str:
        return f"| {name} | {self.queries} | {self.p50:.1f} | {self.p95:.1f} | {self.wall:.1f} |"


def timed(visit: Callable[[int], Any], rounds: int, forget: Callable[[], None]) -> Timing:
    """`visit(number)` so many times; what is kept is forgotten before each."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    took: list[tuple[float, float]] = []
    forget()
    with CaptureQueriesContext(connection) as queries:
        visit(0)
        asked_of_database = len(queries)
    for number in range(rounds):
        forget()
        start, busy = time.perf_counter(), time.process_time()
        answer = visit(number)
        took.append(((time.process_time() - busy) * 1000, (time.perf_counter() - start) * 1000))
        if answer.status_code != 200:
            raise SystemExit(f"Visit {number} is answered with {answer.status_code}")
    cpu, wall = sorted(busy for busy, _ in took), sorted(whole for _, whole in took)
    p95 = min(rounds - 1, int(rounds * 0.95))
    return Timing(asked_of_database, cpu[rounds // 2], cpu[p95], wall[p95])


def tell_where(visit: Callable[[int], Any], forget: Callable[[], None]) -> None:
    """On the error stream: the functions in which the time goes."""
    profile = cProfile.Profile()
    profile.enable()
    for number in range(10):
        forget()
        visit(number)
    profile.disable()
    pstats.Stats(profile, stream=sys.stderr).sort_stats("cumulative").print_stats(60)

"""How long the home page takes in the server for a visitor, made anew each time, with the demo
network. Prints a Markdown section.

    python bench/home.py

Processor time of this process (what a loaded machine does not distort) and wall-clock time, without
the network; SQLite in a temporary folder. The request goes through every middleware. `--where` also
says where the time goes.
"""

import cProfile
import os
import pstats
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 100
GOAL = 25  # ms, p95


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
        call_command("bootstrap", demo=True, verbosity=0)
        measure()


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def measure() -> None:
    from django.db import connection
    from django.test import RequestFactory

    from jmzpro.page_cache.cache import pages
    from jmzpro.wsgi import application

    handler: Any = application
    request = RequestFactory(SERVER_NAME="127.0.0.1").get("/").environ

    def get() -> None:
        pages.clear()  # so that the page is made anew
        started: list[str] = []
        body = handler(dict(request), lambda status, headers: started.append(status))
        b"".join(body)
        body.close()
        if not started[0].startswith("200"):
            raise SystemExit(f"Not a page: {started[0]}")

    for _ in range(5):
        get()
    asked: list[str] = []

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        get()
    if "--where" in sys.argv:
        where(get)
    cpu, wall = [], []
    for _ in range(ROUNDS):
        began, busy = time.perf_counter(), time.process_time()
        get()
        cpu.append((time.process_time() - busy) * 1000)
        wall.append((time.perf_counter() - began) * 1000)
    cpu.sort(), wall.sort()
    say("## The home page for a visitor, made anew\n")
    say("| queries | p50 ms (cpu) | p95 ms (cpu) | p95 ms (wall) |\n|---|---|---|---|")
    p95 = int(ROUNDS * 0.95)
    say(f"| {len(asked)} | {cpu[ROUNDS // 2]:.1f} | {cpu[p95]:.1f} | {wall[p95]:.1f} |")
    reached = "reached" if cpu[p95] < GOAL else "not reached"
    say(
        f"\nGoal: under {GOAL} ms p95: {reached}. The demo network, SQLite, {ROUNDS} "
        "requests. Command: `python bench/home.py`"
    )


def where(get: Any) -> None:
    profile = cProfile.Profile()
    profile.enable()
    for _ in range(20):
        get()
    profile.disable()
    pstats.Stats(profile, stream=sys.stderr).sort_stats("cumulative").print_stats(60)


if __name__ == "__main__":
    main()

"""How long searching takes in the server: the page, a suggestion while typing, the API. Prints a
Markdown section.

    python bench/finding_pages.py

Server time within the process, without the network; SQLite in a temporary folder, the demo network.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 25
SUGGESTED = 10  # ms, p95
ASKED = (
    "brusjes",
    "signalen jonge mantelzorger",
    "vervoer",
    "verslaveng",
    "hoe regelen jullie vervoer als ouders niet kunnen rijden",
    "kvo",
)
TYPED = ("br", "ver", "jonge m", "hoe houd", "steun", "kopp")


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="jmz-bench-") as folder:
        os.environ["JMZ_DATA_DIR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "jmzpro.settings"
        os.environ["JMZ_API_PER_MINUTE"] = "1000000"
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
    from django.test import Client

    from jmzpro.members.models import Person
    from jmzpro.search import sync

    found = sync.rebuild()
    visitor, member = Client(SERVER_NAME="127.0.0.1"), Client(SERVER_NAME="127.0.0.1")
    member.force_login(Person.objects.active().filter(user__groups=None).order_by("pk")[0].user)
    rows = [
        f"## Searching, in the server, {found} things in the index\n",
        "| what | who | p50 ms | p95 ms |\n|---|---|---:|---:|",
    ]
    for what, address, queries in (
        ("a suggestion", "/zoeken/suggesties/", TYPED),
        ("the page", "/zoeken/", ASKED),
        ("the API", "/api/v1/search", ASKED),
    ):
        for who, client in (("visitor", visitor), ("member", member)):
            taken = times(
                [
                    lambda query=query: client.get(address, {"q": query})  # type: ignore[misc]  # noqa: B023
                    for query in queries
                ]
            )
            rows.append(f"| {what} | {who} | {taken.p50:.1f} | {taken.p95:.1f} |")
    rows.append(f"\nGoal: a suggestion under {SUGGESTED} ms.")
    sys.stdout.write("\n".join(rows) + "\n")


def times(calls: list[Callable[[], object]]) -> SimpleNamespace:
    """Wall-clock times in milliseconds of each call, in turn; the first round is not counted."""
    taken = []
    for number in range(ROUNDS + 1):
        for call in calls:
            began = time.perf_counter()
            call()
            if number:
                taken.append((time.perf_counter() - began) * 1000)
    taken.sort()
    return SimpleNamespace(p50=taken[len(taken) // 2], p95=taken[int(len(taken) * 0.95)])


if __name__ == "__main__":
    main()

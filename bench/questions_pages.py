"""How long the list and a question page take in the server, with 60 and with 2,000 questions.
Prints a Markdown section.

    python bench/questions_pages.py

Processor time of this process (what a loaded machine does not distort) and wall-clock time, without
the network; SQLite in a temporary folder, the demo network's 240 people. The search index is built,
so that "lijkt hierop" counts.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 60
GOAL = 30  # ms, p95


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="jmz-bench-") as folder:
        os.environ["JMZ_DATA_DIR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "jmzpro.settings"
        sys.path.insert(0, str(ROOT))
        import django

        django.setup()
        from django.conf import settings
        from django.core.management import call_command

        settings.KEEP_PAGES = False  # each page is made anew

        call_command("migrate", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        from jmzpro.demo import network
        from jmzpro.trust import installation

        installation.make(is_demo=True)
        network.build()
        say("## The pages of Durf te Vragen\n")
        say(
            "| questions | page | queries | p50 ms (cpu) | p95 ms (cpu) | p95 ms (wall) "
            "|\n|---|---|---|---|---|---|"
        )
        measure(60)
        grow(2_000)
        measure(2_000)
        say(
            f"\nGoal: under {GOAL} ms p95 and as many queries with 2,000 questions as with "
            "60. Command: `python bench/questions_pages.py`"
        )


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def grow(to: int) -> None:
    """Copies of the demo questions with two answers each."""
    from jmzpro.questions.models import Answer, Question, next_number

    models = list(Question.objects.prefetch_related("themes"))
    people = [question.asker for question in models]
    for n in range(to - len(models)):
        one = models[n % len(models)]
        copy = Question.objects.create(
            number=next_number(),
            asker=one.asker,
            title=f"{one.title} ({n})",
            text=one.text,
            asked_at=one.asked_at,
            last_activity_at=one.asked_at,
        )
        copy.themes.set(one.themes.all())
        for number in (1, 2):
            author = people[(n + number) % len(people)]
            Answer.objects.create(
                question=copy,
                number=number,
                author=author,
                text="Zo doen wij het ook.",
                created_at=one.asked_at,
            )


def measure(count: int) -> None:
    from django.test import Client

    from jmzpro.members.models import User
    from jmzpro.questions.models import Question
    from jmzpro.search import sync

    sync.rebuild()
    question = Question.objects.get(
        title__startswith="Hoe regelen jullie vervoer als ouders niet kunnen rijden?",
        published_at__isnull=False,
    )
    # A demo network answers on this machine's own address only.
    member, visitor = Client(SERVER_NAME="127.0.0.1"), Client(SERVER_NAME="127.0.0.1")
    member.force_login(User.objects.get(email="fatima@cast.example"))
    for label, client, path in (
        ("list, member", member, "/durf-te-vragen/"),
        ("list, visitor", visitor, "/durf-te-vragen/"),
        ("question, member", member, question.get_absolute_url()),
        ("question, visitor", visitor, question.get_absolute_url()),
    ):
        if client.get(path).status_code != 200:
            raise SystemExit(f"{label}: not a page, so there is nothing to measure.")
        queries = count_queries(partial(client.get, path))
        cpu, wall = times(partial(client.get, path))
        say(
            f"| {count:,} | {label} | {queries} | {cpu[len(cpu) // 2]:.1f} | {p95(cpu):.1f} "
            f"| {p95(wall):.1f} |"
        )


def count_queries(call: Callable[[], object]) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    call()
    with CaptureQueriesContext(connection) as captured:
        call()
    return len(captured)


def times(call: Callable[[], object]) -> tuple[list[float], list[float]]:
    """Sorted, in milliseconds: processor time and wall-clock time."""
    cpu, wall = [], []
    for _ in range(ROUNDS):
        began, busy = time.perf_counter(), time.process_time()
        call()
        cpu.append((time.process_time() - busy) * 1000)
        wall.append((time.perf_counter() - began) * 1000)
    return sorted(cpu), sorted(wall)


def p95(values: list[float]) -> float:
    return values[int(len(values) * 0.95)]


if __name__ == "__main__":
    main()

"""How long the office's page with the month's figures takes, with 2,000 and with 100,000 questions.
Prints a Markdown section.

    python bench/office_figures.py [questions …]

Wall-clock time of the page as a logged-in office person gets it, without the network; SQLite in a
temporary folder, or the database that JMZ_DATABASE_URL names (it is filled, so not a real one). The
questions are spread over three years, six alerts each, 5,000 people.
"""

import os
import random
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 10
GOAL = 1_000  # ms
PEOPLE = 5_000
AT_A_TIME = 10_000
DAYS = 3 * 365


def main(sizes: list[int]) -> None:
    with tempfile.TemporaryDirectory(prefix="jmz-bench-") as folder:
        os.environ["JMZ_DATA_DIR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "jmzpro.settings"
        sys.path.insert(0, str(ROOT))
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        from django.test import Client

        from jmzpro.office.bootstrap import bootstrap
        from jmzpro.testing.cast import make_cast
        from jmzpro.testing.login import log_in

        bootstrap(is_demo=False)
        office = Client(SERVER_NAME="127.0.0.1")
        log_in(office, make_cast().anouk)
        timed(office)  # what is loaded once in the life of a process
        say("## The office's figures\n")
        say(
            "| questions | alerts | queries | first time ms | median ms | slowest ms "
            "|\n|---:|---:|---:|---:|---:|---:|"
        )
        found = [measured(size, office) for size in sizes]
        slowest, queries = max(slowest for slowest, _ in found), {queries for _, queries in found}
        result = "reached" if slowest < GOAL and len(queries) == 1 else "NOT reached"
        say(
            f"\nGoal: under {GOAL:,} ms, and as many queries however many questions. Result: "
            f"{result}."
        )


def measured(size: int, office: "Client") -> tuple[float, int]:  # type: ignore[name-defined]  # noqa: F821 -- Django is imported later
    """Fill up to so many questions, and give the slowest time of the page and its number of
    queries.
    """
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from jmzpro.questions.models import Alert, Question

    fill(size - Question.objects.count())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    first = timed(office)
    with CaptureQueriesContext(connection) as captured:
        timed(office)
    queries = len(captured)  # now: the next request empties what it counts in
    times = sorted(timed(office) for _ in range(ROUNDS))
    say(
        f"| {size:,} | {Alert.objects.count():,} | {queries} | {first:.0f} | "
        f"{times[len(times) // 2]:.0f} | {times[-1]:.0f} |"
    )
    return max(first, times[-1]), queries


def timed(office: "Client") -> float:  # type: ignore[name-defined]  # noqa: F821 -- Django is imported later
    began = time.perf_counter()
    response = office.get("/beheer/cijfers/")
    took = (time.perf_counter() - began) * 1000
    if response.status_code != 200:
        raise SystemExit(f"Not a page, so there is nothing to measure: {response.status_code}.")
    return took


def fill(missing: int) -> None:
    """Questions over the last three years, answered most of the time, each put to six people."""
    from django.db.models import Max
    from django.utils import timezone

    from jmzpro.members.models import Organisation, Person, User
    from jmzpro.questions.models import Alert, Question, QuestionNumber

    chance = random.Random(1)  # noqa: S311 -- no secret
    now = timezone.now()
    absent = PEOPLE - Person.objects.count()
    if absent > 0:
        users = User.objects.bulk_create([User(email=f"p{n}@bench.example") for n in range(absent)])
        joined = now - timedelta(days=DAYS)
        where = Organisation.objects.order_by("pk")[0]
        more = [
            Person(
                user=user, name="Iemand", organisation=where, welcomed_at=joined, created_at=joined
            )
            for user in users
        ]
        Person.objects.bulk_create(more, 1_000)
    people = list(Person.objects.values_list("pk", flat=True))
    number = Question.objects.aggregate(last=Max("number"))["last"] or 0
    while missing > 0:
        some = min(missing, AT_A_TIME)
        missing -= some
        questions = []
        for _ in range(some):
            number += 1
            at = now - timedelta(minutes=chance.randrange(DAYS * 24 * 60))
            answered = (
                min(now, at + timedelta(minutes=chance.randrange(10 * 24 * 60)))
                if chance.random() < 0.88
                else None
            )
            asker = chance.choice(people)
            questions.append(
                Question(
                    number=number,
                    asker_id=asker,
                    title="Een vraag",
                    text="Zo.",
                    asked_at=at,
                    first_answer_at=answered,
                )
            )
        made = Question.objects.bulk_create(questions, 1_000)
        alerts = [
            Alert(
                question=question,
                person_id=person,
                created_at=question.asked_at,
                state=chance.choices(("gevraagd", "weet-niet"), (9, 1))[0],
            )
            for question in made
            for person in chance.sample(people, 6)
        ]
        Alert.objects.bulk_create(alerts, 2_000)
    QuestionNumber.objects.update_or_create(pk=1, defaults={"last": number})


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [2_000, 100_000])

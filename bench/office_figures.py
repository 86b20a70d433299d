"""How long the office's page with the month's figures takes, with 2,000 and with 100,000 questions. Prints a Markdown section.

    python bench/office_figures.py [questions …]

Wall-clock time of the page as a logged-in office person gets it, without the network; SQLite in a temporary folder, or the database
that JMZ_DATABASE_URL names (it is filled, so not a real one). The questions are spread over three years, six alerts each, 5,000 people.
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
        from jmzpro.demo import network
        from jmzpro.office.bootstrap import bootstrap

        bootstrap(is_demo=True)
        network.build()
        say("## The office's figures\n")
        say("| questions | alerts | queries | first time ms | median ms | slowest ms |\n|---:|---:|---:|---:|---:|---:|")
        slowest = max(measured(size) for size in sizes)
        result = "reached" if slowest < GOAL else "NOT reached"
        say(f"\nGoal: under {GOAL:,} ms, and as many queries however many questions. Result: {result}.")


def measured(size: int) -> float:
    """Fill up to so many questions, and give the slowest time of the page."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from jmzpro.questions.models import Alert, Question

    fill(size - Question.objects.count())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    office = Client(SERVER_NAME="127.0.0.1")
    office.post("/demo/inloggen/anouk/")
    first = timed(office)
    connection.ensure_connection()
    with CaptureQueriesContext(connection) as captured:
        timed(office)
    times = sorted(timed(office) for _ in range(ROUNDS))
    say(f"| {size:,} | {Alert.objects.count():,} | {len(captured)} | {first:.0f} | {times[len(times) // 2]:.0f} | {times[-1]:.0f} |")
    return max(first, times[-1])


def timed(office: "Client") -> float:  # type: ignore[name-defined]  # noqa: F821 -- Django is imported later
    began = time.perf_counter()
    response = office.get("/beheer/cijfers/")
    took = (time.perf_counter() - began) * 1000
    if response.status_code != 200:
        raise SystemExit(f"Not a page, so there is nothing to measure: {response.status_code}.")
    return took


def fill(missing: int) -> None:
    """Questions over the last three years, answered most of the time, each put to six people."""
    from django.utils import timezone

    from jmzpro.members.models import Organisation, Person, User
    from jmzpro.questions.models import Alert, Question, QuestionNumber

    chance = random.Random(1)  # noqa: S311 -- no secret
    now = timezone.now()
    absent = PEOPLE - Person.objects.count()
    if absent > 0:
        users = User.objects.bulk_create([User(email=f"p{n}@bench.example") for n in range(absent)])
        joined = now - timedelta(days=DAYS)
        where = Organisation.objects.first()
        more = [Person(user=user, name="Iemand", organisation=where, welcomed_at=joined, created_at=joined) for user in users]
        Person.objects.bulk_create(more, 500)
    people = list(Person.objects.values_list("pk", flat=True))
    number = Question.objects.order_by("-number").values_list("number", flat=True)[0]
    while missing > 0:
        some = min(missing, AT_A_TIME)
        missing -= some
        questions = []
        for _ in range(some):
            number += 1
            at = now - timedelta(minutes=chance.randrange(DAYS * 24 * 60))
            answered = min(now, at + timedelta(minutes=chance.randrange(10 * 24 * 60))) if chance.random() < 0.88 else None
            asker = chance.choice(people)
            questions.append(Question(number=number, asker_id=asker, title="Een vraag", text="Zo.", asked_at=at, first_answer_at=answered))
        made = Question.objects.bulk_create(questions, 500)
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
        Alert.objects.bulk_create(alerts, 500)
    QuestionNumber.objects.update(last=number)


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [2_000, 100_000])

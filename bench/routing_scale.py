"""How fast one question is routed among 1,000, 10,000 and 100,000 members, and to the right people? Prints a Markdown section.

    python bench/routing_scale.py [members ...]

Twice as many past questions as members, two answers each, in an SQLite database of its own in a temporary folder. Members state
three of forty themes, work in one of twelve provinces and wrote a profile; one in fifty is paused. The look-alike questions are given
(twelve of the same theme), since finding them is the search index's work: `bench/search_small.py` measures that. The process keeps
what it knows and is warm; after each tenth question a member changes the profile, so that following is measured too. 200 questions
are also routed by looking everybody up.
"""

import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
GOAL_MS = 50
MEASURED, EVERY = 400, 2
COMPARED = MEASURED // EVERY
SIZES = (1_000, 10_000, 100_000)
WORDS = (
    *("vervoer", "school", "gesprek", "rouw", "groep", "ouders", "thuis", "zorg", "muziek", "sport", "huiswerk"),
    *("vrijwilligers", "bus", "geld", "taal", "wachtlijst", "pubers", "broer", "zus", "arts"),
)


def main(sizes: Sequence[int]) -> None:
    sys.stdout.write(
        "## Routing one question in a large network\n\n"
        "| members | past questions | p50 ms | p95 ms | reading all, s | memory, MB | as looking up everybody |\n"
        "|---:|---:|---:|---:|---:|---:|---|\n"
    )
    sys.stdout.flush()
    with tempfile.TemporaryDirectory(prefix="jmz-bench-") as folder:
        migrate = [sys.executable, str(ROOT / "manage.py"), "migrate", "-v0"]
        subprocess.run(migrate, check=True, env={**os.environ, "JMZ_DATA_DIR": f"{folder}/empty"})  # noqa: S603
        for size in sizes:  # each in a process of its own, so that its memory is its own
            shutil.copytree(f"{folder}/empty", f"{folder}/{size}")
            subprocess.run([sys.executable, __file__, "in", f"{folder}/{size}", str(size)], check=True)  # noqa: S603
    sys.stdout.write(f"\nGoal: at most {GOAL_MS} ms p95 and 1,000 MB, and the same people {COMPARED} times out of {COMPARED}.\n")


def measure(folder: str, size: int) -> None:
    os.environ["JMZ_DATA_DIR"] = folder
    os.environ["DJANGO_SETTINGS_MODULE"] = "jmzpro.settings"
    sys.path.insert(0, str(ROOT))
    import django

    django.setup()
    chance = random.Random(size)  # noqa: S311 -- the same network every time
    fill(size, chance)
    before = memory()
    row = figures(size, chance)
    told = f"{row['p50']:.1f} | {row['p95']:.1f} | {row['read']:.1f} | {memory() - before:.0f} | {row['same']} of {COMPARED}"
    sys.stdout.write(f"| {size:,} | {2 * size:,} | {told} |\n")


def memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def fill(size: int, chance: random.Random) -> None:
    from django.db import transaction

    with transaction.atomic():
        people = fill_people(size, chance)
        fill_questions(2 * size, people, chance)


def fill_people(size: int, chance: random.Random) -> list[int]:
    from django.utils import timezone

    from jmzpro.members.models import Organisation, OrganisationKind, Person, User
    from jmzpro.places.models import Province
    from jmzpro.themes.models import Theme

    now = timezone.now()
    pause = now.date() + timedelta(days=9)
    kind = OrganisationKind.values[0]
    add(Organisation, (Organisation(name=f"Organisatie {n}", slug=f"organisatie-{n}", kind=kind) for n in range(size // 20)))
    add(User, (User(email=f"p{n}@bench.example") for n in range(size)))
    organisations = list(Organisation.objects.values_list("pk", flat=True))
    provinces = list(Province.objects.values_list("pk", flat=True))
    themes = list(Theme.objects.values_list("pk", flat=True))[:40]

    def person(number: int, user: int) -> Person:
        return Person(
            user_id=user,
            name=f"Lid {user}",
            organisation_id=chance.choice(organisations),
            province_id=chance.choice(provinces),
            welcomed_at=now,
            brings=" ".join(chance.choices(WORDS, k=8)),
            paused_until=None if number % 50 else pause,
        )

    users = User.objects.filter(email__endswith="@bench.example").order_by("pk").values_list("pk", flat=True)
    add(Person, (person(number, user) for number, user in enumerate(list(users))))
    people = list(Person.objects.order_by("pk").values_list("pk", flat=True))
    # One in two hundred is new.
    Person.objects.filter(pk__gt=people[len(people) // 200]).update(created_at=now - timedelta(days=900))
    knows = Person.themes.through
    add(knows, (knows(person_id=pk, theme_id=theme) for pk in people for theme in chance.sample(themes, 3)))
    return people


def fill_questions(number: int, people: Sequence[int], chance: random.Random) -> None:
    from django.utils import timezone

    from jmzpro.questions.models import Alert, Answer, Question
    from jmzpro.themes.models import Theme

    now = timezone.now()
    themes = list(Theme.objects.values_list("pk", flat=True))[:40]
    moments = [now - timedelta(days=1500 * (1 - n / number)) for n in range(number)]

    def question(n: int) -> Question:
        asker, at = chance.choice(people), moments[n]
        return Question(number=n + 1, asker_id=asker, title=f"Vraag {n}", text="Hoe doen jullie dit?", asked_at=at, last_activity_at=at)

    def answer(pk: int, at: datetime, n: int) -> Answer:
        return Answer(question_id=pk, number=n, author_id=chance.choice(people), text="Zo.", created_at=at + timedelta(days=1))

    def alert(pk: int, person: int) -> Alert:
        return Alert(question_id=pk, person_id=person, created_at=now - timedelta(days=chance.randint(8, 89)))

    add(Question, (question(n) for n in range(number)))
    asked = list(Question.objects.order_by("pk").values_list("pk", "asked_at"))
    about = Question.themes.through
    add(about, (about(question_id=pk, theme_id=themes[n % len(themes)]) for n, (pk, _) in enumerate(asked)))
    add(Answer, (answer(pk, at, n) for pk, at in asked for n in (1, 2)))
    lately = [pk for pk, at in asked if at > now - timedelta(days=90)]
    add(Alert, (alert(pk, person) for pk in lately for person in chance.sample(people, 6)))


def add(model: Any, rows: Iterator[Any]) -> None:
    while batch := list(islice(rows, 5_000)):
        model._default_manager.bulk_create(batch, batch_size=5_000)


def figures(size: int, chance: random.Random) -> dict[str, float]:
    from django.utils import timezone

    from jmzpro.members.models import Person
    from jmzpro.places.models import Province
    from jmzpro.questions import routing
    from jmzpro.questions.choosing import choose
    from jmzpro.questions.known import Knowledge
    from jmzpro.questions.models import Question
    from jmzpro.themes.models import Theme

    themes, provinces = list(Theme.objects.all())[:40], [None, *Province.objects.all()]
    keeper = Knowledge()
    started = time.perf_counter()
    keeper.now()
    reading = time.perf_counter() - started
    some = list(Person.objects.order_by("pk")[:: max(1, size // 200)])
    of_theme = {
        theme.pk: list(Question.objects.filter(themes=theme).order_by("-pk").values_list("pk", flat=True)[:200]) for theme in themes
    }
    spent, same = [], 0
    for number in range(MEASURED):
        told, place = chance.sample(themes, 2), chance.choice(provinces)
        title, text = f"Hoe regelen jullie {chance.choice(WORDS)}?", " ".join(chance.choices(WORDS, k=12))
        draft = routing.Draft(title, text, told, place, chance.choice(some))
        alike = {pk: 1 - nth / 20 for nth, pk in enumerate(chance.sample(of_theme[told[0].pk], 12))}
        now = timezone.now()
        started = time.perf_counter()
        found = choose(routing.field(draft, now, alike=alike, keeper=keeper), at_most=18)
        spent.append((time.perf_counter() - started) * 1000)
        if number % EVERY == 0:
            everybody = choose(routing.field(draft, now, alike=alike, keeper=keeper, first_look=size), at_most=18)
            same += [score.id for score in found] == [score.id for score in everybody]
        if number % 10 == 9:
            changed = chance.choice(some)
            changed.brings = " ".join(chance.choices(WORDS, k=8))
            changed.save()
    spent.sort()
    return {"p50": spent[len(spent) // 2], "p95": spent[int(len(spent) * 0.95)], "read": reading, "same": same}


if __name__ == "__main__":
    if sys.argv[1:2] == ["in"]:
        measure(sys.argv[2], int(sys.argv[3]))
    else:
        main([int(word) for word in sys.argv[1:]] or SIZES)

"""A large invented network for measurements: members, past questions with answers and alerts, and
the search index over them.

Texts have Dutch words with frequencies as in real text: those of the demo network's questions
first, then the word list, by Zipf. It is made once and kept in a folder; the same every time but
for its dates, which count back from the day it was made.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
# Raise it when what is made below changes: kept networks are then made anew.
VERSION = 1
DAYS = 1500
ALERTED_DAYS = 180
VOCABULARY = 40_000
ANSWERS_EACH = 2
AT_A_TIME = 5_000


def folder_of(size: int) -> Path:
    return ROOT / "var" / "bench" / f"network-{VERSION}-{size}"


def is_made(size: int) -> bool:
    """Its dates age, so that after a fortnight it is made again."""
    made = folder_of(size) / "made"
    return made.exists() and datetime.now().timestamp() - made.stat().st_mtime < 14 * 86_400


def make(size: int) -> Path:
    """The folder of a network of so many members and twice as many questions; made when it is
    not there.
    """
    folder = folder_of(size)
    environment = {
        **os.environ,
        "JMZ_DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "jmzpro.settings",
    }
    is_kept = is_made(size)
    if not is_kept:
        shutil.rmtree(folder, ignore_errors=True)
    subprocess.run(  # noqa: S603
        [sys.executable, str(ROOT / "manage.py"), "migrate", "-v0"], check=True, env=environment
    )
    if not is_kept:
        subprocess.run([sys.executable, __file__, str(size)], check=True, env=environment)  # noqa: S603
        (folder / "made").touch()
    return folder


def open_here(folder: Path) -> None:
    """Make this process a process of that network."""
    os.environ["JMZ_DATA_DIR"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "jmzpro.settings"
    sys.path.insert(0, str(ROOT))
    import django

    django.setup()


class Writer:
    """Dutch words, as often as in real text."""

    def __init__(self, chance: np.random.Generator) -> None:
        import json

        from jmzpro.text.lexicon import word_list

        told = json.loads((ROOT / "jmzpro/demo/data/questions.json").read_text(encoding="utf-8"))
        spoken = " ".join(row["text"] + " " + row["title"] for row in told).lower().split()
        seen, counts = np.unique(
            [word.strip(".,?!:;’‘'\"()") for word in spoken], return_counts=True
        )
        listed = np.array(word_list().decode().split())
        often = [str(word) for word in seen[np.argsort(-counts, kind="stable")] if word]
        rest = [str(word) for word in chance.choice(listed, VOCABULARY, replace=False)]
        self.words = np.array(list(dict.fromkeys([*often, *rest])))
        shares = 1 / (np.arange(len(self.words)) + 3.0)
        self.edges = np.cumsum(shares / shares.sum())
        self.chance = chance

    def lines(self, number: int, words: int) -> Iterator[str]:
        for start in range(0, number, AT_A_TIME):
            drawn = np.searchsorted(
                self.edges, self.chance.random((min(AT_A_TIME, number - start), words))
            )
            for row in self.words[np.minimum(drawn, len(self.words) - 1)]:
                yield " ".join(row)


def fill(size: int) -> None:
    from django.db import transaction

    from jmzpro.search.sync import catch_up

    chance = np.random.default_rng(size)
    writer = Writer(chance)
    with transaction.atomic():
        people = fill_people(size, chance, writer)
        fill_questions(2 * size, people, chance, writer)
    catch_up()


def fill_people(size: int, chance: np.random.Generator, writer: Writer) -> Sequence[int]:
    """Three themes each; one in fifty is paused, one in two hundred is new, one in four reads
    letters.
    """
    from django.utils import timezone

    from jmzpro.members.models import AlertPace, Organisation, OrganisationKind, Person, User
    from jmzpro.places.models import Province
    from jmzpro.themes.models import Theme

    now = timezone.now()
    kind = OrganisationKind.values[0]
    add(
        Organisation,
        (
            Organisation(name=f"Organisatie {n}", slug=f"organisatie-{n}", kind=kind)
            for n in range(max(1, size // 20))
        ),
    )
    add(User, (User(email=f"p{n}@bench.example") for n in range(size)))
    organisations = list(Organisation.objects.values_list("pk", flat=True))
    provinces = list(Province.objects.values_list("pk", flat=True))
    themes = list(Theme.objects.values_list("pk", flat=True))
    users = list(
        User.objects.filter(email__endswith="@bench.example")
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    where, at, brings = (
        chance.integers(0, len(provinces), size),
        chance.integers(0, len(organisations), size),
        writer.lines(size, 14),
    )
    add(
        Person,
        (
            Person(
                user_id=user,
                name=f"Lid {user}",
                organisation_id=organisations[at[n]],
                province_id=provinces[where[n]],
                welcomed_at=now,
                brings=next(brings),
                alert_pace=AlertPace.AT_ONCE if n % 4 else AlertPace.DAILY,
                paused_until=None if n % 50 else now.date() + timedelta(days=30),
            )
            for n, user in enumerate(users)
        ),
    )
    people = list(Person.objects.order_by("pk").values_list("pk", flat=True))
    Person.objects.filter(pk__gt=people[len(people) // 200]).update(
        welcomed_at=now - timedelta(days=900)
    )
    knows = Person.themes.through
    told = (np.argpartition(chance.random(len(themes)), 3)[:3] for _ in people)
    add(
        knows,
        (
            knows(person_id=pk, theme_id=themes[theme])
            for pk, own in zip(people, told, strict=True)
            for theme in own
        ),
    )
    return people


def fill_questions(
    number: int, people: Sequence[int], chance: np.random.Generator, writer: Writer
) -> None:
    """Two themes and two answers each; those of the last half year were mailed to six people,
    some people far oftener than others.
    """
    from django.utils import timezone

    from jmzpro.places.models import Province
    from jmzpro.questions.models import Alert, Answer, Question
    from jmzpro.themes.models import Theme

    now = timezone.now()
    themes = list(Theme.objects.values_list("pk", flat=True))
    provinces = [*Province.objects.values_list("pk", flat=True), None, None, None, None, None, None]
    moments = [now - timedelta(days=DAYS * (1 - n / number)) for n in range(number)]
    # As in any network, a few do much: the square of an even chance.
    busy = (chance.random(number * 10) ** 2 * len(people)).astype(int)
    title, text, said = (
        writer.lines(number, 9),
        writer.lines(number, 60),
        writer.lines(number * ANSWERS_EACH, 40),
    )
    askers = chance.integers(0, len(people), number)
    add(
        Question,
        (
            Question(
                number=n + 1,
                asker_id=people[askers[n]],
                title=next(title)[:160],
                text=next(text),
                province_id=provinces[n % len(provinces)],
                asked_at=moments[n],
                last_activity_at=moments[n],
            )
            for n in range(number)
        ),
    )
    asked = list(Question.objects.order_by("pk").values_list("pk", "asked_at"))
    about = Question.themes.through
    for spread in (lambda n: 0, lambda n: 1 + n // len(themes) % (len(themes) - 1)):
        add(
            about,
            (
                about(question_id=pk, theme_id=themes[(n + spread(n)) % len(themes)])
                for n, (pk, _) in enumerate(asked)
            ),
        )
    who = iter(busy)
    add(
        Answer,
        (
            Answer(
                question_id=pk,
                number=nth,
                author_id=people[next(who)],
                text=next(said),
                created_at=min(at + timedelta(days=1), now),
            )
            for pk, at in asked
            for nth in range(1, ANSWERS_EACH + 1)
        ),
    )
    lately = [(pk, at) for pk, at in asked if at > now - timedelta(days=ALERTED_DAYS)]
    add(
        Alert,
        (
            Alert(question_id=pk, person_id=person, created_at=at)
            for pk, at in lately
            for person in {people[next(who)] for _ in range(6)}
        ),
    )


def add(model: Any, rows: Iterable[Any]) -> None:
    waiting = iter(rows)
    while batch := list(islice(waiting, AT_A_TIME)):
        model._default_manager.bulk_create(batch, batch_size=AT_A_TIME)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    import django

    django.setup()
    fill(int(sys.argv[1]))

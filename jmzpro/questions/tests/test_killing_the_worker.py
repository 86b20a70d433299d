"""Two workers at once, killed with -9 in the middle: no question is put to somebody twice, none
is lost, and no letter comes twice.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.db.models import F
from django.utils import timezone

from jmzpro.letters import composition
from jmzpro.letters.models import Mailed, Rhythm
from jmzpro.mail.models import OutgoingMail
from jmzpro.mail.tests.test_killing_the_worker import url_of_test_database
from jmzpro.members.models import AlertPace, Person
from jmzpro.questions.models import Alert, Question, Step
from jmzpro.questions.tests.asked import ask
from jmzpro.questions.tests.crowds import make_crowd

QUESTIONS, PEOPLE, READERS = (
    int(os.environ.get("SOAK_TIMES", "1")) * number for number in (5, 24, 8)
)
KILLS = 3 * int(os.environ.get("SOAK_TIMES", "1"))
A_FORTNIGHT = timedelta(days=14)


class Workers:
    """Two processes at a time."""

    def __init__(self) -> None:
        self.program = subprocess.Popen(
            [sys.executable, "-m", "jmzpro.questions.tests.workers"],
            cwd=settings.BASE_DIR,
            env={
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "jmzpro.settings",
                "JMZ_DATABASE_URL": url_of_test_database(),
            },
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.running = [self.start(), self.start()]

    def start(self) -> int:
        assert self.program.stdin is not None
        assert self.program.stdout is not None
        self.program.stdin.write("\n")
        self.program.stdin.flush()
        return int(self.program.stdout.readline())

    def kill_one(self) -> None:
        os.kill(self.running.pop(0), signal.SIGKILL)
        self.running.append(self.start())

    def stop(self) -> None:
        for child in self.running:
            os.kill(child, signal.SIGKILL)
        self.program.kill()
        self.program.communicate()


def a_fortnight_later(cast: SimpleNamespace) -> None:
    """Questions whose second wave and whose call to the office are due, and letters that are
    due, all at once.
    """
    readers = make_crowd(cast, READERS + PEOPLE)[:READERS]
    Person.objects.filter(pk__in=[one.pk for one in readers]).update(alert_pace=AlertPace.DAILY)
    composition.send_due()
    for number in range(QUESTIONS):
        ask(cast.sanne, title=f"Wie weet hoe dit kan, {number}?")
    Question.objects.update(asked_at=F("asked_at") - A_FORTNIGHT)
    Alert.objects.update(created_at=F("created_at") - A_FORTNIGHT)
    Rhythm.objects.update(
        next_at=timezone.now() - timedelta(minutes=1), last_at=timezone.now() - timedelta(days=1)
    )
    OutgoingMail.objects.filter(template="questions/mail/alert").update(
        created_at=F("created_at") - A_FORTNIGHT
    )


def are_taken(of: int, so_many: int) -> bool:
    return of - Step.objects.undone().count() >= so_many


def is_done() -> bool:
    return not Step.objects.undone().exists() and not Rhythm.objects.due(timezone.now()).exists()


@pytest.mark.django_db(transaction=True)
def test_two_workers_that_are_killed_tell_everybody_once_and_forget_nobody(
    cast: SimpleNamespace,
) -> None:
    a_fortnight_later(cast)
    steps = Step.objects.undone().count()
    assert steps == 2 * QUESTIONS
    chance = random.Random(2026)
    workers = Workers()
    try:
        for kill in range(KILLS):
            wait_until(partial(are_taken, steps, steps * kill // (KILLS + 1)))
            time.sleep(chance.uniform(0, 0.05))
            workers.kill_one()
        wait_until(is_done)
    finally:
        workers.stop()
    each_alert_has_its_mail()
    nobody_is_over_the_week()
    the_office_heard_once(cast)
    each_reader_has_one_letter()


def each_alert_has_its_mail() -> None:
    alerts = Counter(
        (f"alert:question/{a.question_id}:{a.wave}", a.person.user_id)
        for a in by_mail().select_related("person")
    )
    mails = Counter(
        OutgoingMail.objects.filter(template="questions/mail/alert").values_list("cause", "user")
    )
    assert alerts == mails
    assert by_mail().filter(wave=2).count() > 0


def by_mail() -> Any:
    return Alert.objects.filter(in_letter=False)


def nobody_is_over_the_week() -> None:
    lately = Counter(
        by_mail()
        .filter(created_at__gt=timezone.now() - timedelta(days=7))
        .values_list("person", flat=True)
    )
    caps = dict(Person.objects.values_list("pk", "alerts_per_week"))
    assert all(number <= caps[person] for person, number in lately.items())


def the_office_heard_once(cast: SimpleNamespace) -> None:
    told = Counter(
        OutgoingMail.objects.filter(cause__startswith="unanswered:").values_list("cause", "to")
    )
    assert set(told.values()) == {1}
    assert len(told) == QUESTIONS * len({cast.anouk.pk, cast.beheer.pk})


def each_reader_has_one_letter() -> None:
    letters = Counter(
        OutgoingMail.objects.filter(template="letters/mail/letter").values_list(
            "user__person", flat=True
        )
    )
    readers = set(Person.objects.filter(alert_pace=AlertPace.DAILY).values_list("pk", flat=True))
    assert set(letters.values()) == {1}
    told = set(Mailed.objects.values_list("person", flat=True))
    assert set(letters) == told <= readers
    in_letters = set(Alert.objects.filter(in_letter=True).values_list("question", "person"))
    assert in_letters <= {
        (int(key.split("/")[1]), person)
        for key, person in Mailed.objects.values_list("key", "person")
    }
    assert not in_letters & set(by_mail().values_list("question", "person"))


def wait_until(happened: Callable[[], bool], seconds: float = 90.0) -> None:
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.01)

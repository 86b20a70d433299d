"""A process that is killed with -9 halfway: the act and what must be told of it are both there,
or neither is.
"""

import json
import os
import signal
import subprocess
import sys
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db.models import F
from django.test import Client

from jmzpro.held.models import HeldText, LookedOver
from jmzpro.held.tests.test_held_texts import ASK, NO_CHILD, asked
from jmzpro.mail.models import OutgoingMail
from jmzpro.mail.tests.test_killing_the_worker import url_of_test_database
from jmzpro.members.models import Person
from jmzpro.office.bootstrap import make_roles
from jmzpro.questions.models import Question
from jmzpro.trust.models import Alarm

pytestmark = pytest.mark.django_db(transaction=True)

ON_DUTY = "office/mail/on_duty"
SCHOOL = (
    "Op school De Kameleon zit een meisje dat voor haar moeder zorgt, hoe begin ik het gesprek?"
)
DANGER = "Een meisje wordt thuis elke dag geslagen door haar vader. Wat doe ik nu?"


def send_and_kill(person: Person, fields: dict[str, object], at: str) -> None:
    """Send the question from a process that dies where it would call `at`."""
    told = {"user": person.user_id, "path": ASK, "fields": fields, "at": at}
    done = subprocess.run(
        [sys.executable, "-m", "jmzpro.held.tests.killed"],
        cwd=settings.BASE_DIR,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "jmzpro.settings",
            "JMZ_DATABASE_URL": url_of_test_database(),
        },
        input=json.dumps(told) + "\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr[-2000:]


def called() -> int:
    return OutgoingMail.objects.filter(template=ON_DUTY).count()


def test_killed_before_who_is_on_duty_is_told_nothing_is_held_and_sending_again_holds_once(
    cast: SimpleNamespace, client: Client
) -> None:
    make_roles()
    fields = asked(**NO_CHILD)
    send_and_kill(cast.sanne, fields, "jmzpro.trust.duty.tell")
    assert not HeldText.objects.exists()
    assert called() == 0
    client.force_login(cast.sanne.user)
    client.post(ASK, fields)
    assert HeldText.objects.count() == 1
    assert called() > 0


def test_killed_behind_the_holding_the_text_waits_and_who_is_on_duty_is_told(
    cast: SimpleNamespace, client: Client
) -> None:
    make_roles()
    fields = asked(**NO_CHILD)
    send_and_kill(cast.sanne, fields, "jmzpro.held.middleware.redirect")
    held = HeldText.objects.get()
    assert held.is_waiting
    told = called()
    assert told > 0
    client.force_login(cast.sanne.user)
    assert client.post(ASK, fields)["Location"] == held.get_absolute_url()
    assert (HeldText.objects.count(), called()) == (1, told)
    assert not Question.objects.exists()


def test_killed_behind_the_act_what_the_writer_looked_over_still_has_its_line(
    cast: SimpleNamespace,
) -> None:
    send_and_kill(
        cast.sanne, asked(SCHOOL, text_nagekeken="on"), "jmzpro.held.second_looks.Note.place"
    )
    assert Question.objects.count() == 1
    assert LookedOver.objects.get().found == ["een school"]


def test_killed_behind_the_act_the_alarm_goes_all_the_same_once(cast: SimpleNamespace) -> None:
    make_roles()
    send_and_kill(cast.sanne, asked(DANGER), "jmzpro.trust.danger.call")
    assert Question.objects.count() == 1
    assert not Alarm.objects.open().exists()
    Alarm.objects.update(at=F("at") - timedelta(minutes=3))
    for _ in range(2):
        Alarm.send_unanswered()
    assert Alarm.objects.open().count() == 1
    assert called() > 0
    assert OutgoingMail.objects.filter(template=ON_DUTY).values("to").distinct().count() == called()

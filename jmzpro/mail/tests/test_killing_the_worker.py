"""A process that is killed while it sends a round loses no mail, and repeats none but the one on
the wire.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection

from jmzpro.mail import outbox
from jmzpro.mail.models import OutgoingMail, OutgoingState
from jmzpro.mail.tests.conftest import letter_to
from jmzpro.testing.mailserver import MailServer

KILLS = 20
RECEIVERS = 500
LEASE_SECONDS = 0.4


def url_of_test_database() -> str:
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite:///{name.lstrip('/')}"
    return urlsplit(os.environ["JMZ_DATABASE_URL"])._replace(path=f"/{name}").geturl()


class Senders:
    """Processes that send, one after the other."""

    def __init__(self, url: str) -> None:
        self.program = subprocess.Popen(
            [sys.executable, "-m", "jmzpro.mail.tests.senders", url, str(LEASE_SECONDS)],
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

    def start(self) -> int:
        assert self.program.stdin is not None
        assert self.program.stdout is not None
        self.program.stdin.write("\n")
        self.program.stdin.flush()
        return int(self.program.stdout.readline())

    def stop(self) -> None:
        self.program.kill()
        self.program.communicate()


@pytest.fixture
def round_server() -> Iterator[MailServer]:
    with MailServer(pause=0.004) as server:
        yield server


@pytest.mark.django_db(transaction=True)
def test_twenty_kills_in_a_round_lose_no_mail_and_repeat_at_most_the_one_on_the_wire(
    round_server: MailServer,
) -> None:
    added = outbox.send_many(
        letter_to(f"p{number}@cast.example", cause="round/1") for number in range(RECEIVERS)
    )
    ids = {mail.to: mail.message_id for mail in added}
    assert len(ids) == RECEIVERS
    senders = Senders(round_server.url)
    running = senders.start()
    chance = random.Random(2026)
    try:
        for kill in range(1, KILLS + 1):
            wait_until(
                lambda so_many=kill * RECEIVERS // (KILLS + 2): len(round_server.taken) >= so_many
            )
            time.sleep(chance.uniform(0, 0.02))
            os.kill(running, signal.SIGKILL)
            running = senders.start()
        wait_until(lambda: not OutgoingMail.objects.exclude(state=OutgoingState.SENT).exists())
    finally:
        os.kill(running, signal.SIGKILL)
        senders.stop()
    times = Counter(round_server.receivers())
    assert set(times) == set(ids)
    assert sum(times.values()) - RECEIVERS <= KILLS
    assert {(mail.receiver, str(mail.message["Message-ID"])) for mail in round_server.taken} == set(
        ids.items()
    )


def wait_until(happened: Any, seconds: float = 30.0) -> None:
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.003)

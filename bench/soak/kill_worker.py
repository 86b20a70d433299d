"""Kills the real worker (`manage.py worker`) with -9 while it sends a round, and counts what
arrived. Prints a Markdown section.

    python bench/soak/kill_worker.py [kills] [mails]

Ends with 1 when a mail is lost, when there are more repeats than kills, or when a repeat has
another Message-ID. The leases follow from the `timeout` in JMZ_SMTP_URL, here 2 s instead of 15:
two seconds for the job and twelve for the mail on the wire, so twenty kills take some minutes. The
quick proof of the same is jmzpro/mail/tests/test_killing_the_worker.py. Uses a database of its own:
SQLite in a temporary folder, or the one that JMZ_DATABASE_URL names (it is filled, so not a real
one).
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jmzpro.testing.mailserver import MailServer

ROOT = Path(__file__).resolve().parent.parent.parent
LONGEST_WAIT_SECONDS = 240.0


def main(kills: int, number: int) -> int:
    with tempfile.TemporaryDirectory(prefix="jmz-soak-") as folder:
        os.environ["JMZ_DATA_DIR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "jmzpro.settings"
        sys.path.insert(0, str(ROOT))
        import django

        django.setup()
        return soak(kills, number)


def soak(kills: int, number: int) -> int:
    from django.core.management import call_command
    from django.db import connection

    from jmzpro.mail import outbox
    from jmzpro.mail.models import OutgoingMail, OutgoingState
    from jmzpro.mail.outbox import Message
    from jmzpro.testing.mailserver import MailServer
    from jmzpro.trust import installation

    call_command("migrate", verbosity=0)
    installation.make(is_demo=False)
    chance = random.Random(2026)  # noqa: S311 (a repeatable soak, no secret)
    started = time.monotonic()
    with MailServer(pause=0.02) as server:
        os.environ["JMZ_SMTP_URL"] = server.url
        messages = (
            Message(
                f"soak/{index}",
                f"p{index}@soak.example",
                "Wie weet raad?",
                "mail/letter",
                "Dit is een proef.",
                {"text": "Hallo"},
            )
            for index in range(number)
        )
        ids = {mail.to: mail.message_id for mail in outbox.send_many(messages)}
        worker = start_worker()
        for kill in range(1, kills + 1):
            wait_for(partial(has_taken, server, kill * number // (kills + 1)))
            time.sleep(chance.uniform(0, 0.1))
            worker.send_signal(signal.SIGKILL)
            worker.wait()
            worker = start_worker()
        wait_for(lambda: not OutgoingMail.objects.exclude(state=OutgoingState.SENT).exists())
        worker.kill()
        worker.wait()
        times = Counter(server.receivers())
        others = sum(
            ids.get(mail.receiver) != str(mail.message["Message-ID"]) for mail in server.taken
        )
    lost, repeated = set(ids) - set(times), sum(times.values()) - len(times)
    print(  # noqa: T201
        f"## {kills} kills in a round of {number} ({connection.vendor})\n\n"
        "| what | number |\n|---|---:|\n"
        f"| mails lost | {len(lost)} |\n| mails repeated | {repeated} |\n| repeats with another "
        f"Message-ID | {others} |\n"
        f"| seconds | {time.monotonic() - started:.0f} |"
    )
    return int(bool(lost) or repeated > kills or bool(others))


def has_taken(server: "MailServer", so_many: int) -> bool:
    return len(server.taken) >= so_many


def start_worker() -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, str(ROOT / "manage.py"), "worker"], cwd=ROOT)  # noqa: S603 (our own program)


def wait_for(happened: Callable[[], bool]) -> None:
    end = time.monotonic() + LONGEST_WAIT_SECONDS
    while not happened():
        if time.monotonic() > end:
            raise SystemExit("The worker sends nothing any more.")
        time.sleep(0.05)


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    sys.exit(main(given[0] if given else 20, given[1] if len(given) > 1 else 500))

"""How fast a round of 5,000 mails is written and sent over one SMTP connection on loopback. Prints
a Markdown section.

    python bench/mail_round.py [number of mails]

Uses a database of its own: SQLite in a temporary folder, or the one that JMZ_DATABASE_URL names (it
is filled, so not a real one). The mail server runs in a process of its own.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SERVER = """
import sys
from jmzpro.testing.mailserver import MailServer
with MailServer() as server:
    print(server.port, flush=True)
    sys.stdin.readline()
    print(len(set(server.receivers())), flush=True)
"""


def main(number: int) -> None:
    with tempfile.TemporaryDirectory(prefix="jmz-bench-") as folder:
        os.environ["JMZ_DATA_DIR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "jmzpro.settings"
        sys.path.insert(0, str(ROOT))
        import django

        django.setup()
        measure(number)


def measure(number: int) -> None:
    from django.core.management import call_command
    from django.db import connection, transaction

    from jmzpro.mail import outbox
    from jmzpro.mail.delivery import Delivery
    from jmzpro.mail.models import OutgoingMail, OutgoingState
    from jmzpro.mail.outbox import Message
    from jmzpro.mail.smtp import Server, SmtpWire

    call_command("migrate", verbosity=0)
    server = subprocess.Popen(  # noqa: S603 (our own program)
        [sys.executable, "-c", SERVER],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdin is not None
    assert server.stdout is not None
    port = int(server.stdout.readline())
    text = (
        "Weet iemand een signaalkaart voor het voortgezet onderwijs die ik mag aanpassen?\n\n" * 8
    )
    messages = [
        Message(
            cause="bench/1",
            to=f"p{index}@bench.example",
            subject="Wie heeft een signaalkaart?",
            template="mail/letter",
            reason="Je krijgt deze mail omdat je lid bent.",
            context={"text": text},
            unsubscribe_url="/mail/stop/1/",
            thread="question/1",
        )
        for index in range(number)
    ]
    started = time.perf_counter()
    with transaction.atomic():
        outbox.send_many(messages)
    writing = time.perf_counter() - started
    delivery = Delivery(SmtpWire(Server.from_url(f"smtp://127.0.0.1:{port}")))
    started = time.perf_counter()
    while delivery.run():
        pass
    sending = time.perf_counter() - started
    delivery.wire.drop()
    sent = OutgoingMail.objects.filter(state=OutgoingState.SENT).count()
    server.stdin.write("\n")
    server.stdin.flush()
    arrived = int(server.stdout.readline())
    server.communicate()
    print(  # noqa: T201
        f"## A round of {number} mails ({connection.vendor})\n\n"
        "| what | seconds | mails a second |\n|---|---:|---:|\n"
        f"| written in one transaction | {writing:.1f} | {number / writing:.0f} |\n"
        f"| sent over one SMTP connection | {sending:.1f} | {number / sending:.0f} |\n\n"
        f"Marked as sent: {sent}; different receivers at the server: {arrived}."
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)

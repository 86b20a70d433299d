"""`manage.py worker`: run the background jobs, and with `--lmtp` take in mail."""

import signal
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from jmzpro.mail import lmtp as mail_server
from jmzpro.work.lifeline import die_with_parent
from jmzpro.work.worker import Worker, leave


class Command(BaseCommand):
    help = (
        "Runs the background jobs until it is stopped; with --lmtp HOST:PORT it also takes in "
        "mail there."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--lmtp",
            metavar="HOST:PORT",
            help="take in mail over LMTP here (or at the path of a unix socket)",
        )
        parser.add_argument(
            "--child", action="store_true", help="end when the process that started this one ends"
        )

    def handle(self, *args: Any, lmtp: str | None, child: bool, **options: Any) -> None:
        if child:
            die_with_parent()
        worker = Worker()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: worker.stop())
        listener = listen(lmtp) if lmtp else None
        worker.run()
        if listener is not None:
            listener.stop()
        leave()


def listen(address: str) -> mail_server.Server:
    """Start taking in mail. The mail server runs in a thread of its own."""
    try:
        return mail_server.start_at(address)
    except (OSError, ValueError) as error:
        raise CommandError(f"Mail cannot come in at {address}: {error}") from error

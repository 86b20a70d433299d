"""`manage.py worker`: run the background jobs, and with `--lmtp` take in mail."""

import os
import signal
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from jmzpro.mail import lmtp as mail_server
from jmzpro.work.addresses import Address, read_address
from jmzpro.work.lifeline import die_with_parent
from jmzpro.work.worker import Worker, leave


class Command(BaseCommand):
    help = "Runs the background jobs until it is stopped; with --lmtp HOST:PORT it also takes in mail there."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--lmtp", metavar="HOST:PORT", type=read_address, help="take in mail over LMTP at this address")
        parser.add_argument("--child", action="store_true", help="end when the process that started this one ends")

    def handle(self, *args: Any, lmtp: Address | None, child: bool, **options: Any) -> None:
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


def listen(address: Address) -> mail_server.Listener:
    """Start taking in mail. The mail server runs in a thread of its own."""
    try:
        return mail_server.start(address.host, address.port)
    except OSError as error:
        raise CommandError(f"The mail port {address} cannot be opened: {os.strerror(error.errno or 0)}.") from error

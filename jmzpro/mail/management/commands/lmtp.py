"""Take mail from the mail server on this machine. `manage.py run` opens the same door by itself."""

import signal
import threading
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from jmzpro.mail.lmtp import start_at


class Command(BaseCommand):
    help = "Takes incoming mail over LMTP until it is stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "address",
            nargs="?",
            default=settings.LMTP_ADDRESS,
            help="host:port or the path of a unix socket",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            server = start_at(options["address"])
        except ValueError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(
                f"LMTP cannot listen on {options['address']}: {error.strerror}. Set "
                "JMZ_LMTP_ADDRESS to another."
            ) from error
        self.stdout.write(f"LMTP listens on {server.path or f'{server.host}:{server.port}'}")
        stop = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stop.set())
        stop.wait()
        server.stop()

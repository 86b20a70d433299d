"""`manage.py run`: prepare what is needed, then web server and worker together until Ctrl-C."""

import http.client
import os
import signal
import sys
import threading
import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from jmzpro.trust import installation
from jmzpro.work import optional, preparing
from jmzpro.work.addresses import Address, is_loopback, read_address, why_taken
from jmzpro.work.supervisor import Child, Supervisor


class Command(BaseCommand):
    help = "Starts the site: web server and background worker together. --demo makes the demo network on an empty database."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--demo", action="store_true", help="when the database is empty, fill it with the demo network")

    def handle(self, *args: Any, demo: bool, **options: Any) -> None:
        web, lmtp = Address(settings.BIND, asked_port()), asked_lmtp()
        refuse_taken(web, "PORT=8001 make run")
        if isinstance(lmtp, Address):
            refuse_taken(lmtp, "JMZ_LMTP_ADDRESS=127.0.0.1:8026 make run")
        self.prepare(demo)
        refuse_demo_in_the_open(web.host)
        supervisor = Supervisor(children(web, lmtp))
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, lambda *_: supervisor.stop())
        threading.Thread(target=self.announce, args=(web, lmtp, supervisor.stopping), daemon=True).start()
        supervisor.run()

    def prepare(self, demo: bool) -> None:
        for sentence in optional.missing():
            self.stdout.write(sentence)
        if preparing.migrate():
            self.stdout.write("The database is ready.")
        if preparing.collect_static():
            self.stdout.write("The static files are ready.")
        if not installation.is_made():
            if not demo:
                raise CommandError("This database is empty. Make the network first: manage.py bootstrap --email YOUR@ADDRESS")
            call_command("bootstrap", demo=True, stdout=self.stdout)

    def announce(self, web: Address, lmtp: Address | str, stopping: threading.Event) -> None:
        if not answers(web, stopping):
            return
        lines = [f"JMZ Pro runs at {settings.BASE_URL}/", f"Mail comes in over LMTP at {lmtp}."]
        if installation.is_demo():
            lines += [
                f"Log in with one click at {settings.BASE_URL}/inloggen/ (this is a demo network; everything in it is invented).",
                f"All mail is kept at {settings.BASE_URL}/postvak/ and leaves nowhere.",
            ]
        else:
            lines += [f"Log in at {settings.BASE_URL}/inloggen/; the office is at {settings.BASE_URL}/beheer/."]
        self.stdout.write("\n".join(["", *lines, "Stop with Ctrl-C.", ""]))
        self.stdout.flush()


def asked_port() -> int:
    """PORT as it was given; settings take 8000 for anything that is no number."""
    text = os.environ.get("PORT", "").strip() or "8000"
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise CommandError(f"PORT={text} is not a port number (1 to 65535).")
    return int(text)


def asked_lmtp() -> Address | str:
    """Where mail comes in: an address, or the path of a unix socket."""
    if settings.LMTP_ADDRESS.removeprefix("unix:").startswith("/"):
        return str(settings.LMTP_ADDRESS)
    try:
        return read_address(settings.LMTP_ADDRESS)
    except ValueError as error:
        raise CommandError(f"JMZ_LMTP_ADDRESS: {error}.") from error


def refuse_taken(address: Address, instead: str) -> None:
    reason = why_taken(address)
    if reason:
        raise CommandError(f"Port {address.port} on {address.host} cannot be used: {reason}. Try another, for instance: {instead}")


def refuse_demo_in_the_open(host: str) -> None:
    """A demo network lets everybody in with one click, so it stays on this machine unless the operator says otherwise."""
    if not installation.is_demo() or installation.is_demo_allowed_anywhere():
        return
    for where, name in ((host, "JMZ_BIND"), (settings.BASE_HOST, "JMZ_BASE_URL")):
        if not is_loopback(where):
            raise CommandError(
                f"This is a demo network: everybody can log in as anybody, so it is only served on this machine, and {name} says {where}. "
                f'If that is what you want, say so: JMZ_DEMO_ADDRESS_OK="{installation.WORDS_OF_CONSENT}"'
            )


def children(web: Address, lmtp: Address | str) -> list[Child]:
    manage = str(settings.BASE_DIR / "manage.py")
    return [
        Child("web server", [sys.executable, "-m", "jmzpro.work.web", web.host, str(web.port), str(settings.WEB_PROCESSES)]),
        Child("worker", [sys.executable, manage, "worker", "--child", "--lmtp", str(lmtp)]),
    ]


def answers(web: Address, stopping: threading.Event) -> bool:
    """Wait until the site answers anything at all. Asking for the home page makes it quick for the first visitor."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(web.host, web.host)  # noqa: S104 -- reading, not binding
    while not stopping.is_set():
        connection = http.client.HTTPConnection(host, web.port, timeout=60)
        try:
            connection.request("GET", "/", headers={"Host": settings.BASE_HOST})
            connection.getresponse().read()
        except OSError:
            time.sleep(0.1)
        else:
            return True
        finally:
            connection.close()
    return False

"""`manage.py run`: prepare what is needed, then web server and worker together until Ctrl-C.

Whether there is anything to prepare is told without loading Django; then Django is loaded once, for
both.
"""

import gc
import http.client
import os
import signal
import subprocess
import sys
import threading
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from functools import partial

from jmzpro import settings
from jmzpro.work import optional_parts, start_check
from jmzpro.work.addresses import (
    WORDS_OF_CONSENT,
    Address,
    is_loopback,
    may_be_seen_anywhere,
    read_address,
    why_taken,
)
from jmzpro.work.supervisor import Child, Supervisor

MANAGE = str(settings.BASE_DIR / "manage.py")


class Refused(Exception):
    """The site does not start; the argument says why and what helps, in one sentence."""


def main(arguments: Sequence[str]) -> int:
    """The exit code: 0 after a stop that was asked for."""
    asked = read_arguments(arguments)
    try:
        start(make_demo=asked.demo)
    except Refused as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    return 0


def read_arguments(arguments: Sequence[str]) -> Namespace:
    parser = ArgumentParser(
        prog="manage.py run",
        description="Starts the site: web server and background worker together.",
    )
    parser.add_argument(
        "--demo",
        action="store_true",
        help="when the database is empty, fill it with the demo network",
    )
    return parser.parse_args(arguments)


def start(*, make_demo: bool) -> None:
    web, lmtp = Address(settings.BIND, asked_port()), asked_lmtp()
    refuse_taken(web, "PORT=8001 make run")
    if isinstance(lmtp, Address):
        refuse_taken(lmtp, "JMZ_LMTP_ADDRESS=127.0.0.1:8026 make run")
    for sentence in optional_parts.missing():
        say(sentence)
    is_demo = prepare(make_demo=make_demo)
    if is_demo:
        refuse_demo_in_the_open(web.host)
    supervisor = Supervisor(children(web, lmtp))
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: supervisor.stop())
    threading.Thread(
        target=announce, args=(web, lmtp, is_demo, supervisor.stopping), daemon=True
    ).start()
    supervisor.run()


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def prepare(*, make_demo: bool) -> bool:
    """Database, static files and (when asked) the demo network, as far as they are missing.
    Whether this is a demo network.
    """
    prepared = start_check.note()
    if not start_check.is_current(prepared):
        command = [sys.executable, MANAGE, "prepare", "--child", *(["--demo"] if make_demo else [])]
        stop_with_us()
        if subprocess.run(command, check=False).returncode != 0:  # noqa: S603 -- our own command
            raise Refused("The site was not started; what is wrong stands above.")
        prepared = start_check.note()
    if prepared is None:
        raise Refused(f"The data folder {settings.DATA_DIR} cannot be written.")
    return prepared.is_demo


def stop_with_us() -> None:
    """While preparing, SIGTERM ends this process as Ctrl-C does; the child hears it through its
    own lifeline.
    """
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))


def announce(web: Address, lmtp: Address | str, is_demo: bool, stopping: threading.Event) -> None:
    if not answers(web, stopping):
        return
    lines = [f"JMZ Pro runs at {settings.BASE_URL}/", f"Mail comes in over LMTP at {lmtp}."]
    if is_demo:
        lines += [
            (
                f"Log in with one click at {settings.BASE_URL}/inloggen/ (this is a demo "
                "network; everything in it is invented)."
            ),
            f"All mail is kept at {settings.BASE_URL}/postvak/ and leaves nowhere.",
        ]
    else:
        lines += [
            (
                f"Log in at {settings.BASE_URL}/inloggen/; the office is at "
                f"{settings.BASE_URL}/beheer/."
            )
        ]
    say("\n".join(["", *lines, "Stop with Ctrl-C.", ""]))


def asked_port() -> int:
    """PORT as it was given; settings take 8000 for anything that is no number."""
    text = os.environ.get("PORT", "").strip() or "8000"
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise Refused(f"PORT={text} is not a port number (1 to 65535).")
    return int(text)


def asked_lmtp() -> Address | str:
    """Where mail comes in: an address, or the path of a unix socket."""
    if settings.LMTP_ADDRESS.removeprefix("unix:").startswith("/"):
        return settings.LMTP_ADDRESS
    try:
        return read_address(settings.LMTP_ADDRESS)
    except ValueError as error:
        raise Refused(f"JMZ_LMTP_ADDRESS: {error}.") from error


def refuse_taken(address: Address, instead: str) -> None:
    reason = why_taken(address)
    if reason:
        raise Refused(
            f"Port {address.port} on {address.host} cannot be used: {reason}. Try another, "
            f"for instance: {instead}"
        )


def refuse_demo_in_the_open(host: str) -> None:
    """A demo network lets everybody in with one click, so it stays on this machine unless the
    operator says otherwise.
    """
    if may_be_seen_anywhere(settings.DEMO_ADDRESS_OK):
        return
    for where, name in ((host, "JMZ_BIND"), (settings.BASE_HOST, "JMZ_BASE_URL")):
        if not is_loopback(where):
            raise Refused(
                "This is a demo network: everybody can log in as anybody, so it is only served "
                f"on this machine, and {name} says {where}. "
                f'If that is what you want, say so: JMZ_DEMO_ADDRESS_OK="{WORDS_OF_CONSENT}"'
            )


def children(web: Address, lmtp: Address | str) -> list[Child]:
    """Both are forks of this process: Django is loaded once, and a child that died is back in no
    time.
    """
    load_site()
    return [
        Child("web server", partial(serve_web, web)),
        Child("worker", partial(do_work, str(lmtp))),
    ]


def load_site() -> None:
    """Load Django and every address, and touch nothing outside this process: no database, no mail.

    Nothing that is loaded is garbage: looking for it would take a sixth of the time, and later copy
    pages the forks share.
    """
    gc.disable()
    from django.urls import get_resolver

    import jmzpro.wsgi  # noqa: F401 -- loading it is the point

    get_resolver().url_patterns  # noqa: B018 -- as above
    gc.freeze()
    gc.enable()


def serve_web(address: Address) -> None:
    from jmzpro.work.web import serve

    serve(address.host, address.port, settings.WEB_PROCESSES)


def do_work(lmtp: str) -> None:
    from django.core.management import call_command

    call_command("worker", child=True, lmtp=lmtp)


def answers(web: Address, stopping: threading.Event) -> bool:
    """Wait until the site answers anything at all. Asking for the home page makes it quick for
    the first visitor.
    """
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

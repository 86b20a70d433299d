"""The LMTP door (RFC 2033) for the mail server on this machine: `start(host, port)`, `manage.py
lmtp`.
"""

import asyncio
import logging
import socket
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from aiosmtpd.lmtp import LMTP
from django.conf import settings
from django.db import connections

from jmzpro.mail.incoming.intake import log_failure, receive
from jmzpro.mail.incoming.recipients import is_known, is_ours
from jmzpro.mail.incoming.verdicts import MOST_BYTES
from jmzpro.trust.installation import is_demo
from jmzpro.work.addresses import is_loopback

logger = logging.getLogger(__name__)

MOST_CONNECTIONS = 20
MOST_RECIPIENTS = 50  # of one mail
THREADS = 2
IDLE_SECONDS = 120.0
# Longer lines than RFC 5321 allows do arrive; the mail need not be lost over them.
LINE_BYTES = 1024 * 1024

UNKNOWN = "550 5.1.1 No such address here"
TOO_MANY_RECIPIENTS = "452 4.5.3 Too many recipients"
NOT_NOW = "451 4.3.0 Not now, try again later"
BUSY = "421 4.3.2 Too many connections, try again later"

Receiver = Callable[..., Any]


class Door(LMTP):
    """aiosmtpd's LMTP with what it lacks: an answer for each recipient after DATA, and a limit
    on connections.
    """

    line_length_limit = LINE_BYTES

    def __init__(self, handler: "Handler", **kwargs: Any) -> None:
        super().__init__(handler, **kwargs)
        self.handler = handler
        self.is_counted = False
        self.answers_owed = 0

    async def _handle_client(self) -> None:
        if self.handler.connections >= MOST_CONNECTIONS:
            await self.push(BUSY)
            if self.transport is not None:
                self.transport.close()
            return
        self.handler.connections += 1
        self.is_counted = True
        await super()._handle_client()

    def connection_lost(self, error: Exception | None) -> None:
        if self.is_counted:
            self.is_counted = False
            self.handler.connections -= 1
        super().connection_lost(error)

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802 (aiosmtpd finds its commands by name)
        self.answers_owed = len(self.envelope.rcpt_tos) if self.envelope is not None else 0
        try:
            await super().smtp_DATA(arg)
        finally:
            self.answers_owed = 0

    async def push(self, status: Any) -> None:
        """One answer; after DATA the refusal of the whole mail is said once for each recipient."""
        text = status if isinstance(status, str) else bytes(status).decode("utf-8", "replace")
        if (
            self.answers_owed > 1
            and not text.startswith(("354", "501", "503"))
            and "\r\n" not in text
        ):
            text = "\r\n".join([text] * self.answers_owed)
        await super().push(text)


class Handler:
    """What the door asks: may this recipient have mail, and what came of the mail for each of
    them.
    """

    def __init__(self, receiver: Receiver = receive) -> None:
        self.connections = 0
        self.receiver = receiver
        self.pool = ThreadPoolExecutor(max_workers=THREADS, thread_name_prefix="lmtp")

    async def handle_EHLO(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        return [*responses[:-1], "250-PIPELINING", "250-ENHANCEDSTATUSCODES", *responses[-1:]]

    async def handle_RCPT(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        if len(envelope.rcpt_tos) >= MOST_RECIPIENTS:
            return TOO_MANY_RECIPIENTS
        if not is_ours(address):
            return UNKNOWN
        try:
            known = await self.in_thread(is_known, address, envelope.mail_from or "")
        except Exception as error:  # the database is away: the mail server keeps the mail
            log_failure("A recipient could not be looked up", error)
            return NOT_NOW
        if not known:
            return UNKNOWN
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        path = (
            (envelope.mail_from or "")
            .strip("<>")
            .encode("utf-8", "replace")
            .replace(b"\r", b"")
            .replace(b"\n", b"")
        )
        raw = b"Return-Path: <" + path + b">\r\n" + (envelope.content or b"")
        trusted = is_of_this_machine(session.peer)
        statuses = [
            await self.in_thread(self.status, raw, address, trusted)
            for address in envelope.rcpt_tos
        ]
        return "\r\n".join(statuses)

    async def handle_exception(self, error: Exception) -> str:
        log_failure("A mail server asked something that failed", error)
        return NOT_NOW

    def status(self, raw: bytes, address: str, from_loopback: bool) -> str:
        outcome = self.receiver(raw, recipients=[address], trusted=from_loopback and is_demo())
        return str(outcome.status)

    async def in_thread(self, work: Callable[..., Any], *args: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(
            self.pool, with_own_connection, work, *args
        )


def with_own_connection(work: Callable[..., Any], *args: Any) -> Any:
    """A thread that waits for mail keeps no database connection meanwhile: it would die, or
    outlive the door.
    """
    try:
        return work(*args)
    finally:
        connections.close_all()


def is_of_this_machine(peer: object) -> bool:
    """A unix socket has no address, and none but this machine reaches it."""
    return is_loopback(str(peer[0]).partition("%")[0]) if isinstance(peer, tuple) and peer else True


class Server:
    """A door that is open, in a thread of its own, until `stop()`. `port` is the one in use (for
    port 0).
    """

    def __init__(
        self, *, host: str = "", port: int = 0, path: str = "", receiver: Receiver = receive
    ) -> None:
        self.host, self.port, self.path = host, port, path
        self.handler = Handler(receiver)
        self.loop = asyncio.new_event_loop()
        self.ready = threading.Event()
        self.failure: OSError | None = None
        self.server: asyncio.AbstractServer | None = None
        self.thread = threading.Thread(target=self.run, name="lmtp", daemon=True)

    def start(self) -> "Server":
        """Raises OSError when the address is taken or not ours."""
        self.thread.start()
        self.ready.wait()
        if self.failure is not None:
            self.thread.join()
            raise self.failure
        return self

    def run(self) -> None:
        asyncio.set_event_loop(self.loop)
        try:
            self.server = self.loop.run_until_complete(self.open())
        except OSError as error:
            self.failure = error
            self.loop.close()
            return
        finally:
            self.ready.set()
        self.loop.run_forever()
        self.loop.run_until_complete(self.close())
        self.loop.close()

    async def open(self) -> asyncio.AbstractServer:
        if self.path:
            Path(self.path).unlink(missing_ok=True)
            return await asyncio.get_running_loop().create_unix_server(self.door, path=self.path)
        server = await asyncio.get_running_loop().create_server(self.door, self.host, self.port)
        self.port = server.sockets[0].getsockname()[1]
        return server

    async def close(self) -> None:
        if self.server is not None:
            self.server.close()
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    def door(self) -> Door:
        return Door(
            self.handler,
            data_size_limit=MOST_BYTES,
            enable_SMTPUTF8=True,
            hostname=settings.MAIL_REPLY_DOMAIN or socket.gethostname(),
            ident="JMZ Pro LMTP",
            timeout=IDLE_SECONDS,
            loop=self.loop,
        )

    def stop(self) -> None:
        """Close the door. A mail that is being decided on is finished; the mail server offers
        the others again.
        """
        if self.loop.is_closed():
            return
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(timeout=5)
        self.handler.pool.shutdown(wait=True, cancel_futures=True)
        if self.path:
            Path(self.path).unlink(missing_ok=True)


def start(host: str, port: int, *, receiver: Receiver = receive) -> Server:
    """Open the door on host and port (0: any that is free). Raises OSError when that cannot be."""
    return Server(host=host, port=port, receiver=receiver).start()


def start_at(address: str, *, receiver: Receiver = receive) -> Server:
    """Open the door at `host:port`, `[::1]:port`, or a unix socket (`/run/jmzpro/lmtp`,
    `unix:/…`). ValueError for anything else.
    """
    path = address.removeprefix("unix:")
    if path.startswith("/"):
        return Server(path=path, receiver=receiver).start()
    host, _, port = address.rpartition(":")
    if not port.isdecimal() or int(port) > 65535:
        raise ValueError(
            f"JMZ_LMTP_ADDRESS is {address!r}; write host:port or the path of a unix socket"
        )
    return start(host.strip("[]") or "127.0.0.1", int(port), receiver=receiver)

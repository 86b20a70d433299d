"""A real SMTP server on loopback that keeps what it takes, and can be told to misbehave."""

import asyncio
import threading
from collections.abc import Callable
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from types import TracebackType
from typing import Any

from aiosmtpd.smtp import SMTP


class Taken:
    """One mail as the server took it: the envelope and the bytes."""

    def __init__(self, sender: str, receiver: str, content: bytes) -> None:
        self.sender, self.receiver, self.content = sender, receiver, content

    @property
    def message(self) -> EmailMessage:
        parsed = BytesParser(policy=policy.default).parsebytes(self.content)
        assert isinstance(parsed, EmailMessage)
        return parsed


class MailServer:
    """`with MailServer() as server: … server.taken`. Set `on_sender`, `on_receiver`, `on_content`
    to misbehave.

    Each is asked with the address (or, for the content, the number of the mail) and gives an SMTP
    answer, "drop" to hang up without one, or None to go on as usual.
    """

    def __init__(self, pause: float = 0.0) -> None:
        self.taken: list[Taken] = []
        self.connections = 0
        self.pause = pause
        self.on_sender: Callable[[str], str | None] = lambda address: None
        self.on_receiver: Callable[[str], str | None] = lambda address: None
        self.on_content: Callable[[int], str | None] = lambda number: None
        self.offered = 0
        self.lock = threading.Lock()
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)

    def __enter__(self) -> "MailServer":
        self.thread.start()
        self.server = asyncio.run_coroutine_threadsafe(self.listen(), self.loop).result(10)
        self.port: int = self.server.sockets[0].getsockname()[1]
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        asyncio.run_coroutine_threadsafe(self.hang_up(), self.loop).result(10)
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(10)
        self.loop.close()

    async def listen(self) -> asyncio.Server:
        return await asyncio.get_running_loop().create_server(
            lambda: SMTP(self, hostname="post.example"), "127.0.0.1", 0
        )

    async def hang_up(self) -> None:
        """Close the door and everybody's connection."""
        self.server.close()
        mine = asyncio.current_task()
        others = [task for task in asyncio.all_tasks() if task is not mine]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}/?timeout=2"

    def receivers(self) -> list[str]:
        return [mail.receiver for mail in self.taken]

    async def handle_EHLO(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, hostname: str, responses: list[str]
    ) -> list[str]:
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_MAIL(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        answer = self.said(server, self.on_sender(address))
        if not answer.startswith("2"):
            return answer
        envelope.mail_from = address
        return answer

    async def handle_RCPT(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        answer = self.said(server, self.on_receiver(address))
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        with self.lock:
            self.offered += 1
        if self.pause:
            await asyncio.sleep(self.pause)
        answer = self.said(server, self.on_content(self.offered))
        if answer.startswith("2"):
            self.taken += [
                Taken(envelope.mail_from, to, envelope.original_content) for to in envelope.rcpt_tos
            ]
        return answer

    def said(self, server: Any, answer: str | None) -> str:
        if answer == "drop":
            server.transport.abort()
        return answer or "250 OK"

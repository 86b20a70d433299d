"""Looking whether an address on the site of somebody else still answers: briefly, politely, and
never at an address inside.

Which addresses may be asked is for `trust.safe_fetch`. What is read is bounded in bytes and in
time, whatever the other side does.
"""

import http.client
import socket
import ssl
import time
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import SplitResult, quote, urljoin

from jmzpro.library.models import Outcome
from jmzpro.trust.safe_fetch import (
    Connect,
    FetchTimeout,
    ForbiddenAddress,
    Resolve,
    connect,
    resolve,
    target,
)

SECONDS = 20.0  # for one visit, redirects and all
CONNECT_SECONDS = 8.0
LONGEST_HEAD = 16_384  # bytes of status and headers; of a page itself nothing is read
MOST_REDIRECTS = 5
GONE = (404, 410)
# They answer, and say nothing about the page: no entry without a login, not for machines, not now.
SHY = (401, 402, 403, 407, 429, 451, 503, 999)
NO_HEAD = (400, 403, 404, 405, 406, 410, 500, 501, 502)
PATH = "/%:@!$&'()*+,;=~-._"


@dataclass(frozen=True)
class Visit:
    outcome: Outcome
    status: int | None = None


@dataclass(frozen=True)
class Answer:
    status: int
    location: str


def visit(
    url: str,
    *,
    agent: str,
    resolve: Resolve = resolve,
    connect: Connect = connect,
    seconds: float = SECONDS,
) -> Visit:
    """HEAD, and GET for who does not know that. Never raises: what goes wrong is the outcome."""
    ends = time.monotonic() + seconds
    try:
        visitor = Visitor(agent, resolve, connect, ends)
        answer = visitor.follow(url, "HEAD")
        if answer is None or answer.status in NO_HEAD:
            answer = visitor.follow(url, "GET")
    except ForbiddenAddress:
        return Visit(Outcome.INSIDE)
    except (OSError, FetchTimeout, http.client.HTTPException, UnicodeError, ValueError):
        return Visit(Outcome.UNREACHABLE)
    if answer is None:
        return Visit(Outcome.LOOP)
    return Visit(outcome_of(answer.status), answer.status)


def outcome_of(status: int) -> Outcome:
    if status in GONE:
        return Outcome.GONE
    if status in SHY:
        return Outcome.SHY
    return Outcome.ALIVE if status < 400 else Outcome.BROKEN


@dataclass(frozen=True)
class Visitor:
    agent: str
    resolve: Resolve
    connect: Connect
    ends: float  # on the monotonic clock

    def follow(self, url: str, method: str) -> Answer | None:
        """The last answer of a chain of redirects; None when there is no end to it."""
        for _ in range(MOST_REDIRECTS + 1):
            answer = self.ask(url, method)
            if answer.status not in (301, 302, 303, 307, 308) or not answer.location:
                return answer
            url = urljoin(url, answer.location)
        return None

    def ask(self, url: str, method: str) -> Answer:
        to = target(url, self.resolve)
        with self.connect(to.number, to.port, min(CONNECT_SECONDS, self.left())) as plain:
            if to.parts.scheme == "https":
                plain.settimeout(self.left())
                with ssl.create_default_context().wrap_socket(
                    plain, server_hostname=to.host
                ) as safe:
                    return self.exchange(safe, self.request(to.parts, to.host, method))
            return self.exchange(plain, self.request(to.parts, to.host, method))

    def left(self) -> float:
        seconds = self.ends - time.monotonic()
        if seconds <= 0:
            raise FetchTimeout
        return seconds

    def request(self, parts: SplitResult, host: str, method: str) -> bytes:
        path = quote(parts.path or "/", safe=PATH) + (
            f"?{quote(parts.query, safe=PATH + '?')}" if parts.query else ""
        )
        name = f"[{host}]" if ":" in host else host
        given = f"{name}:{parts.port}" if parts.port else name
        lines = (
            f"{method} {path} HTTP/1.1",
            f"Host: {given}",
            f"User-Agent: {self.agent}",
            "Accept: */*",
            "Connection: close",
            "",
            "",
        )
        return "\r\n".join(lines).encode("ascii")

    def exchange(self, opened: socket.socket, request: bytes) -> Answer:
        opened.settimeout(self.left())
        opened.sendall(request)
        head = b""
        while b"\r\n\r\n" not in head and b"\n\n" not in head:
            opened.settimeout(self.left())
            piece = opened.recv(4096)
            head += piece
            if not piece or len(head) > LONGEST_HEAD:
                break
        return answer_in(head[:LONGEST_HEAD])


def answer_in(head: bytes) -> Answer:
    """The status and where it sends on to. ValueError when it is no answer of HTTP."""
    first, _, rest = head.partition(b"\n")
    words = first.split(None, 2)
    if len(words) < 2 or not words[0].startswith(b"HTTP/"):
        raise ValueError("no answer of HTTP")
    location = http.client.parse_headers(BytesIO(rest)).get("Location", "")
    return Answer(int(words[1]), location)

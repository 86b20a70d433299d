"""Looking whether an address on the site of somebody else still answers: briefly, politely, and never at an address inside.

A name is resolved once, and the connection goes to the number that was looked at, so that a name cannot change its answer in
between. Each redirect is looked at anew. What is read is bounded in bytes and in time, whatever the other side does.
"""

import http.client
import socket
import ssl
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from ipaddress import IPv6Address, ip_address
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from jmzpro.library.models import Outcome

SECONDS = 20.0  # for one visit, redirects and all
CONNECT_SECONDS = 8.0
LONGEST_HEAD = 16_384  # bytes of status and headers; of a page itself nothing is read
MOST_REDIRECTS = 5
PORTS = (80, 443, 8080, 8443)
GONE = (404, 410)
# They answer, and say nothing about the page: no entry without a login, not for machines, not now.
SHY = (401, 402, 403, 407, 429, 451, 503, 999)
NO_HEAD = (400, 403, 404, 405, 406, 410, 500, 501, 502)
PATH = "/%:@!$&'()*+,;=~-._"

Resolve = Callable[[str, int], Sequence[str]]
Connect = Callable[[str, int, float], socket.socket]


@dataclass(frozen=True)
class Visit:
    outcome: Outcome
    status: int | None = None


@dataclass(frozen=True)
class Answer:
    status: int
    location: str


class NotOutside(Exception):
    """The address is private, of this machine, or on a port that is no web site's."""


class Late(Exception):
    """The visit took longer than it may."""


def resolve(host: str, port: int) -> list[str]:
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def connect(number: str, port: int, seconds: float) -> socket.socket:
    return socket.create_connection((number, port), timeout=seconds)


def is_outside(number: str) -> bool:
    """A public address of the internet. IPv6 that wraps another address (mapped, 6to4, NAT64, Teredo) is refused as a whole."""
    try:
        address = ip_address(number)
    except ValueError:
        return False
    if isinstance(address, IPv6Address):
        wraps = address.ipv4_mapped or address.sixtofour or address.teredo or number.lower().startswith("64:ff9b:")
        if wraps or address.is_site_local:
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def visit(url: str, *, agent: str, resolve: Resolve = resolve, connect: Connect = connect, seconds: float = SECONDS) -> Visit:
    """HEAD, and GET for who does not know that. Never raises: what goes wrong is the outcome."""
    ends = time.monotonic() + seconds
    try:
        visitor = Visitor(agent, resolve, connect, ends)
        answer = visitor.follow(url, "HEAD")
        if answer is None or answer.status in NO_HEAD:
            answer = visitor.follow(url, "GET")
    except NotOutside:
        return Visit(Outcome.INSIDE)
    except (OSError, Late, http.client.HTTPException, UnicodeError, ValueError):
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
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise NotOutside
        host = parts.hostname if ":" in parts.hostname else parts.hostname.encode("idna").decode("ascii")
        port = parts.port or (443 if parts.scheme == "https" else 80)
        if port not in PORTS:
            raise NotOutside
        numbers = self.resolve(host, port)
        if not numbers or not all(is_outside(number) for number in numbers):
            raise NotOutside
        with self.connect(numbers[0], port, min(CONNECT_SECONDS, self.left())) as plain:
            if parts.scheme == "https":
                plain.settimeout(self.left())
                with ssl.create_default_context().wrap_socket(plain, server_hostname=host) as safe:
                    return self.exchange(safe, self.request(parts, host, method))
            return self.exchange(plain, self.request(parts, host, method))

    def left(self) -> float:
        seconds = self.ends - time.monotonic()
        if seconds <= 0:
            raise Late
        return seconds

    def request(self, parts: SplitResult, host: str, method: str) -> bytes:
        path = quote(parts.path or "/", safe=PATH) + (f"?{quote(parts.query, safe=PATH + '?')}" if parts.query else "")
        name = f"[{host}]" if ":" in host else host
        given = f"{name}:{parts.port}" if parts.port else name
        lines = (f"{method} {path} HTTP/1.1", f"Host: {given}", f"User-Agent: {self.agent}", "Accept: */*", "Connection: close", "", "")
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

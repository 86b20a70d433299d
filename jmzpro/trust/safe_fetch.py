"""Asking other people's sites something, without becoming a way to ask something inside our own
network.

A name is resolved once, and the connection goes to the number that was looked at, so that a name
cannot change its answer in between. Each redirect is looked at anew by who follows it.
"""

import re
import socket
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address
from urllib.parse import SplitResult, urlsplit

from jmzpro.trust.special_addresses import is_outside

PORTS = (80, 443, 8080, 8443)
# Names for what is inside (RFC 6761, RFC 6762, RFC 8375, ICANN's `internal`).
INSIDE_NAMES = (
    ".localhost",
    ".local",
    ".localdomain",
    ".internal",
    ".intranet",
    ".lan",
    ".home.arpa",
)
NUMBER_PART = re.compile(r"0[xX][0-9a-fA-F]*|[0-9]+")

Resolve = Callable[[str, int], Sequence[str]]
Connect = Callable[[str, int, float], socket.socket]


class ForbiddenAddress(Exception):
    """The address is private, of this machine, or on a port that is no web site's."""


class FetchTimeout(Exception):
    """It took longer than it may."""


def resolve(host: str, port: int) -> list[str]:
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def connect(number: str, port: int, seconds: float) -> socket.socket:
    return socket.create_connection((number, port), timeout=seconds)


def is_literally_inside(url: str) -> bool:
    """Whether an address names a place inside by itself, so that nobody need look it up: a number,
    in any notation that programs read as one, or a name that only means something inside.
    """
    try:
        host = (urlsplit(url).hostname or "").rstrip(".").lower()
        host = host if ":" in host else unicodedata.normalize("NFKC", host).rstrip(".")
    except ValueError:
        return True
    if not host or "%" in host:
        return True
    if ":" in host:
        return not is_outside(host)
    number = number_of(host)
    if number is not None:
        return not is_outside(number)
    return "." not in host or host.endswith(INSIDE_NAMES)


def number_of(host: str) -> str | None:
    """`127.1`, `0x7f.0.0.1`, `2130706433` and `0177.0.0.1` are all 127.0.0.1 to who connects; None
    for a name.

    What ends as a number and is none (`1.2.3.4.5`, `256.1.1.1`) is given as it stands, and is
    outside nowhere.
    """
    parts = host.split(".")
    if not NUMBER_PART.fullmatch(parts[-1]):
        return None
    try:
        return str(IPv4Address(socket.inet_aton(host)))
    except (OSError, ValueError):
        return host


@dataclass(frozen=True)
class Target:
    """Where to connect: `number` is the address that was looked at; `host` is what it calls
    itself.
    """

    parts: SplitResult
    host: str
    port: int
    number: str


def target(url: str, resolve: Resolve = resolve, *, may_be_inside: bool = False) -> Target:
    """Raises NotOutside, and whatever the resolver raises (OSError), UnicodeError or ValueError
    for what is no address.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ForbiddenAddress
    host = (
        parts.hostname if ":" in parts.hostname else parts.hostname.encode("idna").decode("ascii")
    )
    port = parts.port or (443 if parts.scheme == "https" else 80)
    if port not in PORTS and not may_be_inside:
        raise ForbiddenAddress
    numbers = resolve(host, port)
    if not numbers or not (may_be_inside or all(is_outside(number) for number in numbers)):
        raise ForbiddenAddress
    return Target(parts, host, port, numbers[0])

"""Asking other people's sites something, without becoming a way to ask something inside our own network.

A name is resolved once, and the connection goes to the number that was looked at, so that a name cannot change its answer in
between. Each redirect is looked at anew by who follows it.
"""

import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from urllib.parse import SplitResult, urlsplit

PORTS = (80, 443, 8080, 8443)

Resolve = Callable[[str, int], Sequence[str]]
Connect = Callable[[str, int, float], socket.socket]


class NotOutside(Exception):
    """The address is private, of this machine, or on a port that is no web site's."""


class Late(Exception):
    """It took longer than it may."""


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


@dataclass(frozen=True)
class Target:
    """Where to connect: `number` is the address that was looked at; `host` is what it calls itself."""

    parts: SplitResult
    host: str
    port: int
    number: str


def target(url: str, resolve: Resolve = resolve, *, may_be_inside: bool = False) -> Target:
    """Raises NotOutside, and whatever the resolver raises (OSError), UnicodeError or ValueError for what is no address."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise NotOutside
    host = parts.hostname if ":" in parts.hostname else parts.hostname.encode("idna").decode("ascii")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    if port not in PORTS and not may_be_inside:
        raise NotOutside
    numbers = resolve(host, port)
    if not numbers or not (may_be_inside or all(is_outside(number) for number in numbers)):
        raise NotOutside
    return Target(parts, host, port, numbers[0])

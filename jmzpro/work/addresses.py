"""Addresses a process listens on: reading them, and asking whether one is free."""

import errno
import ipaddress
import os
import socket
from dataclasses import dataclass

# What an operator writes in JMZ_DEMO_ADDRESS_OK to serve a demo network to others.
WORDS_OF_CONSENT = "ja, iedereen mag meekijken"


@dataclass(frozen=True)
class Address:
    host: str
    port: int

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


def read_address(text: str) -> Address:
    """`HOST:PORT`, or `[::1]:PORT`. Raises ValueError."""
    host, _, port = text.rpartition(":")
    if not host or not port.isdigit() or not 0 < int(port) < 65536:
        raise ValueError(f"{text!r} is not HOST:PORT")
    return Address(host.strip("[]"), int(port))


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach it."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def why_taken(address: Address) -> str:
    """Why nothing can listen there, in words; empty when something can."""
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((address.host, address.port))
        except OSError as error:
            return (
                "another program listens there"
                if error.errno == errno.EADDRINUSE
                else os.strerror(error.errno or 0).lower()
            )
    return ""


def may_be_seen_anywhere(said: str) -> bool:
    return said.lower() == WORDS_OF_CONSENT

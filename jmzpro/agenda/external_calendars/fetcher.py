"""Fetching somebody else's calendar: politely, bounded in seconds and bytes, and never from an
address inside our own network.
"""

import contextlib
import gzip
import http.client
import io
import socket
import ssl
import threading
import time
from dataclasses import dataclass
from urllib.parse import quote, urljoin

from django.conf import settings

from jmzpro.agenda.external_calendars.events import Unreadable
from jmzpro.agenda.external_calendars.tokenizer import LARGEST
from jmzpro.trust.safe_fetch import (
    Connect,
    FetchTimeout,
    ForbiddenAddress,
    Resolve,
    Target,
    connect,
    resolve,
    target,
)

SECONDS = 15.0  # redirects and all
MOST_REDIRECTS = 4
PATH = "/%:@!$&'()*+,;=~-._"
ACCEPT = "text/calendar, text/html;q=0.9, application/ld+json;q=0.9, */*;q=0.1"

INSIDE = "Dit adres ligt niet op het openbare internet. Geef het adres dat iedereen kan openen."
SLOW = "De andere site antwoordde niet binnen vijftien seconden."
UNREACHABLE = "De andere site is niet te bereiken. Kijk of het adres klopt."
TOO_LARGE = "Wat daar staat, is groter dan 5 MB. Geef een kalender met minder activiteiten."
LOOP = "Het adres verwijst steeds door. Geef het adres waar de kalender echt staat."
STATUSES = {
    401: (
        "De andere site vraagt om een wachtwoord. Zet de kalender openbaar, of gebruik het "
        "geheime adres ervan."
    ),
    403: "De andere site laat ons niet binnen. Zet de kalender openbaar.",
    404: "Op dit adres staat niets meer. Kijk in je kalender wat het adres nu is.",
    410: "Op dit adres staat niets meer. Kijk in je kalender wat het adres nu is.",
    429: "De andere site vindt dat we te vaak komen. We proberen het later weer.",
}


@dataclass(frozen=True)
class Answer:
    """`content` is None when nothing changed since the last time."""

    content: bytes | None
    content_type: str = ""
    etag: str = ""
    last_modified: str = ""


def fetch(
    url: str,
    *,
    etag: str = "",
    last_modified: str = "",
    resolve: Resolve = resolve,
    connect: Connect = connect,
    seconds: float = SECONDS,
) -> Answer:
    """Raises Unreadable with the reason in Dutch; nothing else."""
    ends = time.monotonic() + seconds
    headers = {
        name: value
        for name, value in (("If-None-Match", etag), ("If-Modified-Since", last_modified))
        if value
    }
    address = url.replace("webcal://", "https://", 1)
    try:
        for _ in range(MOST_REDIRECTS + 1):
            answer = send_request(
                target(address, resolve, may_be_inside=settings.CALENDARS_INSIDE),
                headers,
                connect,
                ends,
            )
            if isinstance(answer, Answer):
                return answer
            address = urljoin(address, answer)
    except ForbiddenAddress as error:
        raise Unreadable(INSIDE) from error
    except (FetchTimeout, TimeoutError) as error:
        raise Unreadable(SLOW) from error
    except (OSError, http.client.HTTPException, UnicodeError, ValueError, EOFError) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(SLOW if time.monotonic() >= ends else UNREACHABLE) from error
    raise Unreadable(LOOP)


def send_request(
    to: Target, headers: dict[str, str], connect: Connect, ends: float
) -> Answer | str:
    """One request: the answer, or where it sends on to."""
    with contextlib.closing(opened(to, connect, ends)) as line:
        # However slowly it drips: at the end of our time the line is cut.
        cut = threading.Timer(left(ends), hang_up, [line])
        cut.start()
        try:
            return exchange(line, to, headers, ends)
        finally:
            cut.cancel()


def left(ends: float) -> float:
    seconds = ends - time.monotonic()
    if seconds <= 0:
        raise FetchTimeout
    return seconds


def opened(to: Target, connect: Connect, ends: float) -> socket.socket:
    plain = connect(to.number, to.port, left(ends))
    plain.settimeout(left(ends))
    if to.parts.scheme != "https":
        return plain
    try:
        return ssl.create_default_context().wrap_socket(plain, server_hostname=to.host)
    except BaseException:
        plain.close()
        raise


def hang_up(line: socket.socket) -> None:
    with contextlib.suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


def exchange(line: socket.socket, to: Target, headers: dict[str, str], ends: float) -> Answer | str:
    connection = http.client.HTTPConnection(to.host, to.port)
    connection.sock = line
    path = quote(to.parts.path or "/", safe=PATH) + (
        f"?{quote(to.parts.query, safe=PATH + '?')}" if to.parts.query else ""
    )
    name = f"[{to.host}]" if ":" in to.host else to.host
    given = {
        "Host": f"{name}:{to.parts.port}" if to.parts.port else name,
        "User-Agent": agent(),
        "Accept": ACCEPT,
    }
    connection.putrequest("GET", path, skip_host=True, skip_accept_encoding=True)
    for header, value in {
        **given,
        **headers,
        "Accept-Encoding": "gzip",
        "Connection": "close",
    }.items():
        connection.putheader(header, value.encode("latin-1", "ignore"))
    connection.endheaders()
    response = connection.getresponse()
    if response.status in (301, 302, 303, 307, 308) and response.headers.get("Location"):
        return response.headers["Location"]
    if response.status == 304:
        return Answer(None)
    if response.status != 200:
        raise Unreadable(
            STATUSES.get(
                response.status,
                f"De andere site gaf een fout ({response.status}). We proberen het later weer.",
            )
        )
    return Answer(
        body(response, ends),
        response.headers.get("Content-Type", "")[:200],
        response.headers.get("ETag", "")[:300],
        response.headers.get("Last-Modified", "")[:100],
    )


def body(response: http.client.HTTPResponse, ends: float) -> bytes:
    pieces, size = [], 0
    while piece := response.read1(65_536):
        left(ends)
        size += len(piece)
        if size > LARGEST:
            raise Unreadable(TOO_LARGE)
        pieces.append(piece)
    left(ends)  # or the line was cut at the end of our time, and this is a part
    content = b"".join(pieces)
    if response.headers.get("Content-Encoding", "").lower() != "gzip":
        return content
    # A small parcel may unpack to a mountain.
    unpacked = gzip.GzipFile(fileobj=io.BytesIO(content)).read(LARGEST + 1)
    if len(unpacked) > LARGEST:
        raise Unreadable(TOO_LARGE)
    return unpacked


def agent() -> str:
    """Who we are and where to complain, in every request."""
    return f"JMZPro-agenda/1.0 (+{settings.BASE_URL}/contact/)"

"""Fetching: a few seconds and megabytes, only what is new, and never from inside."""

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from jmzpro.agenda.external_calendars import fetcher
from jmzpro.agenda.external_calendars.events import Unreadable
from jmzpro.agenda.external_calendars.tests.calendars import STARTS, calendar, event
from jmzpro.agenda.external_calendars.tokenizer import LARGEST

CONTENT = calendar(event(STARTS[0]))


class Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        pages: dict[str, Callable[[], None]] = {
            "/kalender.ics": lambda: self.answer(CONTENT),
            "/gzip": lambda: self.answer(gzip.compress(CONTENT), Content_Encoding="gzip"),
            "/berg": lambda: self.answer(
                gzip.compress(b"x" * (LARGEST * 4)), Content_Encoding="gzip"
            ),
            "/groot": lambda: self.answer(b"x" * (LARGEST + 10)),
            "/weg": lambda: self.answer(b"", status=404),
            "/dicht": lambda: self.answer(b"", status=401),
            "/rond": lambda: self.answer(b"", status=302, Location="/rond"),
            "/door": lambda: self.answer(b"", status=301, Location="/kalender.ics"),
            "/naar-binnen": lambda: self.answer(
                b"", status=302, Location="http://169.254.169.254/latest"
            ),
            "/druppel": self.drip,
            "/onzin": self.nonsense,
        }
        if self.headers.get("If-None-Match") == '"een"':
            self.answer(b"", status=304)
            return
        pages[self.path]()

    def answer(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"ETag": '"een"', "Content-Type": "text/calendar", **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def nonsense(self) -> None:
        self.wfile.write(b"geen http\r\n\r\n")

    def drip(self) -> None:
        try:
            for letter in b"HTTP/1.1 200 OK\r\nX-Long: " + b"a" * 400:
                self.wfile.write(bytes([letter]))
                self.wfile.flush()
                time.sleep(0.05)
        except OSError:
            return

    def log_message(self, *args: Any) -> None:
        return


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def _inside(settings: Any) -> None:
    settings.CALENDARS_INSIDE = True


@pytest.mark.usefixtures("_inside")
@pytest.mark.parametrize("path", ["/kalender.ics", "/gzip", "/door"])
def test_it_comes(site: str, path: str) -> None:
    answer = fetcher.fetch(f"{site}{path}")
    assert answer.content == CONTENT
    assert answer.etag == '"een"'


@pytest.mark.usefixtures("_inside")
def test_what_did_not_change_is_not_fetched_again(site: str) -> None:
    assert fetcher.fetch(f"{site}/kalender.ics", etag='"een"').content is None


@pytest.mark.usefixtures("_inside")
@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/weg", "niets meer"),
        ("/dicht", "wachtwoord"),
        ("/rond", "steeds door"),
        ("/groot", "groter dan 5 MB"),
        ("/berg", "groter dan 5 MB"),
        ("/onzin", "niet te bereiken"),
    ],
)
def test_what_goes_wrong_is_said_in_dutch(site: str, path: str, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        fetcher.fetch(f"{site}{path}")


@pytest.mark.usefixtures("_inside")
def test_who_drips_is_cut_off(site: str) -> None:
    with pytest.raises(Unreadable, match="vijftien seconden"):
        fetcher.fetch(f"{site}/druppel", seconds=1.0)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/kalender.ics",
        "http://localhost/kalender.ics",
        "http://[::1]/kalender.ics",
        "http://169.254.169.254/latest/meta-data",
        "http://10.0.0.1/",
        "http://[::ffff:127.0.0.1]/",
        "http://voorbeeld.example:25/",
        "ftp://voorbeeld.example/",
        "file:///etc/passwd",
        "webcal://127.0.0.1/",
    ],
)
def test_never_from_inside(url: str) -> None:
    with pytest.raises(Unreadable, match=r"openbare internet|niet te bereiken"):
        fetcher.fetch(url, connect=refuse)


def refuse(number: str, port: int, seconds: float) -> Any:
    raise AssertionError(f"connected to {number}:{port}")


def test_a_redirect_to_inside_is_not_followed(site: str, settings: Any) -> None:
    """The first name is outside (its connection is led to our own server); where it sends on to
    is not.
    """
    import socket

    def lead(number: str, port: int, seconds: float) -> socket.socket:
        assert number == "93.184.216.34"
        host, _, own = site.removeprefix("http://").partition(":")
        return socket.create_connection((host, int(own)), timeout=seconds)

    with pytest.raises(Unreadable, match="openbare internet"):
        fetcher.fetch("http://voorbeeld.example/naar-binnen", resolve=named, connect=lead)


def named(host: str, port: int) -> list[str]:
    return {
        "voorbeeld.example": ["93.184.216.34"],
        "dubbel.example": ["93.184.216.34", "127.0.0.1"],
    }.get(host, [host])


def test_a_name_is_asked_once_and_with_one_address_inside_it_is_refused() -> None:
    asked: list[str] = []

    def changing(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["93.184.216.34"] if len(asked) == 1 else ["127.0.0.1"]

    def note(number: str, port: int, seconds: float) -> Any:
        assert number == "93.184.216.34"
        raise ConnectionRefusedError

    with pytest.raises(Unreadable, match="niet te bereiken"):
        fetcher.fetch("http://voorbeeld.example/", resolve=changing, connect=note)
    assert asked == ["voorbeeld.example"]
    with pytest.raises(Unreadable, match="openbare internet"):
        fetcher.fetch("http://dubbel.example/", resolve=named, connect=refuse)

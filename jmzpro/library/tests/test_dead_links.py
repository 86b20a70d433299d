"""Links that lead nowhere are found: politely, within limits, and never by asking an address
inside.
"""

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from jmzpro.library import dead_links
from jmzpro.library.link_visits import Visit, visit
from jmzpro.library.models import CheckedLink, Item, Link, Outcome
from jmzpro.library.tests.shelf import make_item
from jmzpro.office.bootstrap import make_roles
from jmzpro.testing.login import log_in
from jmzpro.trust import installation
from jmzpro.trust.special_addresses import is_outside

OUTSIDE = "93.184.216.34"
AGENT = "JMZPro-linkcontrole/1.0 (+https://x.example/)"
INSIDE = (
    "127.0.0.1 10.1.2.3 172.16.0.1 192.168.0.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 ::1 "
    "fe80::1 fd00::1 ff02::1"
)
# IPv6 that carries another address: mapped, NAT64, 6to4, Teredo.
WRAPPED = "::ffff:127.0.0.1 64:ff9b::7f00:1 2002:7f00:1:: 2001:0:4136:e378:8000:63bf:3fff:fdd2"
Talk = Callable[[bytes, socket.socket], None]


class Web:
    """The outside web: a real socket on this machine, whatever number is asked for. It remembers
    what it was asked.
    """

    def __init__(self) -> None:
        self.pages: dict[str, str | Talk] = {}
        self.names: dict[str, str] = {}
        self.asked: list[bytes] = []
        self.numbers: list[str] = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self) -> None:
        while True:
            try:
                opened, _ = self.listener.accept()
            except OSError:
                return
            with opened:
                asked = opened.recv(4096)
                self.asked.append(asked)
                method, path = asked.decode().split(" ")[:2]
                answer = (
                    self.pages.get(f"{method} {path}") or self.pages.get(path) or "404 Not Found"
                )
                if callable(answer):
                    answer(asked, opened)
                else:
                    opened.sendall(f"HTTP/1.1 {answer}\r\n\r\n".encode())

    def resolve(self, host: str, port: int) -> list[str]:
        return [self.names.get(host, OUTSIDE)]

    def connect(self, number: str, port: int, seconds: float) -> socket.socket:
        self.numbers.append(number)
        return socket.create_connection(self.listener.getsockname(), timeout=seconds)

    def visit(self, url: str, seconds: float = 5) -> Visit:
        return visit(url, agent=AGENT, resolve=self.resolve, connect=self.connect, seconds=seconds)


@pytest.fixture
def web() -> Iterator[Web]:
    web = Web()
    yield web
    web.listener.close()


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ("200 OK", Outcome.ALIVE),
        ("404 Not Found", Outcome.GONE),
        ("410 Gone", Outcome.GONE),
        ("403 Forbidden", Outcome.SHY),
        ("429 Too Many Requests", Outcome.SHY),
        ("500 Oops", Outcome.BROKEN),
    ],
)
def test_what_a_site_answers_says_how_it_is(web: Web, answer: str, outcome: Outcome) -> None:
    web.pages["/"] = answer
    assert web.visit("http://site.example/").outcome == outcome


def test_a_site_that_does_not_know_head_is_asked_with_get(web: Web) -> None:
    web.pages |= {"HEAD /": "405 Method Not Allowed", "GET /": "200 OK"}
    assert web.visit("http://site.example/").outcome == Outcome.ALIVE
    assert [asked.split(b" ")[0] for asked in web.asked] == [b"HEAD", b"GET"]
    assert f"User-Agent: {AGENT}\r\n".encode() in web.asked[0]
    assert b"Host: site.example\r\n" in web.asked[0]


def test_a_redirect_is_followed_and_looked_at_anew(web: Web) -> None:
    web.pages |= {"/oud": "301 Moved\r\nLocation: /nieuw", "/nieuw": "200 OK"}
    assert web.visit("http://site.example/oud").outcome == Outcome.ALIVE
    web.names["intern.example"] = "192.168.1.1"
    web.pages["/naar-binnen"] = "302 Found\r\nLocation: http://intern.example/"
    before = len(web.numbers)
    assert web.visit("http://site.example/naar-binnen").outcome == Outcome.INSIDE
    assert web.numbers[before:] == [OUTSIDE]
    web.pages["/rond"] = "302 Found\r\nLocation: /rond"
    assert web.visit("http://site.example/rond").outcome == Outcome.LOOP


@pytest.mark.parametrize("number", [*INSIDE.split(), *WRAPPED.split(), "geen nummer"])
def test_an_address_inside_is_never_asked(web: Web, number: str) -> None:
    assert is_outside(OUTSIDE)
    assert not is_outside(number)
    web.names["slim.example"] = number
    assert web.visit("http://slim.example/").outcome == Outcome.INSIDE
    assert not web.numbers


def test_the_number_that_was_looked_at_is_the_one_that_is_asked(web: Web) -> None:
    answers = iter([OUTSIDE, "127.0.0.1"])
    seen = visit(
        "http://draait.example/",
        agent="x",
        resolve=lambda host, port: [next(answers)],
        connect=web.connect,
        seconds=5,
    )
    assert (seen.outcome, web.numbers) == (
        Outcome.INSIDE,
        [OUTSIDE],
    )  # asked again with GET, looked at anew


@pytest.mark.parametrize(
    "url",
    [
        "ftp://site.example/",
        "http://site.example:22/",
        "http:///leeg",
        "file:///etc/passwd",
        "http://[::1]/",
    ],
)
def test_what_is_no_web_address_is_not_asked(web: Web, url: str) -> None:
    web.names["::1"] = "::1"
    assert web.visit(url).outcome == Outcome.INSIDE
    assert not web.numbers


def test_who_answers_nonsense_or_without_end_or_drop_by_drop_costs_little(web: Web) -> None:
    def endless(asked: bytes, opened: socket.socket) -> None:
        with contextlib.suppress(OSError):
            opened.sendall(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 2_000_000)

    sent = []

    def drops(asked: bytes, opened: socket.socket) -> None:
        try:
            for letter in b"HTTP/1.1 200 OK" * 1000:
                opened.sendall(bytes([letter]))
                sent.append(letter)
                time.sleep(0.05)
        except OSError:
            pass

    web.pages |= {
        "/onzin": lambda asked, opened: opened.sendall(b"\x00\xff\x00\r\n\r\n"),
        "/veel": endless,
        "/traag": drops,
    }
    assert web.visit("http://site.example/onzin").outcome == Outcome.UNREACHABLE
    web.visit("http://site.example/veel")
    assert web.visit("http://site.example/traag", seconds=0.3).outcome == Outcome.UNREACHABLE
    assert len(sent) < 150


def test_a_header_cannot_be_slipped_in_by_an_address(web: Web) -> None:
    web.visit("http://site.example/é weg?q=a b\r\nX-Kwaad: 1")
    assert all(b"\r\nX-Kwaad" not in asked for asked in web.asked)


def linking(*urls: str, **fields: Any) -> Item:
    item = make_item(**{"live": False, **fields})
    item.links = [Link(url=url) for url in urls]
    item.save()
    item.put_on_site(by=None)
    return item


@pytest.mark.django_db
def test_links_of_the_site_are_known_once_and_forgotten_with_their_item() -> None:
    item = linking("https://een.example/", "https://twee.example/")
    linking("https://een.example/", title="Nog een")
    dead_links.keep_up()
    dead_links.keep_up()
    assert CheckedLink.objects.count() == 2
    item.withdraw(by=None)
    dead_links.keep_up()
    assert [link.url for link in CheckedLink.objects.all()] == ["https://een.example/"]


@pytest.mark.django_db
def test_a_site_rests_between_visits_and_each_link_is_visited_once_a_week() -> None:
    linking("https://een.example/a", "https://een.example/b", "https://twee.example/")
    dead_links.keep_up()
    now = timezone.now()
    first, second = dead_links.claim(now), dead_links.claim(now)
    assert first
    assert second
    assert {first.host, second.host} == {"een.example", "twee.example"}
    assert dead_links.claim(now) is None  # the other of een.example waits
    for link in (first, second):
        dead_links.note(link, Visit(Outcome.ALIVE, 200), now)
    later = dead_links.claim(now + timedelta(seconds=11))
    assert later
    assert later.host == "een.example"
    dead_links.note(later, Visit(Outcome.ALIVE, 200), now + timedelta(seconds=11))
    assert dead_links.claim(now + timedelta(days=6, hours=23)) is None
    assert dead_links.claim(now + timedelta(days=7, minutes=1))


@pytest.mark.django_db
def test_failures_are_counted_since_the_first_visited_less_and_forgotten_when_it_answers() -> None:
    linking("https://een.example/")
    dead_links.keep_up()
    now = timezone.now()
    pauses = []
    for round_ in range(6):
        link = CheckedLink.objects.get()
        dead_links.note(link, Visit(Outcome.GONE, 404), now + timedelta(days=round_))
        link.refresh_from_db()
        pauses.append((link.next_at - now).days - round_)
    assert (link.failures, link.failing_since) == (6, now)
    assert pauses == [7, 14, 28, 56, 56, 56]
    dead_links.note(link, Visit(Outcome.SHY, 403), now)
    link.refresh_from_db()
    assert (link.failures, link.failing_since) == (0, None)


@pytest.mark.django_db
def test_nothing_is_visited_in_tests_by_default_nor_in_a_demo(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    linking("https://een.example/")
    dead_links.keep_up()
    visited: list[str] = []

    def alive(url: str, *, agent: str) -> Visit:
        visited.append(url)
        return Visit(Outcome.ALIVE, 200)

    monkeypatch.setattr(dead_links, "visit", alive)
    assert not dead_links.work()
    assert not visited
    settings.CHECK_LINKS = True
    installation.remember(True)
    assert not dead_links.work()
    assert not visited
    installation.remember(False)
    assert dead_links.work()
    assert visited == ["https://een.example/"]
    assert not dead_links.work()


@pytest.mark.django_db
def test_the_redactie_sees_which_link_is_dead_since_when_and_where(
    client: Client, cast: SimpleNamespace
) -> None:
    make_roles()
    item = linking("https://een.example/", "https://twee.example/")
    dead_links.keep_up()
    dead_links.note(
        CheckedLink.objects.get(host="een.example"), Visit(Outcome.GONE, 404), timezone.now()
    )
    log_in(client, cast.pieter)
    assert (
        "een.example"
        not in client.get("/beheer/kennisbank/dode-links/", follow=True).content.decode()
    )
    log_in(client, cast.ilse)
    page = client.get("/beheer/kennisbank/dode-links/").content.decode()
    assert "een.example" in page
    assert "twee.example" not in page
    assert "1 keer" in page
    assert item.title in page
    assert "De bladzijde is er niet meer (404)" in page

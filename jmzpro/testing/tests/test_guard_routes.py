"""Every address of the site, for every role: what it answers stands in a table that a change must change too."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import clear_url_caches, path, set_urlconf
from django.utils import timezone

from jmzpro import urls
from jmzpro.members.models import Person
from jmzpro.testing import routes
from jmzpro.testing.client import BadPage, PageClient
from jmzpro.testing.login import log_in
from jmzpro.testing.pages import header_problems
from jmzpro.testing.samples import PARTS, Samples

# A visitor, its maker, another member and the office see different pages.
READERS = ("bezoeker", "lid", "ander", "beheerder")
# What the roles get does not depend on the database; that nothing is written when somebody reads, is looked at on both.
ONCE = pytest.mark.once
TABLE = Path(routes.__file__).with_name("routes.txt")


def toy(request: HttpRequest) -> HttpResponse:
    """A view that does what no view of ours may: it changes something when it is read, for anybody, and says the time."""
    Person.objects.update(updated_at=timezone.now())
    return HttpResponse(f"<p onclick='x'>{timezone.now()}")


@pytest.fixture
def bad_route(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Among some others: whether it is found does not take all of them."""
    urls.urlpatterns.insert(0, path("speelgoed/", toy, name="toy"))
    clear_url_caches()
    every = routes.site_routes()
    some = [route for number, route in enumerate(every) if number % 20 == 0 or route.name == "toy"]
    monkeypatch.setattr(routes, "site_routes", lambda: some)
    yield "/speelgoed/"
    del urls.urlpatterns[0]
    clear_url_caches()
    set_urlconf(None)


def difference(now: list[str], committed: list[str]) -> str:
    def plain(lines: list[str]) -> set[str]:
        return {" ".join(line.split()) for line in lines}

    gone, new = plain(committed) - plain(now), plain(now) - plain(committed)
    return "\n".join([*(f"- {line}" for line in sorted(gone)), *(f"+ {line}" for line in sorted(new))])


@ONCE
def test_every_address_answers_every_role_as_the_table_says(
    cast: SimpleNamespace, samples: Samples, request: pytest.FixtureRequest
) -> None:
    now = routes.table(cast, samples)
    if request.config.getoption("--rewrite-routes"):
        TABLE.write_text("\n".join(now) + "\n")
    changed = difference(now, TABLE.read_text().splitlines())
    assert not changed, f"{TABLE.name} differs; when it is meant: pytest {Path(__file__).name} --rewrite-routes\n{changed}"


def test_no_address_answers_with_a_server_error_or_lacks_a_sample() -> None:
    lines = [line for line in TABLE.read_text().splitlines() if not line.startswith("#")]
    assert not [line for line in lines if "geen-voorbeeld" in line or " 500" in line]


@ONCE
def test_what_can_be_read_can_be_asked_about(cast: SimpleNamespace, samples: Samples) -> None:
    """HEAD, as programs that look whether a link still works send it: the method is looked at before who asks."""
    visitor = routes.clients(cast)["bezoeker"]
    addresses = [url for route in routes.site_routes() if (url := routes.address(route, samples)) is not None]

    def answer(method: str, url: str) -> int:
        response = visitor.generic(method, url)
        let_go(response)
        return response.status_code

    unread = [url for url in addresses if answer("HEAD", url) == 405 and answer("GET", url) != 405]
    assert len(addresses) > 100
    assert not unread


def test_a_new_address_turns_the_table_red(cast: SimpleNamespace, samples: Samples, bad_route: str) -> None:
    changed = difference(routes.table(cast, samples), TABLE.read_text().splitlines())
    assert "+ GET /speelgoed/ 200 200 200 200 200 200 200" in changed


@ONCE
@pytest.mark.parametrize("method", routes.METHODS)
def test_nothing_below_the_office_opens_for_others(cast: SimpleNamespace, samples: Samples, method: str) -> None:
    by_role = routes.clients(cast)
    plain = [route for route in routes.admin_routes() if not route.needs_arguments and not route.pattern.startswith("beheer/login")]
    assert len(plain) > 50
    wrong = [
        f"{role} {method} /{route.pattern}: {answer}"
        for route in plain
        for role, allowed in (("bezoeker", {"login", "404"}), ("lid", {"404"}))
        if (answer := routes.ask(by_role[role], method, f"/{route.pattern}").outcome) not in allowed
    ]
    assert not wrong


def test_the_office_asks_for_a_second_factor(cast: SimpleNamespace, samples: Samples) -> None:
    client = Client()
    client.force_login(cast.anouk.user)
    assert routes.ask(client, "GET", "/beheer/").outcome == "bewijs"


def readers(cast: SimpleNamespace, samples: Samples) -> Iterator[tuple[str, str, routes.Answer]]:
    """Each address, read by a visitor, its maker, another member and the office."""
    by_role = routes.clients(cast)
    for route in routes.site_routes():
        url = routes.address(route, samples)
        for role in READERS:
            if url is not None:
                yield role, url, routes.ask(by_role[role], "GET", url)


def test_reading_writes_nothing(cast: SimpleNamespace, samples: Samples) -> None:
    wrote = [f"{role} {url}: {answer.wrote[0][:120]}" for role, url, answer in readers(cast, samples) if answer.wrote]
    assert not wrote


def test_a_page_that_writes_turns_it_red(cast: SimpleNamespace, samples: Samples, bad_route: str) -> None:
    assert [url for _, url, answer in readers(cast, samples) if answer.wrote] == [bad_route] * 4


@ONCE
def test_every_page_keeps_the_rules(cast: SimpleNamespace, samples: Samples) -> None:
    wrong = []
    for role in READERS:
        client = PageClient()
        if routes.ROLES[role]:
            log_in(client, getattr(cast, routes.ROLES[role]))
        for route in routes.site_routes():
            url, is_part = routes.address(route, samples), route.name in PARTS
            for method in ("GET", "POST") if role == "lid" else ("GET",):
                try:
                    routes.ask(client, method, url or "/", part=is_part)
                except BadPage as problem:
                    wrong.append(f"{role}: {problem}")
    assert not wrong, "\n".join(wrong)


def let_go(response: Any) -> None:
    """As a server does: a file that is given stays open until then."""
    for close in response._resource_closers:
        close()


def visitors_see_the_same(urls: list[str]) -> list[str]:
    """What is not the same for two visitors, sets a cookie, or has a policy that is too loose."""
    wrong = []
    for url in urls:
        first, second = Client().get(url), Client(headers={"user-agent": "iets anders", "accept-language": "de"}).get(url)
        let_go(first)
        let_go(second)
        if first.status_code != 200 or first.streaming:
            continue
        if first.content != second.content:
            wrong.append(f"{url}: twee bezoekers zien iets anders")
        wrong += [f"{url}: {problem}" for problem in header_problems(first.headers, sets_cookie=bool(first.cookies))]
    return wrong


@ONCE
def test_a_page_has_one_body_for_all_visitors(samples: Samples) -> None:
    urls = [url for route in routes.site_routes() if (url := routes.address(route, samples))]
    assert not visitors_see_the_same(urls)


def test_a_page_that_differs_turns_it_red(samples: Samples, bad_route: str) -> None:
    assert visitors_see_the_same([bad_route]) == ["/speelgoed/: twee bezoekers zien iets anders"]


def test_a_page_that_breaks_the_rules_turns_the_client_red(cast: SimpleNamespace, bad_route: str) -> None:
    with pytest.raises(BadPage, match="onclick"):
        PageClient().get(bad_route)

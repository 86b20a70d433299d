"""Every address of the site, for every role: what it answers stands in a table that a change
must change too.
"""

from collections.abc import Iterator
from http import HTTPStatus
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
from jmzpro.testing.client import BadPage, PageClient, page_problems
from jmzpro.testing.database import is_sqlite
from jmzpro.testing.pages import header_problems
from jmzpro.testing.samples import PARTS, Samples

# A visitor, its maker, another member and the office see different pages.
READERS = ("bezoeker", "lid", "ander", "beheerder")
ONCE = pytest.mark.once
# Of another database than SQLite, what is read is what may differ.
METHODS = routes.METHODS if is_sqlite() else ("GET",)


def toy(request: HttpRequest) -> HttpResponse:
    """A view that does what no view of ours may: it changes something when it is read, for
    anybody, and says the time.
    """
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


def faults(cast: SimpleNamespace, samples: Samples, role: str) -> list[str]:
    """Goes over every address once as this role, and holds each answer to all rules: one line for
    each that it breaks.

    - The table says what it answers; what it does not name is 405 for all.
    - Reading writes nothing.
    - A page keeps the rules of pages.py, and so does what a member gets after sending a form with
      nothing in it.
    - For a visitor: HEAD answers where GET does, and another visitor gets the same page.
    """
    client, known, found = routes.clients(cast)[role], routes.committed(), []
    for route in routes.site_routes():
        url = routes.address(route, samples)
        for method in METHODS:
            expected = known.get((method, f"/{route.pattern}"), {}).get(role, "405")
            answer = None if url is None else routes.ask(client, method, url)
            now = "geen-voorbeeld" if answer is None else answer.outcome
            if now != expected:
                found.append(f"{role} {method} /{route.pattern}: {now}, not {expected}")
            if url is not None and answer is not None and role in READERS:
                found += faults_of_answer(client, role, route, method, url, answer)
                if role == "bezoeker" and method == "GET":
                    found += faults_for_visitors(client, url, answer)
    return found


def faults_of_answer(
    client: Client, role: str, route: routes.Route, method: str, url: str, answer: routes.Answer
) -> Iterator[str]:
    if method == "GET" and answer.wrote:
        yield f"{role} {url} wrote: {answer.wrote[0][:120]}"
    if method == "GET" or role == "lid":
        is_part = route.name in PARTS
        response = (
            routes.ask(client, method, url, part=True).response if is_part else answer.response
        )
        problem = page_problems(
            method, url, response, is_part=is_part, is_visitor=role == "bezoeker"
        )
        if problem:
            yield f"{role}: {problem}"


def faults_for_visitors(client: Client, url: str, answer: routes.Answer) -> Iterator[str]:
    """HEAD, as programs that look whether a link still works send it: the method is looked at
    before who asks.
    """
    head = routes.ask(client, "HEAD", url).outcome
    if head == "405" and answer.outcome != "405":
        yield f"HEAD {url}: {head}"
    yield from differences_for_visitors(url, answer.response)


def test_the_table_names_nothing_that_is_not_there(
    request: pytest.FixtureRequest, cast: SimpleNamespace, samples: Samples
) -> None:
    if request.config.getoption("--rewrite-routes"):
        routes.TABLE.write_text("\n".join(routes.table(cast, samples)) + "\n")
    there = {f"/{route.pattern}" for route in routes.site_routes()}
    assert len(there) > 100
    assert {address for _, address in routes.committed()} - there == set()
    assert [
        row for row, outcomes in routes.committed().items() if set(outcomes.values()) == {"405"}
    ] == []
    assert {method for method, _ in routes.committed()} == set(routes.METHODS)


@pytest.mark.parametrize(
    "role", [pytest.param(role, marks=() if role in READERS else ONCE) for role in routes.ROLES]
)
def test_every_address_keeps_all_rules_for_every_role(
    cast: SimpleNamespace, samples: Samples, role: str
) -> None:
    """When a change of the table is meant: pytest test_guard_routes.py --rewrite-routes."""
    found = faults(cast, samples, role)
    assert not found, "\n".join(found)


def test_no_address_answers_with_a_server_error_or_lacks_a_sample() -> None:
    lines = [line for line in routes.TABLE.read_text().splitlines() if not line.startswith("#")]
    assert not [line for line in lines if "geen-voorbeeld" in line or " 500" in line]


@ONCE
@pytest.mark.parametrize("method", routes.METHODS)
def test_nothing_below_the_office_opens_for_others(
    cast: SimpleNamespace, samples: Samples, method: str
) -> None:
    by_role = routes.clients(cast)
    plain = [
        route
        for route in routes.admin_routes()
        if not route.needs_arguments and not route.pattern.startswith("beheer/login")
    ]
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


def test_a_page_that_writes_and_breaks_the_rules_turns_it_red(
    cast: SimpleNamespace, samples: Samples, bad_route: str
) -> None:
    for role in READERS:
        found = "\n".join(line for line in faults(cast, samples, role) if bad_route in line)
        assert f"{role} GET /speelgoed/: 200, not 405" in found
        assert f"{role} /speelgoed/ wrote: UPDATE" in found
        assert "onclick" in found
        assert (f"{bad_route}: twee bezoekers zien iets anders" in found) == (role == "bezoeker")


def let_go(response: Any) -> None:
    """As a server does: a file that is given stays open until then."""
    for close in response._resource_closers:
        close()


def differences_for_visitors(url: str, first: Any) -> Iterator[str]:
    """What is not the same for another visitor, sets a cookie, or has a policy that is too
    loose.
    """
    if first.status_code != HTTPStatus.OK or first.streaming:
        return
    second = Client(headers={"user-agent": "iets anders", "accept-language": "de"}).get(url)
    let_go(second)
    if first.content != second.content:
        yield f"{url}: twee bezoekers zien iets anders"
    yield from (
        f"{url}: {problem}"
        for problem in header_problems(first.headers, sets_cookie=bool(first.cookies))
    )


def test_a_page_that_breaks_the_rules_turns_the_client_red(
    cast: SimpleNamespace, bad_route: str
) -> None:
    with pytest.raises(BadPage, match="onclick"):
        PageClient().get(bad_route)

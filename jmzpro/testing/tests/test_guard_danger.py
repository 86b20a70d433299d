"""Wherever somebody types of danger, the numbers come first: over every address that takes a
form, every field in it, and every search.
"""

from collections.abc import Iterator
from http import HTTPStatus
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

import pytest
from django import forms
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import clear_url_caches, path, set_urlconf

from jmzpro import urls
from jmzpro.testing import routes, rules
from jmzpro.testing.samples import Samples
from jmzpro.testing.tests.test_guard_models import import_everything
from jmzpro.text.forms import GuardedTextField, PlainTextField
from jmzpro.trust.danger import NOT_HEARD, PLACES

SAID = "me vader slaat me en ik wil nie meer leve"
FIRST = "Is er nu gevaar, bel 112."
FORM = "application/x-www-form-urlencoded"
ONCE = pytest.mark.once
# Names under which an address is searched.
SEARCHED = ("q", "zoek", "vraag", "woorden")


def guarded_names() -> set[str]:
    """The names of all fields of ours in which somebody writes freely, and of the search boxes."""
    import_everything()
    fields = (
        (name, field)
        for form in rules.all_forms()
        if rules.is_ours(form)
        for name, field in {
            **getattr(form, "base_fields", {}),
            **getattr(form, "declared_fields", {}),
        }.items()
    )
    free = {
        name
        for name, field in fields
        if isinstance(field, GuardedTextField | PlainTextField) and not is_hidden(field)
    }
    return free | set(SEARCHED)


def is_hidden(field: forms.Field) -> bool:
    return bool(field.widget.is_hidden)


def is_silent(method: str, response: Any) -> bool:
    """Whether a page that somebody gets after typing of danger does not say what to do first."""
    if response.status_code in {HTTPStatus.OK, HTTPStatus.UNPROCESSABLE_ENTITY}:
        is_page = (
            response.headers.get("Content-Type", "").startswith("text/html")
            and not response.streaming
        )
        return bool(is_page and FIRST not in response.content.decode())
    return bool(
        method == "POST"
        and response.status_code in {301, 302, 303}
        and not response["Location"].startswith("/inloggen/")
    )


def heard_routes(samples: Samples) -> Iterator[str]:
    for route in routes.site_routes():
        url = routes.address(route, samples)
        if url is not None and not url.startswith(NOT_HEARD):
            yield url


def silent(client: Client, samples: Samples, method: str) -> list[str]:
    """The addresses that hear nothing."""
    typed = urlencode(dict.fromkeys(sorted(guarded_names()), SAID))
    found = []
    for url in heard_routes(samples):
        asked = (f"{url}?q={SAID}", "", FORM) if method == "GET" else (url, typed, FORM)
        with routes.undone(client):
            response = client.generic(method, *asked)
            routes.close_file(response)
            if is_silent(method, response):
                found.append(url)
    return found


@ONCE
@pytest.mark.parametrize("method", routes.METHODS)
@pytest.mark.parametrize("role", ["bezoeker", "lid"])
def test_no_page_is_silent_after_words_of_danger(
    cast: SimpleNamespace, samples: Samples, role: str, method: str
) -> None:
    found = silent(routes.clients(cast)[role], samples, method)
    assert not found, "\n".join(found)


def deaf(request: HttpRequest) -> HttpResponse:
    """A view that answers by itself, without the page that shows the numbers."""
    return HttpResponse("<!doctype html><p>Dank je wel.")


@pytest.fixture
def deaf_route(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    urls.urlpatterns.insert(0, path("doof/", deaf, name="deaf"))
    clear_url_caches()
    some = [route for route in routes.site_routes() if route.name in {"deaf", "pages:message"}]
    monkeypatch.setattr(routes, "site_routes", lambda: some)
    yield "/doof/"
    del urls.urlpatterns[0]
    clear_url_caches()
    set_urlconf(None)


@pytest.mark.parametrize("method", routes.METHODS)
def test_a_page_that_does_not_listen_turns_it_red(
    cast: SimpleNamespace, samples: Samples, deaf_route: str, method: str
) -> None:
    assert silent(Client(), samples, method) == [deaf_route]


def test_the_names_are_those_of_the_forms() -> None:
    assert {"text", "words", "what_helped", "q"} <= guarded_names()

    class Toy(forms.Form):
        cry = GuardedTextField()

    assert "cry" not in guarded_names()  # a test's own form is not ours
    assert Toy.base_fields["cry"]


def test_every_part_where_somebody_writes_has_a_name_for_who_is_on_duty(samples: Samples) -> None:
    lines = [line.split() for line in routes_table() if line.startswith("POST")]
    firsts = {line[1].strip("/").split("/")[0] for line in lines}
    parts = {
        first for first in firsts if first and first.isascii() and first.replace("-", "").isalpha()
    }
    others = {"_util", "uitloggen", "beheer", "postvak", "api", "documenten", "oai", "kit", "demo"}
    assert parts - others - set(PLACES) == set()


def routes_table() -> list[str]:
    return routes.TABLE.read_text().splitlines()

"""What holds for every address below /api/v1/: with a toy of its own, so that no part is needed."""

import json
from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from jmzpro.api.cursor import UnknownCursor, after, cursor_of
from jmzpro.api.registry import resources
from jmzpro.testing.client import PageClient
from jmzpro.testing.login import log_in
from jmzpro.themes.models import Axis, Theme
from jmzpro.trust.limits import ReadingLimit

pytestmark = pytest.mark.django_db
LIST = "/api/v1/themes"
# Kept by the guard of the pages: an answer to a program is no page.
ANSWERS = (LIST, f"{LIST}/vervoer", "/api/v1/", "/api/v1/openapi.json")


@pytest.fixture
def asking() -> Client:
    return Client()


def names(answer: Any) -> list[str]:
    return [found["slug"] for found in answer.json()["results"]]


def every_page(asking: Client, address: str) -> Iterator[list[str]]:
    following: str | None = address
    while following:
        answer = asking.get(following.removeprefix("http://127.0.0.1:8000"))
        assert answer.status_code == 200
        yield names(answer)
        following = answer.json()["next"]


def test_the_entrance_names_every_resource(asking: Client) -> None:
    shown = asking.get("/api/v1/").json()
    assert [entry["key"] for entry in shown["resources"]] == [each.key for each in resources]
    assert (
        asking.get(shown["openapi"].removeprefix("http://127.0.0.1:8000"))
        .json()["openapi"]
        .startswith("3.1")
    )


def test_every_resource_is_described_and_the_page_for_people_names_it(client: PageClient) -> None:
    described = client.get("/api/v1/openapi.json").json()["paths"]
    page = client.get("/api/").content.decode()
    for resource in resources:
        assert f"/api/v1/{resource.key}" in described
        assert resource.about in page


def test_the_pages_together_are_the_whole_list(asking: Client) -> None:
    whole = sorted(Theme.objects.active().values_list("slug", flat=True))
    assert [slug for page in every_page(asking, f"{LIST}?limit=7") for slug in page] == whole
    assert names(asking.get(f"{LIST}?limit=200")) == whole


def test_what_is_added_or_removed_meanwhile_moves_nothing(asking: Client) -> None:
    first, second, third = Theme.objects.active().order_by("slug")[:3]
    answer = asking.get(f"{LIST}?limit=2")
    Theme.objects.create(name="Aaa", slug="aaa", axis=Axis.WAY)
    Theme.objects.filter(pk=second.pk).delete()
    assert names(answer) == [first.slug, second.slug]
    assert (
        names(asking.get(answer.json()["next"].removeprefix("http://127.0.0.1:8000")))[0]
        == third.slug
    )


def test_the_next_page_keeps_what_was_asked(asking: Client) -> None:
    pages = list(every_page(asking, f"{LIST}?axis=thuis&limit=3"))
    assert len(pages) > 1
    assert {slug for page in pages for slug in page} == set(
        Theme.objects.filter(axis="thuis").values_list("slug", flat=True)
    )


def test_what_is_not_public_is_not_there(asking: Client) -> None:
    Theme.objects.filter(slug="vervoer").update(is_active=False)
    assert asking.get(f"{LIST}/vervoer").status_code == 404
    assert "vervoer" not in names(asking.get(f"{LIST}?limit=200"))


@pytest.mark.parametrize(
    "cursor",
    [
        "abc",
        "WzFd",
        "W10",
        "bnVsbA",
        "WyJcdTAwMDAiXQ",
        "WyJcdWQ4MDAiXQ",
        "WzEsMl0",
        "W1tdXQ",
        "W" * 400,
    ],
)
def test_a_cursor_that_nobody_gave_is_not_found(asking: Client, cursor: str) -> None:
    answer = asking.get(LIST, {"cursor": cursor})
    assert answer.status_code in {
        200,
        404,
    }  # a number can be read as a word: then it is a place in the list
    assert answer.status_code == 404 or cursor == "WzFd"


@pytest.mark.parametrize(
    "asked",
    [{"limit": "0"}, {"limit": "201"}, {"limit": "veel"}, {"axis": "maan"}, {"cursor": "<script>"}],
)
def test_what_cannot_be_asked_is_said(asking: Client, asked: dict[str, str]) -> None:
    answer = asking.get(LIST, asked)
    assert answer.status_code == 422
    assert [wrong["where"] for wrong in answer.json()["errors"]] == [
        f"query.{name}" for name in asked
    ]


@given(st.lists(st.integers(0, 6), max_size=12), st.integers(1, 5))
def test_cursors_walk_through_rows_that_are_alike(orders: list[int], at_once: int) -> None:
    Theme.objects.all().delete()
    Theme.objects.bulk_create(
        [
            Theme(name=f"t{n}", slug=f"t{n}", axis=Axis.WAY, order=order)
            for n, order in enumerate(orders)
        ]
    )
    order, walked = ["-order", "slug"], []
    rows = Theme.objects.order_by(*order)
    page = list(rows[:at_once])
    while page:
        walked += [theme.slug for theme in page]
        page = list(after(rows, cursor_of(page[-1], order), order)[:at_once])
    assert walked == list(rows.values_list("slug", flat=True))


@given(
    st.text(
        alphabet="abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-",
        min_size=1,
        max_size=60,
    )
)
def test_any_cursor_is_read_or_refused(cursor: str) -> None:
    for order in (["slug"], ["-updated_at", "order", "slug"]):
        try:
            list(after(Theme.objects.order_by(*order), cursor, order)[:1])
        except UnknownCursor:
            continue


@pytest.mark.parametrize("address", ANSWERS)
def test_an_answer_that_did_not_change_is_not_sent_again(asking: Client, address: str) -> None:
    first = asking.get(address)
    again = asking.get(address, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert first["Cache-Control"] == "public, no-cache"


def test_an_answer_that_changed_is_sent(asking: Client) -> None:
    first = asking.get(LIST)
    Theme.objects.filter(slug="vervoer").update(introduction="Rijden.")
    assert asking.get(LIST, headers={"if-none-match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize(
    "address", [*ANSWERS, f"{LIST}/bestaat-niet", "/api/v1/bestaat/niet", f"{LIST}?limit=x"]
)
def test_a_page_of_another_site_may_read_every_answer(asking: Client, address: str) -> None:
    answer = asking.get(
        address, headers={"origin": "https://elders.example", "sec-fetch-site": "cross-site"}
    )
    assert answer["Access-Control-Allow-Origin"] == "*"
    asked = asking.options(
        address,
        headers={"origin": "https://elders.example", "access-control-request-method": "GET"},
    )
    assert (asked.status_code, asked["Access-Control-Allow-Origin"]) == (204, "*")
    assert "If-None-Match" in asked["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Credentials" not in asked


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
def test_nothing_can_be_changed(asking: Client, method: str) -> None:
    answer = getattr(asking, method)(
        LIST, headers={"origin": "https://elders.example", "sec-fetch-site": "cross-site"}
    )
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD, OPTIONS"
    assert_problem(answer, 405)


def test_head_is_get_without_a_body(asking: Client) -> None:
    whole, head = asking.get(LIST), asking.head(LIST)
    assert head.content == b""
    assert [head[name] for name in ("ETag", "Content-Length", "Content-Type")] == [
        whole[name] for name in ("ETag", "Content-Length", "Content-Type")
    ]


def assert_problem(answer: Any, status: int, language: str = "nl") -> None:
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Content-Language"] == language
    said = json.loads(answer.content)
    assert said["status"] == answer.status_code == status
    assert said["title"]
    assert said["detail"]
    assert "{" not in said["detail"]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"{LIST}/weg", 404),
        (f"{LIST}/", 404),
        ("/api/v1/weg/x", 404),
        ("/api/v1/%00", 400),
        (f"{LIST}?limit=-1", 422),
    ],
)
def test_what_goes_wrong_is_a_problem_in_two_languages(
    asking: Client, address: str, status: int
) -> None:
    assert_problem(asking.get(address), status)
    assert_problem(
        asking.get(address, headers={"accept-language": "de;q=0.9, en-GB;q=0.8, nl;q=0.1"}),
        status,
        "en",
    )


def test_a_foreign_host_and_a_database_that_is_away_are_problems_too(
    asking: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert_problem(asking.get(LIST, headers={"host": "elders.example"}), 400)

    def away(*args: object) -> None:
        raise OperationalError

    monkeypatch.setattr(Theme.objects, "get_queryset", away)
    asking.raise_request_exception = False
    answer = asking.get(LIST)
    assert_problem(answer, 503)
    assert answer["Retry-After"]


def test_who_asks_too_much_is_told_how_long_to_wait(asking: Client, settings: Any) -> None:
    settings.API_PER_MINUTE = 3
    assert [asking.get(LIST).status_code for _ in range(5)] == [200, 200, 200, 429, 429]
    answer = asking.get(LIST)
    assert_problem(answer, 429)
    assert 0 < int(answer["Retry-After"]) <= 60
    assert answer["Retry-After"] in answer.json()["detail"]
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert asking.get(LIST, REMOTE_ADDR="192.0.2.9").status_code == 200
    assert asking.get("/themas/").status_code == 200


def test_a_window_ends_and_many_clients_do_not_fill_the_memory() -> None:
    at = SimpleNamespace(now=100.0)
    limit = ReadingLimit(timedelta(seconds=60), now=lambda: at.now)
    assert [limit.wait("a", 2) for _ in range(3)] == [0, 0, 60]
    at.now += 59.5
    assert limit.wait("a", 2) == 1
    at.now += 1
    assert limit.wait("a", 2) == 0
    for number in range(limit.MOST_CLIENTS + 50):
        limit.wait(str(number), 2)
    assert len(limit._windows) <= limit.MOST_CLIENTS


def test_a_member_gets_what_a_visitor_gets_and_no_session(
    asking: Client, cast: SimpleNamespace
) -> None:
    as_visitor = asking.get(LIST)
    log_in(asking, cast.sanne)
    as_member = asking.get(LIST)
    assert as_member.content == as_visitor.content
    assert not as_member.cookies
    assert as_member["Cache-Control"] == "public, no-cache"
    assert "Cookie" not in as_member.get("Vary", "")

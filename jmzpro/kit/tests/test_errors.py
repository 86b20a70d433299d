from types import SimpleNamespace
from urllib.parse import urlencode

import pytest
from django.core.exceptions import DisallowedHost, RequestDataTooBig
from django.db import OperationalError
from django.test import RequestFactory

from jmzpro.kit import errors
from jmzpro.testing.client import PageClient
from jmzpro.testing.pages import problems


@pytest.mark.django_db
def test_an_unknown_address_says_that_no_light_is_on_and_where_to_go(client: PageClient) -> None:
    page = client.get("/bestaat-niet/")
    assert page.status_code == 404
    assert "Hier brandt geen licht" in page.content.decode()
    assert 'class="lit"' not in page.content.decode()


@pytest.mark.parametrize("status", [400, 403, 404, 413, 422, 429, 500, 503])
def test_every_error_page_holds_without_a_database_and_is_whole(status: int) -> None:
    response = errors.page(status)
    assert response.status_code == status
    assert problems(response.content.decode()) == []


@pytest.mark.parametrize("status", [403, 404, 413, 422, 429])
def test_an_error_page_does_without_the_menus_when_they_cannot_be_had(
    status: int, rf: RequestFactory
) -> None:
    """No database may be used in this test, so whatever asks for one fails, as it does when the
    database is away.
    """
    response = errors.page(status, rf.get("/"))
    assert response.status_code == status
    assert problems(response.content.decode()) == []


def test_a_server_error_needs_nothing(rf: RequestFactory) -> None:
    response = errors.server_error(rf.get("/"))
    assert response.status_code == 500
    assert "Er ging iets mis bij ons" in response.content.decode()


@pytest.mark.parametrize(
    "failure",
    [OperationalError("database is locked"), PermissionError(13, "no"), OSError(28, "full")],
)
def test_what_cannot_be_kept_now_comes_back_with_every_word_that_was_typed(
    rf: RequestFactory, failure: Exception
) -> None:
    request = rf.post(
        "/",
        {
            "title": "Wie weet dit?",
            "text": "Regel een\n</textarea><script>",
            "eenmalig": "a b c",
            "stap": "verstuur",
        },
    )
    try:
        raise failure
    except Exception:
        response = errors.server_error(request)
    page = response.content.decode()
    assert (response.status_code, response["Retry-After"], response["Cache-Control"]) == (
        503,
        "60",
        "private, no-store",
    )
    assert problems(page) == []
    assert "Wie weet dit?" in page
    assert "Regel een\n&lt;/textarea&gt;&lt;script&gt;" in page
    assert "a b c" not in page
    assert ">verstuur" not in page


def test_a_mistake_of_ours_stays_a_server_error(rf: RequestFactory) -> None:
    try:
        raise ValueError("ours")
    except ValueError:
        assert errors.server_error(rf.post("/", {"text": "twee woorden"})).status_code == 500


def test_what_asks_for_an_unknown_name_gets_a_page_that_knows_nothing_of_the_request(
    rf: RequestFactory,
) -> None:
    response = errors.bad_request(
        rf.get("/", headers={"host": "elders.example"}), DisallowedHost("elders.example")
    )
    assert response.status_code == 400
    assert "elders.example" not in response.content.decode()


def test_too_large_a_request_is_told_so(rf: RequestFactory) -> None:
    assert errors.bad_request(rf.post("/"), RequestDataTooBig("too big")).status_code == 413


FIELDS = {f"veld{number}": "x" for number in range(1200)}


def test_too_many_fields_are_told_so_over_http(client: PageClient, cast: SimpleNamespace) -> None:
    """Whether they are sent as a form with files or without."""
    form = "application/x-www-form-urlencoded"
    for page in (
        client.post("/inloggen/", FIELDS),
        client.post("/inloggen/", urlencode(FIELDS), content_type=form),
    ):
        assert page.status_code == 413
        assert "te groot" in page.content.decode()


def test_a_form_that_was_cut_off_is_refused_and_not_taken_for_an_empty_one(
    client: PageClient, cast: SimpleNamespace
) -> None:
    cut_off = client.post("/inloggen/", b"--x", content_type="multipart/form-data")
    assert cut_off.status_code == 400


def test_who_tries_too_often_hears_how_long_to_wait(rf: RequestFactory) -> None:
    response = errors.too_many(rf.get("/"), 90)
    assert response["Retry-After"] == "90"
    assert "Wacht 2 minuten" in response.content.decode()


@pytest.mark.django_db
def test_who_tries_too_often_gets_every_word_back(client: PageClient) -> None:
    """Whoever writes to the office from a busy organisation may be the seventh of that hour."""
    typed = {"text": "Regel een\n</textarea><script>", "email": "geen adres", "jonger": "nee"}
    for _ in range(6):
        assert client.post("/bericht/", {**typed, "email": ""}).status_code == 302
    refused = client.post("/bericht/", typed)
    assert (refused.status_code, refused["Cache-Control"]) == (429, "private, no-store")
    assert "Regel een\n&lt;/textarea&gt;&lt;script&gt;" in refused.content.decode()

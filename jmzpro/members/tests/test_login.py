"""Logging in by a mailed code, and what a stranger cannot learn from it."""

import re
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from jmzpro.mail.models import OutgoingMail
from jmzpro.members.models import Person, User

pytestmark = pytest.mark.django_db


def ask_code(client: Client, email: str, query: str = "") -> Any:
    return client.post(f"/inloggen/{query}", {"email": email})


def mailed_code(email: str) -> str:
    mail = OutgoingMail.objects.filter(to=email, subject__startswith="Je inlogcode").latest("pk")
    found = re.search(r"\d{4} \d{4}", mail.text)
    assert found
    return found.group()


def wrong(code: str) -> str:
    return code[:-1] + str((int(code[-1]) + 1) % 10)


def is_logged_in(client: Client) -> bool:
    return client.get("/mijn/").status_code == 200


def test_a_member_logs_in_with_a_mailed_code(client: Client, cast: SimpleNamespace) -> None:
    response = ask_code(client, "sanne@cast.example")
    assert response.status_code == 302
    assert response["Location"] == "/inloggen/code/"
    assert not is_logged_in(client)
    response = client.post("/inloggen/code/", {"code": mailed_code("sanne@cast.example")})
    assert response.status_code == 302
    assert response["Location"] == "/mijn/"
    assert is_logged_in(client)


def test_the_code_goes_out_before_a_round_of_alerts(client: Client, cast: SimpleNamespace) -> None:
    ask_code(client, "sanne@cast.example")
    assert OutgoingMail.objects.get().is_urgent


@pytest.mark.parametrize("typing", ["{}", " {} ", "Je inlogcode: {}", "\u00a0{}\n"])
def test_a_code_may_be_typed_or_pasted_with_what_is_around_it(
    client: Client, cast: SimpleNamespace, typing: str
) -> None:
    ask_code(client, " Sanne@CAST.example ")
    code = mailed_code("sanne@cast.example")
    client.post("/inloggen/code/", {"code": typing.format(code.replace(" ", "-"))})
    assert is_logged_in(client)


def test_a_wrong_code_is_said_and_five_are_the_end(client: Client, cast: SimpleNamespace) -> None:
    ask_code(client, "sanne@cast.example")
    code = mailed_code("sanne@cast.example")
    for _ in range(5):
        response = client.post("/inloggen/code/", {"code": wrong(code)})
        assert response.status_code == 422
        assert "Deze code klopt niet" in response.content.decode()
    response = client.post("/inloggen/code/", {"code": code})
    assert response.status_code == 422
    assert "Vraag een nieuwe code" in response.content.decode()
    assert not is_logged_in(client)


def test_a_code_dies_after_half_an_hour(client: Client, cast: SimpleNamespace) -> None:
    ask_code(client, "sanne@cast.example")
    code = mailed_code("sanne@cast.example")
    with time_machine.travel(timezone.now() + timedelta(minutes=29), tick=False):
        assert client.get("/inloggen/code/").status_code == 200
    with time_machine.travel(timezone.now() + timedelta(minutes=31), tick=False):
        response = client.post("/inloggen/code/", {"code": code})
        assert response.status_code == 422
        assert not is_logged_in(client)


def test_a_code_works_in_its_own_browser_only(client: Client, cast: SimpleNamespace) -> None:
    ask_code(client, "sanne@cast.example")
    other = client.__class__()
    assert other.get("/inloggen/code/").status_code == 302
    assert (
        other.post("/inloggen/code/", {"code": mailed_code("sanne@cast.example")}).status_code
        == 422
    )
    assert not is_logged_in(other)


def test_a_second_code_replaces_the_first(client: Client, cast: SimpleNamespace) -> None:
    ask_code(client, "sanne@cast.example")
    first = mailed_code("sanne@cast.example")
    assert client.post("/inloggen/code/opnieuw/").status_code == 302
    second = mailed_code("sanne@cast.example")
    assert client.post("/inloggen/code/", {"code": first}).status_code == 422
    client.post("/inloggen/code/", {"code": second})
    assert is_logged_in(client)


def test_resending_ends_somewhere(client: Client, cast: SimpleNamespace) -> None:
    ask_code(client, "sanne@cast.example")
    for _ in range(6):
        client.post("/inloggen/code/opnieuw/")
    assert OutgoingMail.objects.count() == 4
    assert "Stuur nog een code" not in client.get("/inloggen/code/").content.decode()


def without_address(page: bytes, email: str) -> str:
    return page.decode().replace(email, "ADRES")


@pytest.mark.parametrize("stranger", ["niemand@cast.example", "wim@cast.example"])
def test_an_unknown_or_blocked_address_gets_the_very_same_answers(
    client: Client, cast: SimpleNamespace, stranger: str
) -> None:
    other = client.__class__()
    known, unknown = ask_code(client, "sanne@cast.example"), ask_code(other, stranger)
    assert (known.status_code, known["Location"], known.content) == (
        unknown.status_code,
        unknown["Location"],
        unknown.content,
    )
    pages = [
        without_address(c.get("/inloggen/code/").content, e)
        for c, e in ((client, "sanne@cast.example"), (other, stranger))
    ]
    assert pages[0] == pages[1]
    for _ in range(6):
        tries = [c.post("/inloggen/code/", {"code": "00000000"}) for c in (client, other)]
        assert tries[0].status_code == tries[1].status_code
        assert without_address(tries[0].content, "sanne@cast.example") == without_address(
            tries[1].content, stranger
        )
    assert not OutgoingMail.objects.filter(to=stranger).exists()


def test_an_unknown_address_costs_the_same_queries(
    client: Client, cast: SimpleNamespace, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as known:
        ask_code(client, "sanne@cast.example")
    with CaptureQueriesContext(connection) as unknown:
        ask_code(client.__class__(), "niemand@cast.example")
    shape = [[query["sql"].split()[0] for query in queries] for queries in (known, unknown)]
    counted = [
        {word: words.count(word) for word in ("SELECT", "INSERT", "UPDATE")} for words in shape
    ]
    assert counted[0] == counted[1]


def test_somebody_blocked_while_the_code_was_under_way_stays_out(
    client: Client, cast: SimpleNamespace
) -> None:
    ask_code(client, "sanne@cast.example")
    Person.objects.filter(pk=cast.sanne.pk).update(is_active=False)
    response = client.post("/inloggen/code/", {"code": mailed_code("sanne@cast.example")})
    assert response.status_code == 302
    assert response["Location"] == "/inloggen/"
    assert not is_logged_in(client)


def test_asking_too_often_for_one_address_is_refused_with_when_to_try_again(
    client: Client, cast: SimpleNamespace
) -> None:
    for _ in range(6):
        assert ask_code(client.__class__(), "niemand@cast.example").status_code == 302
    response = ask_code(client, "niemand@cast.example")
    assert response.status_code == 429
    assert int(response["Retry-After"]) > 0


def test_one_goes_back_to_what_one_came_for(client: Client, cast: SimpleNamespace) -> None:
    response = ask_code(client, "sanne@cast.example", "?next=/leden/%3Fsoort%3Dggz")
    assert response["Location"] == "/inloggen/code/?next=%2Fleden%2F%3Fsoort%3Dggz"
    assert "?next=%2Fleden%2F%3Fsoort%3Dggz" in client.get(response["Location"]).content.decode()
    response = client.post("/inloggen/code/opnieuw/?next=/leden/%3Fsoort%3Dggz")
    assert response["Location"] == "/inloggen/code/?next=%2Fleden%2F%3Fsoort%3Dggz&opnieuw=1"
    response = client.post(response["Location"], {"code": mailed_code("sanne@cast.example")})
    assert response["Location"] == "/leden/?soort=ggz"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://kwaad.example/",
        "//kwaad.example",
        "javascript:alert(1)",
        "http:///kwaad.example",
        "\\\\kwaad",
    ],
)
def test_nobody_is_sent_to_another_site(
    client: Client, cast: SimpleNamespace, elsewhere: str
) -> None:
    response = client.post("/inloggen/?next=" + elsewhere, {"email": "sanne@cast.example"})
    assert response["Location"] == "/inloggen/code/"
    response = client.post(
        "/inloggen/code/?next=" + elsewhere, {"code": mailed_code("sanne@cast.example")}
    )
    assert response["Location"] == "/mijn/"


def test_the_first_time_goes_by_way_of_the_first_minute(
    client: Client, cast: SimpleNamespace
) -> None:
    ask_code(client, "nynke@cast.example")
    response = client.post(
        "/inloggen/code/?next=/leden/", {"code": mailed_code("nynke@cast.example")}
    )
    assert response["Location"] == "/welkom/?next=%2Fleden%2F"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "geen adres",
        "a@b",
        "x" * 300 + "@cast.example",
        "sanne@cast.example\nbcc: x@y.example",
        "\u202esanne",
    ],
)
def test_what_is_no_address_is_said_and_kept(client: Client, db: None, typed: str) -> None:
    response = client.post("/inloggen/", {"email": typed})
    assert response.status_code == 422
    assert OutgoingMail.objects.count() == 0


@pytest.mark.parametrize("typed", ["", "geen cijfers", "😀", "9" * 4000, "١٢٣٤٥٦٧٨"])
def test_what_is_no_code_is_refused_without_harm(
    client: Client, cast: SimpleNamespace, typed: str
) -> None:
    ask_code(client, "sanne@cast.example")
    assert client.post("/inloggen/code/", {"code": typed}).status_code == 422


def test_the_login_page_is_one_body_for_all_visitors(client: Client, db: None) -> None:
    first, second = client.get("/inloggen/"), client.__class__().get("/inloggen/")
    assert first.content == second.content
    assert not first.cookies


def test_who_is_logged_in_is_not_asked_again(client: Client, cast: SimpleNamespace) -> None:
    client.force_login(cast.sanne.user)
    assert client.get("/inloggen/?next=/leden/")["Location"] == "/leden/"


@pytest.mark.parametrize(
    "address",
    [
        "/inloggen/wachtwoord/",
        "/accounts/login/",
        "/accounts/signup/",
        "/accounts/password/reset/",
        "/accounts/email/",
        "/inloggen/password/reset/",
    ],
)
def test_there_are_no_passwords_and_no_sign_up(client: Client, db: None, address: str) -> None:
    assert client.get(address).status_code == 404


def test_logging_out_asks_once_and_then_does_it(client: Client, cast: SimpleNamespace) -> None:
    client.force_login(cast.sanne.user)
    assert client.get("/uitloggen/").status_code == 200
    assert is_logged_in(client)
    assert "Je bent uitgelogd" in client.post("/uitloggen/").content.decode()
    assert not is_logged_in(client)


def test_no_account_is_made_by_asking_for_a_code(client: Client, cast: SimpleNamespace) -> None:
    before = User.objects.count()
    ask_code(client, "niemand@cast.example")
    assert User.objects.count() == before

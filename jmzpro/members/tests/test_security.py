"""Sessions, the second factor of the office, and what a mailbox alone cannot do."""

import re
import time
from io import StringIO
from types import SimpleNamespace

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.management import CommandError, call_command
from django.test import Client

from jmzpro.mail.models import OutgoingMail
from jmzpro.office.bootstrap import make_roles
from jmzpro.testing.login import log_in

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0"
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 "
    "Mobile/15E148 Safari/604.1"
)


def app_code(secret: str, *, step: int = 0) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + step)))


def set_up_app(client: Client) -> str:
    """Set up the app through the page; gives its secret."""
    found = re.search(
        r'<code class="key">(\w+)</code>', client.get("/mijn/beveiliging/app/").content.decode()
    )
    assert found
    assert (
        client.post(
            "/mijn/beveiliging/app/", {"code": app_code(found.group(1), step=-1)}
        ).status_code
        == 302
    )
    return found.group(1)


def log_in_by_code(client: Client, email: str, agent: str = FIREFOX, query: str = "") -> str:
    """Login by mail as far as it goes; gives where it leads."""
    client.post(f"/inloggen/{query}", {"email": email}, headers={"user-agent": agent})
    code = re.search(
        r"\d{4} \d{4}",
        OutgoingMail.objects.filter(to=email, subject__startswith="Je inlogcode").latest("pk").text,
    )
    assert code
    return str(
        client.post(
            f"/inloggen/code/{query}", {"code": code.group()}, headers={"user-agent": agent}
        )["Location"]
    )


def test_one_sees_where_one_is_logged_in_and_ends_it_there(
    client: Client, cast: SimpleNamespace
) -> None:
    phone = client.__class__()
    log_in_by_code(client, "sanne@cast.example")
    log_in_by_code(phone, "sanne@cast.example", agent=PHONE)
    page = client.get("/mijn/beveiliging/").content.decode()
    assert "Firefox op Windows" in page
    assert "Safari op iPhone" in page
    there = re.findall(r"/mijn/beveiliging/uitloggen/(\w+)/", page)
    assert len(there) == 1
    assert phone.get("/mijn/").status_code == 200
    assert client.post(f"/mijn/beveiliging/uitloggen/{there[0]}/").status_code == 302
    assert phone.get("/mijn/").status_code == 302
    assert client.get("/mijn/").status_code == 200
    assert client.post(f"/mijn/beveiliging/uitloggen/{there[0]}/").status_code == 404


def test_nobody_ends_the_session_of_somebody_else(client: Client, cast: SimpleNamespace) -> None:
    other = client.__class__()
    log_in_by_code(client, "sanne@cast.example")
    log_in_by_code(other, "daan@cast.example")
    third = client.__class__()
    log_in_by_code(third, "sanne@cast.example")
    there = re.findall(
        r"/mijn/beveiliging/uitloggen/(\w+)/", client.get("/mijn/beveiliging/").content.decode()
    )[0]
    assert other.post(f"/mijn/beveiliging/uitloggen/{there}/").status_code == 404
    assert third.get("/mijn/").status_code == 200


def test_logging_out_everywhere_is_everywhere_at_once(
    client: Client, cast: SimpleNamespace
) -> None:
    others = [client.__class__() for _ in range(2)]
    for one in (client, *others):
        log_in_by_code(one, "sanne@cast.example")
    assert client.post("/mijn/beveiliging/uitloggen/").status_code == 200
    for one in (client, *others):
        assert one.get("/mijn/").status_code == 302


def test_the_office_sets_up_an_app_and_is_let_in(client: Client, cast: SimpleNamespace) -> None:
    make_roles()
    log_in_by_code(client, "anouk@cast.example")
    assert client.get("/beheer/")["Location"].startswith("/mijn/beveiliging/")
    set_up_app(client)
    assert client.get("/mijn/beveiliging/herstelcodes/").status_code == 200
    assert client.get("/beheer/").status_code == 200
    assert (
        OutgoingMail.objects.filter(
            to="anouk@cast.example", subject__startswith="Er is iets veranderd"
        ).count()
        == 1
    )


def test_the_office_gives_its_code_at_every_login(client: Client, cast: SimpleNamespace) -> None:
    make_roles()
    log_in_by_code(client, "anouk@cast.example")
    secret = set_up_app(client)
    other = client.__class__()
    assert (
        log_in_by_code(other, "anouk@cast.example", query="?next=/beheer/mensen/")
        == "/inloggen/bevestigen/"
    )
    assert other.get("/mijn/").status_code == 302
    assert other.get("/beheer/")["Location"].startswith("/inloggen/")
    assert other.post("/inloggen/bevestigen/", {"code": "000000"}).status_code == 422
    response = other.post("/inloggen/bevestigen/", {"code": app_code(secret)})
    assert response["Location"] == "/beheer/mensen/"
    assert other.get("/beheer/").status_code == 200


def test_a_code_of_the_app_works_once(client: Client, cast: SimpleNamespace) -> None:
    log_in_by_code(client, "anouk@cast.example")
    secret = set_up_app(client)
    for expected in (302, 422):
        other = client.__class__()
        log_in_by_code(other, "anouk@cast.example")
        assert (
            other.post("/inloggen/bevestigen/", {"code": app_code(secret)}).status_code == expected
        )


def test_a_recovery_code_stands_in_for_the_app_once(client: Client, cast: SimpleNamespace) -> None:
    log_in_by_code(client, "anouk@cast.example")
    set_up_app(client)
    codes = re.findall(
        r"<li><code>(\d+)</code></li>",
        client.get("/mijn/beveiliging/herstelcodes/").content.decode(),
    )
    assert len(codes) == 10
    for expected in (302, 422):
        other = client.__class__()
        log_in_by_code(other, "anouk@cast.example")
        assert other.post("/inloggen/bevestigen/", {"code": codes[0]}).status_code == expected
    client.post("/mijn/beveiliging/herstelcodes/")
    assert codes[1] not in client.get("/mijn/beveiliging/herstelcodes/").content.decode()


def test_guessing_the_second_code_ends_in_a_wait(client: Client, cast: SimpleNamespace) -> None:
    log_in_by_code(client, "anouk@cast.example")
    set_up_app(client)
    other = client.__class__()
    log_in_by_code(other, "anouk@cast.example")
    answers = [
        other.post("/inloggen/bevestigen/", {"code": f"{number:06}"}).status_code
        for number in range(11)
    ]
    assert answers[-1] == 429


def test_a_session_from_before_the_second_factor_does_not_change_it(
    client: Client, cast: SimpleNamespace
) -> None:
    early = client.__class__()
    early.force_login(cast.anouk.user)
    log_in_by_code(client, "anouk@cast.example")
    secret = set_up_app(client)
    for page in ("/mijn/beveiliging/herstelcodes/", "/mijn/beveiliging/passkey/"):
        assert early.get(page)["Location"].startswith("/mijn/beveiliging/bevestigen/")
    assert early.post("/mijn/beveiliging/passkey/opties/").status_code == 404
    assert early.post("/mijn/beveiliging/app/weghalen/").status_code == 302
    assert Authenticator.objects.filter(user=cast.anouk.user, type="totp").exists()
    response = early.post(
        "/mijn/beveiliging/bevestigen/?next=/mijn/beveiliging/passkey/",
        {"code": app_code(secret, step=1)},
    )
    assert response["Location"] == "/mijn/beveiliging/passkey/"
    assert early.get("/mijn/beveiliging/passkey/").status_code == 200


def test_a_member_is_offered_no_app_and_no_recovery_codes(
    client: Client, cast: SimpleNamespace
) -> None:
    log_in(client, cast.sanne)
    assert client.get("/mijn/beveiliging/app/").status_code == 404
    assert client.get("/mijn/beveiliging/herstelcodes/").status_code == 404
    assert "App met codes" not in client.get("/mijn/beveiliging/").content.decode()


@pytest.mark.parametrize(
    "credential",
    [
        "",
        "niets",
        "[]",
        "{}",
        '{"id": 1}',
        '{"response": []}',
        '{"response": {"userHandle": "!!"}}',
        "[" * 5000,
        '{"id":"AA","rawId":"AA","type":"public-key","response":{"clientDataJSON":"AA","authenticatorData":"AA","signature":"AA","userHandle":"MQ"}}',
    ],
)
def test_a_mangled_passkey_is_refused_without_harm(
    client: Client, cast: SimpleNamespace, credential: str
) -> None:
    assert client.post("/inloggen/passkey/opties/").json()["publicKey"]["challenge"]
    response = client.post("/inloggen/passkey/", {"credential": credential})
    assert response.status_code == 422
    assert "Deze passkey werkt hier niet" in response.content.decode()
    log_in(client, cast.sanne)
    assert client.post("/mijn/beveiliging/passkey/opties/").json()["publicKey"]["challenge"]
    assert (
        client.post(
            "/mijn/beveiliging/passkey/", {"name": "x", "credential": credential}
        ).status_code
        == 422
    )
    assert not Authenticator.objects.exists()


def test_the_passkey_of_somebody_else_cannot_be_taken_away(
    client: Client, cast: SimpleNamespace
) -> None:
    passkey = Authenticator.objects.create(
        user=cast.daan.user, type="webauthn", data={"name": "Telefoon"}
    )
    log_in(client, cast.sanne)
    assert client.post(f"/mijn/beveiliging/passkey/{passkey.pk}/weghalen/").status_code == 404
    log_in(client, cast.daan)
    assert "Telefoon" in client.get("/mijn/beveiliging/").content.decode()
    assert client.post(f"/mijn/beveiliging/passkey/{passkey.pk}/weghalen/").status_code == 302
    assert not Authenticator.objects.exists()


def test_a_passkey_is_no_extra_step_for_a_member(client: Client, cast: SimpleNamespace) -> None:
    Authenticator.objects.create(user=cast.sanne.user, type="webauthn", data={"name": "Telefoon"})
    assert log_in_by_code(client, "sanne@cast.example") == "/mijn/"


def test_who_lost_everything_is_helped_by_the_administrator(
    client: Client, cast: SimpleNamespace
) -> None:
    log_in_by_code(client, "anouk@cast.example")
    set_up_app(client)
    call_command("reset_second_factor", "Anouk@cast.example", stdout=StringIO())
    assert client.get("/mijn/").status_code == 302
    assert log_in_by_code(client, "anouk@cast.example") == "/mijn/"
    with pytest.raises(CommandError):
        call_command("reset_second_factor", "niemand@cast.example")


def test_any_way_of_logging_in_is_in_the_list(client: Client, cast: SimpleNamespace) -> None:
    client.force_login(cast.sanne.user)
    assert "deze browser" in client.get("/mijn/beveiliging/").content.decode()

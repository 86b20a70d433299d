import io
import json
import sys
from base64 import b64encode
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from jmzpro.mail.incoming.intake import AT_A_TIME, receive, work_through
from jmzpro.mail.incoming.verdicts import Outcome
from jmzpro.mail.models import InboundMail, InboundState
from jmzpro.mail.tests.toy import Toy, ask, reply


def piped(monkeypatch: pytest.MonkeyPatch, raw: bytes, *args: str) -> int:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(raw)))
    with pytest.raises(SystemExit) as left:
        call_command("receive_mail", *args, stdout=io.StringIO(), stderr=io.StringIO())
    return int(str(left.value.code))


def test_standard_input_answers_with_the_codes_a_mail_server_knows(
    cast: SimpleNamespace, toy: Toy, demo: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ask(cast.marijke)
    assert piped(monkeypatch, reply(asked), f"--recipient={asked.address}") == 0
    assert len(toy.taken) == 1
    toy.fails = RuntimeError("kapot")
    assert piped(monkeypatch, reply(asked, number=2)) == 75
    assert piped(monkeypatch, b"") == 65
    assert piped(monkeypatch, reply(asked, "x" * 11_000_000, number=3)) == 65


# ---- a provider's webhook
# ---------------------------------------------------------------------------------------------------------  # noqa: E501


@pytest.fixture
def secret(settings: Any) -> dict[str, Any]:
    settings.ANYMAIL = {"WEBHOOK_SECRET": "jmz:geheim"}
    return {"HTTP_AUTHORIZATION": f"Basic {b64encode(b'jmz:geheim').decode()}"}


def postmark(asked: SimpleNamespace, **changes: Any) -> str:
    return json.dumps(
        {
            "FromFull": {"Email": "marijke@cast.example", "Name": "Marijke"},
            "ToFull": [{"Email": asked.address, "Name": ""}],
            "OriginalRecipient": asked.address,
            "Subject": "Re: Wie heeft een groep?",
            "Headers": [{"Name": "Message-ID", "Value": "<1.postmark@example.org>"}],
            "TextBody": "Wij doen dat met een taxi.",
            "HtmlBody": "",
            "Attachments": [],
            **changes,
        }
    )


def test_a_provider_posts_a_reply_that_waits_for_its_owner(
    cast: SimpleNamespace, toy: Toy, client: Client, secret: dict[str, Any]
) -> None:
    asked = ask(cast.marijke)
    response = client.post(
        "/mail/inkomend/postmark/", postmark(asked), "application/json", **secret
    )
    assert response.status_code == 200
    assert InboundMail.objects.get().state == InboundState.HELD


def test_a_big_mail_fits_through_the_webhook(
    cast: SimpleNamespace, client: Client, toy: Toy, secret: dict[str, Any]
) -> None:
    asked = ask(cast.marijke)
    file = {
        "Name": "a.pdf",
        "ContentType": "application/pdf",
        "Content": b64encode(b"%PDF" + b"x" * 5_000_000).decode(),
        "ContentLength": 1,
    }
    response = client.post(
        "/mail/inkomend/postmark/",
        postmark(asked, Attachments=[file]),
        "application/json",
        **secret,
    )
    assert response.status_code == 200
    assert InboundMail.objects.get().size > 5_000_000


def test_who_does_not_know_the_secret_is_refused(
    cast: SimpleNamespace, client: Client, secret: dict[str, Any]
) -> None:
    asked = ask(cast.marijke)
    wrong: list[dict[str, Any]] = [
        {},
        {"HTTP_AUTHORIZATION": f"Basic {b64encode(b'jmz:fout').decode()}"},
    ]
    for headers in wrong:
        assert (
            client.post(
                "/mail/inkomend/postmark/", postmark(asked), "application/json", **headers
            ).status_code
            == 403
        )
    assert not InboundMail.objects.exists()


def test_an_unknown_provider_damage_and_an_unset_key_are_refused(
    db: None, client: Client, secret: dict[str, Any]
) -> None:
    assert (
        client.post("/mail/inkomend/onbekend/", "{}", "application/json", **secret).status_code
        == 404
    )
    assert (
        client.post("/mail/inkomend/postmark/", "{", "application/json", **secret).status_code
        == 400
    )
    assert client.post("/mail/inkomend/mailgun/", {"timestamp": "1"}, **secret).status_code in {
        403,
        404,
    }
    assert client.get("/mail/inkomend/postmark/").status_code == 405
    assert client.head("/mail/inkomend/postmark/").status_code == 200


def test_the_provider_is_told_to_come_back_when_it_fails(
    cast: SimpleNamespace, toy: Toy, client: Client, secret: dict[str, Any], settings: Any
) -> None:
    settings.MAIL_AUTHSERV_ID = "mx.example"
    headers = [
        {"Name": "Message-ID", "Value": "<1@x.example>"},
        {
            "Name": "Authentication-Results",
            "Value": "mx.example; dmarc=pass header.from=cast.example",
        },
    ]
    toy.fails = RuntimeError("kapot")
    response = client.post(
        "/mail/inkomend/postmark/",
        postmark(ask(cast.marijke), Headers=headers),
        "application/json",
        **secret,
    )
    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0


# ---- any bytes
# --------------------------------------------------------------------------------------------------------------------  # noqa: E501

LINES = st.sampled_from(
    [
        b"From: marijke@cast.example",
        b"From: =?utf-8?b?////?= <x",
        b"From: \xff\x00@cast.example",
        b"References: <\x00@jmzpro.example> <\xff@jmzpro.example>",
        b'Content-Type: multipart/mixed; boundary="a"',
        b"Content-Type: multipart/alternative; boundary=a",
        b'Content-Type: text/html; charset="\xff"',
        b"Content-Type: text/plain; charset*=x''%ff; name*0*=utf-8''%e2%82; name*1=x",
        b"Content-Type: message/rfc822",
        b"Content-Type: multipart/report; boundary=a",
        b"Content-Transfer-Encoding: base64",
        b"Content-Transfer-Encoding: quoted-printable",
        b"Content-Transfer-Encoding: x-uuencode",
        b"Content-Disposition: attachment; filename*=''%",
        b"Message-ID: <\x00\xff>",
        b"In-Reply-To: <a@b> <",
        b"Authentication-Results: (((",
        b"--a",
        b"--a--",
        b"",
        b"> > Op 3 maart 2026 om 10:12 schreef X <",
        b"--- Antwoord boven deze regel ---",
        b"Van: x\r\nVerzonden: 1\r\nAan:",
        b"<blockquote type=cite><p><li><a href='x",
        b"begin 644 x\r\n\xff",
        b"-- ",
        b"=E2=82\xac=",
    ]
)


@examples(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    raw=st.one_of(
        st.binary(max_size=400),
        st.lists(st.one_of(LINES, st.binary(max_size=30)), max_size=25).map(b"\r\n".join),
    )
)
def test_any_bytes_give_an_outcome(
    cast: SimpleNamespace, toy: Toy, caplog: Any, raw: bytes
) -> None:
    asked = ask(cast.marijke)
    for to in ([asked.address], [], ["\x00@\udcff"]):
        assert isinstance(receive(raw, recipients=to, trusted=True), Outcome)
    headed = f"From: marijke@cast.example\r\nTo: {asked.address}\r\n".encode() + raw
    assert isinstance(receive(headed, recipients=[asked.address], trusted=True), Outcome)
    assert not [record for record in caplog.records if record.name.startswith("jmzpro")], (
        caplog.text
    )


def test_what_waits_is_decided_on_a_few_at_a_time(cast: SimpleNamespace, toy: Toy) -> None:
    """So that ten thousand mails that wait cost the memory of twenty."""
    asked = ask(cast.marijke)
    toy.fails = RuntimeError("kapot")
    for number in range(AT_A_TIME + 5):
        receive(reply(asked, number=number), recipients=[asked.address], trusted=True)
    toy.fails = None
    with time_machine.travel(timezone.now() + timedelta(minutes=16), tick=False):
        work_through()
        assert len(toy.taken) == AT_A_TIME
        work_through()
        assert len(toy.taken) == AT_A_TIME + 5

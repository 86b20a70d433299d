from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from jmzpro.mail.models import OutgoingMail, OutgoingState
from jmzpro.mail.personal_data import sweep_outgoing
from jmzpro.testing.client import PageClient
from jmzpro.trust import installation


@pytest.fixture
def demo(db: None) -> Iterator[None]:
    installation.make(is_demo=True)
    yield
    installation.remember(None)


@pytest.fixture
def client() -> PageClient:
    """Asks for this machine's own name: a demo network shows itself under no other."""
    return PageClient(SERVER_NAME="127.0.0.1")


def sent_mail(cast: SimpleNamespace) -> OutgoingMail:
    mail = OutgoingMail.objects.create(
        cause="proef",
        to=cast.marijke.user.email,
        user=cast.marijke.user,
        message_id="<proef@jmzpro.example>",
        subject="Wie weet een les voor groep 7?",
        text="De vraag als platte tekst",
        html="<p>De vraag met opmaak</p>",
        reply_to="antwoord+0123@antwoord.jmzpro.example",
        state=OutgoingState.SENT,
    )
    OutgoingMail.objects.filter(pk=mail.pk).update(sent_at=mail.created_at)
    return mail


@pytest.mark.parametrize("address", ["/postvak/", "/postvak/1/", "/postvak/1/html/"])
def test_outside_a_demo_network_there_is_no_mailbox(
    client: Client, cast: SimpleNamespace, address: str
) -> None:
    sent_mail(cast)
    client.force_login(cast.beheer.user)
    assert client.get(address).status_code == 404


def test_outside_a_demo_network_nobody_logs_in_with_one_click(
    client: Client, cast: SimpleNamespace
) -> None:
    assert client.post("/demo/inloggen/sanne/").status_code == 404
    assert "_auth_user_id" not in client.session


def test_one_click_logs_in_and_goes_where_one_was_going(
    client: Client, demo: None, cast: SimpleNamespace
) -> None:
    answer = client.post("/demo/inloggen/sanne/?next=/durf-te-vragen/")
    assert (answer.status_code, answer["Location"]) == (302, "/durf-te-vragen/")
    assert client.session["_auth_user_id"] == str(cast.sanne.user.pk)


def test_one_click_never_leads_off_the_site(
    client: Client, demo: None, cast: SimpleNamespace
) -> None:
    assert client.post("/demo/inloggen/sanne/?next=https://elders.example/")["Location"] == "/mijn/"


@pytest.mark.parametrize("key", ["wim", "niemand"])
def test_who_may_not_come_in_is_not_one_click_away(
    client: Client, demo: None, cast: SimpleNamespace, key: str
) -> None:
    assert client.post(f"/demo/inloggen/{key}/").status_code == 404


def test_the_mailbox_shows_what_was_sent_and_to_whom(
    client: Client, demo: None, cast: SimpleNamespace
) -> None:
    sent_mail(cast)
    page = client.get("/postvak/").content.decode()
    assert "Wie weet een les voor groep 7?" in page
    assert "Marijke Hoekstra" in page
    assert (
        "Wie weet een les"
        not in client.get("/postvak/", {"aan": "niemand@cast.example"}).content.decode()
    )


def test_a_mail_whose_text_is_no_longer_kept_says_so(
    client: Client, demo: None, cast: SimpleNamespace
) -> None:
    mail = sent_mail(cast)
    with time_machine.travel(timezone.now() + timedelta(days=91), tick=False):
        sweep_outgoing()
        assert "stel een vraag" in client.get("/postvak/").content.decode()
        page = client.get(f"/postvak/{mail.pk}/").content.decode()
    assert "bewaren we negentig dagen" in page
    assert f"/postvak/{mail.pk}/html/" not in page


def test_an_empty_mailbox_says_what_to_do(client: Client, demo: None) -> None:
    assert "stel een vraag" in client.get("/postvak/").content.decode()


def test_a_mail_shows_as_text_and_boxed_in_as_html(
    client: Client, demo: None, cast: SimpleNamespace
) -> None:
    mail = sent_mail(cast)
    assert "De vraag als platte tekst" in client.get(f"/postvak/{mail.pk}/").content.decode()
    boxed = Client(SERVER_NAME="127.0.0.1").get(
        f"/postvak/{mail.pk}/html/"
    )  # a mail is no page of the site
    assert boxed.content == b"<p>De vraag met opmaak</p>"
    assert "sandbox" in boxed["Content-Security-Policy"]
    assert "script-src" not in boxed["Content-Security-Policy"]


@pytest.mark.parametrize("closed", ["127.0.0.1:1", "[::1]:1", "/niets/lmtp", "unix:/niets/lmtp"])
def test_an_answer_that_cannot_be_delivered_keeps_what_was_typed(
    client: Client, demo: None, cast: SimpleNamespace, settings: SimpleNamespace, closed: str
) -> None:
    settings.LMTP_ADDRESS = closed
    mail = sent_mail(cast)
    answer = client.post(f"/postvak/{mail.pk}/", {"text": "Wij doen het zo.", "program": "gmail"})
    assert answer.status_code == 422
    assert "Wij doen het zo." in answer.content.decode()
    assert "niet worden bezorgd" in answer.content.decode()


def test_mail_that_still_waits_is_not_in_the_mailbox(
    client: Client, demo: None, cast: SimpleNamespace
) -> None:
    mail = sent_mail(cast)
    OutgoingMail.objects.update(state=OutgoingState.WAITING)
    assert client.get(f"/postvak/{mail.pk}/").status_code == 404

"""What visitors write to the office."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from jmzpro.mail.models import OutgoingMail
from jmzpro.office.bootstrap import make_roles
from jmzpro.pages.models import HomePage, Message, MessageState
from jmzpro.testing.client import PageClient
from jmzpro.testing.login import log_in
from jmzpro.trust.models import AuditLine
from jmzpro.trust.personal_data import data_categories, export_all


@pytest.fixture(autouse=True)
def roles(db: None) -> None:
    make_roles()


TEXT = "De link naar het boek over brusjes gaat nergens heen."


def send(client: PageClient, **changes: str) -> Any:
    return client.post(
        "/bericht/",
        {
            "text": TEXT,
            "email": "",
            "page": "/herkennen/",
            "soort": "klopt-niet",
            "website": "",
            "jonger": "nee",
            **changes,
        },
    )


def test_every_page_leads_to_the_form_with_that_page_filled_in(
    home: HomePage, client: PageClient
) -> None:
    assert 'href="/bericht/?over=%2Fherkennen%2F"' in client.get("/herkennen/").content.decode()
    form = client.get("/bericht/?over=/herkennen/").content.decode()
    assert 'name="page" value="/herkennen/"' in form


def test_an_address_that_is_a_secret_is_not_passed_on(home: HomePage, client: PageClient) -> None:
    html = client.get("/inloggen/eerste-keer/geheime-sleutel/").content.decode()
    assert "over=%2F" not in html
    for address in (
        "/inloggen/eerste-keer/geheime-sleutel/",
        "//elders.example/",
        "javascript:alert(1)",
        "/a\nb",
        "/" + "x" * 400,
    ):
        assert 'name="page" id' in client.get("/bericht/", {"over": address}).content.decode()


def test_what_is_wrong_waits_for_who_can_mend_it(
    home: HomePage, client: PageClient, cast: SimpleNamespace
) -> None:
    assert send(client)["Location"] == "/bericht/verstuurd/"
    log_in(client, cast.ilse)
    assert TEXT in client.get("/beheer/wachtrij/").content.decode()
    log_in(client, cast.pieter)
    assert TEXT not in client.get("/beheer/wachtrij/").content.decode()


def test_a_message_for_the_bureau_is_not_for_the_editors(
    home: HomePage, client: PageClient, cast: SimpleNamespace
) -> None:
    send(client, soort="", page="")
    log_in(client, cast.ilse)
    assert TEXT not in client.get("/beheer/wachtrij/").content.decode()
    log_in(client, cast.anouk)
    assert TEXT in client.get("/beheer/wachtrij/").content.decode()


def test_who_left_an_address_hears_that_it_came_and_what_came_of_it(
    home: HomePage, client: PageClient, cast: SimpleNamespace
) -> None:
    send(client, email="lezer@voorbeeld.example")
    log_in(client, cast.ilse)
    address = f"/beheer/wachtrij/klopt-niet/{Message.objects.get().pk}/besluit/"
    said = "Het boek staat er weer."
    client.post(address, {"besluit": "verholpen", "tekst": said, "getoond": said, "zeker": "ja"})
    client.post(address, {"besluit": "verholpen", "zeker": "ja"})
    came, mended = OutgoingMail.objects.order_by("pk")
    assert {came.to, mended.to} == {"lezer@voorbeeld.example"}
    assert TEXT not in came.text
    assert "Het boek staat er weer." in mended.text
    assert AuditLine.objects.filter(subject_type="queue.klopt-niet").count() == 1


def test_who_left_none_is_not_mailed(home: HomePage, client: PageClient) -> None:
    send(client)
    assert not OutgoingMail.objects.exists()


def test_what_is_laid_aside_can_wait_again(
    home: HomePage, client: PageClient, cast: SimpleNamespace
) -> None:
    send(client)
    log_in(client, cast.ilse)
    pk = Message.objects.get().pk
    client.post(f"/beheer/wachtrij/klopt-niet/{pk}/besluit/", {"besluit": "opzij"})
    assert not Message.objects.waiting("klopt-niet").exists()
    client.post(f"/beheer/wachtrij/klopt-niet/{pk}/terug/")
    assert Message.objects.waiting("klopt-niet").exists()


def test_a_double_click_is_one_message(home: HomePage, client: PageClient) -> None:
    for _ in range(3):
        send(client, email="lezer@voorbeeld.example")
    assert Message.objects.count() == 1
    assert OutgoingMail.objects.count() == 1


def test_what_fills_in_everything_is_thanked_and_forgotten(
    home: HomePage, client: PageClient
) -> None:
    assert send(client, website="https://casino.example")["Location"] == "/bericht/verstuurd/"
    assert not Message.objects.exists()


def test_a_citizen_number_is_refused_and_nothing_typed_is_lost(
    home: HomePage, client: PageClient
) -> None:
    response = send(
        client, text="Het nummer 111222333 staat op de pagina.", email="lezer@voorbeeld.example"
    )
    html = response.content.decode()
    assert response.status_code == 422
    assert "lezer@voorbeeld.example" in html
    assert "staat op de pagina" in html
    assert not Message.objects.exists()


def test_the_seventh_message_of_an_hour_has_to_wait(home: HomePage, client: PageClient) -> None:
    statuses = [send(client, text=f"{TEXT} {number}").status_code for number in range(7)]
    assert statuses == [302] * 6 + [429]


def test_the_contact_page_has_the_form(home: HomePage, client: PageClient) -> None:
    html = client.get("/contact/").content.decode()
    assert 'action="/bericht/"' in html
    assert 'value="klopt-niet"' not in html


def test_a_message_is_kept_for_ninety_days_after_the_decision(
    home: HomePage, client: PageClient, cast: SimpleNamespace
) -> None:
    send(client)
    send(client, text="Een ander bericht dat nog wacht.")
    Message.decide(str(Message.objects.get(text=TEXT).pk), MessageState.ASIDE)
    with time_machine.travel(timezone.now() + timedelta(days=91)):
        assert data_categories["messages"].sweep() == 1
    assert Message.objects.get().text == "Een ander bericht dat nog wacht."


def test_somebody_takes_along_what_they_sent_and_is_forgotten(
    home: HomePage, client: PageClient, cast: SimpleNamespace
) -> None:
    send(client, email=cast.sanne.user.email.upper())
    assert export_all(cast.sanne.user)["Je berichten aan het bureau"][0]["bericht"] == TEXT
    data_categories["messages"].erase(cast.sanne.user)
    assert not Message.objects.exists()

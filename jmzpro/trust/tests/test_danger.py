"""Danger is heard wherever somebody types: the numbers come first, and who is on duty is called."""

from types import SimpleNamespace

import pytest
from django.test import Client

from jmzpro.mail.models import OutgoingMail
from jmzpro.pages.models import Message
from jmzpro.search.models import AskedToday
from jmzpro.trust.models import Alarm, RateWindow

SAID = "Ik ben 14 en ik wor thuis geslage door me vader"
FIRST = "Wij lezen dit niet meteen. Is er nu gevaar, bel 112."


def comes_first(page: str) -> bool:
    return FIRST in page and page.index(FIRST) < page.index("<main")


def calls() -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(template="office/mail/on_duty"))


def write_to_the_office(client: Client, text: str = SAID) -> str:
    response = client.post("/bericht/", {"text": text, "email": "", "website": "", "jonger": "nee"})
    assert response.status_code == 200
    return response.content.decode()


def test_after_a_message_the_numbers_come_first_and_the_way_on_is_there(client: Client, cast: SimpleNamespace) -> None:
    page = write_to_the_office(client)
    assert comes_first(page)
    assert 'href="/bericht/verstuurd/"' in page
    assert Message.objects.get().text == SAID


def test_who_is_on_duty_hears_where_and_when_and_no_word_of_it(client: Client, cast: SimpleNamespace) -> None:
    write_to_the_office(client)
    mails = calls()
    assert {mail.to for mail in mails} == {person.user.email for person in (cast.anouk, cast.pieter, cast.beheer)}
    for mail in mails:
        said = f"{mail.subject}\n{mail.text}\n{mail.html}".lower()
        assert not [word for word in ("geslage", "vader", "thuis", "ik ben") if word in said]
        assert "bericht aan het bureau" in said


def test_an_ordinary_message_calls_nobody(client: Client, cast: SimpleNamespace) -> None:
    response = client.post("/bericht/", {"text": "Wanneer is de netwerkdag?", "email": "", "website": "", "jonger": "nee"})
    assert response["Location"] == "/bericht/verstuurd/"
    assert not Alarm.objects.exists()
    assert not calls()


def test_a_form_that_is_refused_shows_the_numbers_and_tells_nobody(client: Client, cast: SimpleNamespace) -> None:
    response = client.post("/bericht/", {"text": SAID, "email": "geen adres", "website": "", "jonger": "nee"})
    assert response.status_code == 422
    assert comes_first(response.content.decode())
    assert not Alarm.objects.exists()
    assert not calls()


@pytest.mark.parametrize("address", ["/zoeken/?q=", "/leden/?q=", "/kennisbank/?q=", "/agenda/?q=", "/durf-te-vragen/?zoek="])
def test_a_search_shows_the_numbers_above_what_was_found_and_keeps_nothing(client: Client, cast: SimpleNamespace, address: str) -> None:
    response = client.get(f"{address}kind+wordt+geslagen", follow=True)
    assert comes_first(response.content.decode())
    assert "no-store" in response["Cache-Control"]
    assert not Alarm.objects.exists()
    assert not calls()
    assert not AskedToday.objects.exists()


def test_hulp_vinden_shows_the_numbers_and_keeps_nothing(client: Client, cast: SimpleNamespace) -> None:
    response = client.post("/hulp-vinden/voor-jou/", {"words": "ik wil nie meer leve"})
    page = response.content.decode()
    assert comes_first(page)
    assert not Alarm.objects.exists()
    assert not calls()


@pytest.mark.parametrize("text", [SAID, "Mijn moeder is ziek. Wie kan mij helpen?", ""])
def test_of_who_is_younger_than_eighteen_nothing_is_kept(client: Client, cast: SimpleNamespace, text: str) -> None:
    sent = {"text": text, "email": "kind@ergens.example", "website": "", "jonger": "ja"}
    for _ in range(8):
        response = client.post("/bericht/", sent)
        assert response.status_code == 200
    page = response.content.decode()
    assert FIRST in page
    assert "samen met een volwassene" in page
    assert text in page
    assert "no-store" in response["Cache-Control"]
    assert not Message.objects.exists()
    assert not Alarm.objects.exists()
    assert not OutgoingMail.objects.exists()
    assert not RateWindow.objects.exists()


def test_who_does_not_say_how_old_is_asked(client: Client, cast: SimpleNamespace) -> None:
    response = client.post("/bericht/", {"text": "Wanneer is de netwerkdag?", "email": "", "website": ""})
    assert response.status_code == 422
    assert "Kies ja of nee." in response.content.decode()
    assert not Message.objects.exists()

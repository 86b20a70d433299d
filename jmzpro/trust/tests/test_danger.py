"""Danger is heard wherever somebody types: the numbers come first, and who is on duty is called."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from jmzpro.agenda.submission.tests import filled_in as activity
from jmzpro.mail.models import OutgoingMail
from jmzpro.members.membership.tests import filled_in as application
from jmzpro.office.bootstrap import make_roles
from jmzpro.pages.models import Message
from jmzpro.questions.tests.asked import ask
from jmzpro.search.models import AskedToday
from jmzpro.support.tests.made import make_service
from jmzpro.testing.login import log_in
from jmzpro.trust.idempotency import new_key
from jmzpro.trust.models import MOST_CALLS_AN_HOUR, Alarm, RateWindow
from jmzpro.work import after_response

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


def test_after_a_message_the_numbers_come_first_and_the_way_on_is_there(
    client: Client, cast: SimpleNamespace
) -> None:
    page = write_to_the_office(client)
    assert comes_first(page)
    assert 'href="/bericht/verstuurd/"' in page
    assert Message.objects.get().text == SAID


def test_who_is_on_duty_hears_where_and_when_and_no_word_of_it(
    client: Client, cast: SimpleNamespace
) -> None:
    write_to_the_office(client)
    mails = calls()
    assert {mail.to for mail in mails} == {
        person.user.email for person in (cast.anouk, cast.pieter, cast.beheer)
    }
    for mail in mails:
        said = f"{mail.subject}\n{mail.text}\n{mail.html}".lower()
        assert not [word for word in ("geslage", "vader", "thuis", "ik ben") if word in said]
        assert "bericht aan het bureau" in said


def test_an_ordinary_message_calls_nobody(client: Client, cast: SimpleNamespace) -> None:
    response = client.post(
        "/bericht/",
        {"text": "Wanneer is de netwerkdag?", "email": "", "website": "", "jonger": "nee"},
    )
    assert response["Location"] == "/bericht/verstuurd/"
    assert not Alarm.objects.exists()
    assert not calls()


def test_a_form_that_is_refused_shows_the_numbers_and_tells_nobody(
    client: Client, cast: SimpleNamespace
) -> None:
    response = client.post(
        "/bericht/", {"text": SAID, "email": "geen adres", "website": "", "jonger": "nee"}
    )
    assert response.status_code == 422
    assert comes_first(response.content.decode())
    assert not Alarm.objects.exists()
    assert not calls()


@pytest.mark.parametrize(
    "address",
    ["/zoeken/?q=", "/leden/?q=", "/kennisbank/?q=", "/agenda/?q=", "/durf-te-vragen/?zoek="],
)
def test_a_search_shows_the_numbers_above_what_was_found_and_keeps_nothing(
    client: Client, cast: SimpleNamespace, address: str
) -> None:
    response = client.get(f"{address}kind+wordt+geslagen", follow=True)
    assert comes_first(response.content.decode())
    assert "no-store" in response["Cache-Control"]
    assert not Alarm.objects.exists()
    assert not calls()
    assert not AskedToday.objects.exists()


def test_while_somebody_types_it_in_the_search_box_the_numbers_are_offered_first(
    client: Client, cast: SimpleNamespace
) -> None:
    offered = client.get("/zoeken/suggesties/", {"q": "ik word geslagen"}).json()["suggestions"]
    assert offered[0]["url"] == "tel:112"
    assert {"tel:08002000", "tel:113", "tel:08000432"} <= {one["url"] for one in offered}
    assert not [
        one
        for one in client.get("/zoeken/suggesties/", {"q": "brusjes"}).json()["suggestions"]
        if one["url"].startswith("tel:")
    ]


def test_a_search_for_danger_is_not_even_counted(client: Client, cast: SimpleNamespace) -> None:
    after_response.forget()
    for _ in range(3):
        client.get("/zoeken/", {"q": "mijn vader slaat me"})
    after_response.do_all()
    assert not AskedToday.objects.exists()


def test_hulp_vinden_shows_the_numbers_and_keeps_nothing(
    client: Client, cast: SimpleNamespace
) -> None:
    response = client.post("/hulp-vinden/voor-jou/", {"words": "ik wil nie meer leve"})
    page = response.content.decode()
    assert comes_first(page)
    assert not Alarm.objects.exists()
    assert not calls()


def about_a_service(client: Client, cast: SimpleNamespace) -> tuple[str, dict[str, str]]:
    return f"/hulp-vinden/aanbod/{make_service().slug}/klopt-niet/", {
        "text": SAID,
        "email": "",
        "website": "",
    }


def an_application(client: Client, cast: SimpleNamespace) -> tuple[str, dict[str, str]]:
    return "/lid-worden/aanmelden/", application.typed(motivation=SAID)


def an_activity(client: Client, cast: SimpleNamespace) -> tuple[str, dict[str, str]]:
    return "/agenda/toevoegen/", activity.typed(summary=SAID)


def an_answer(client: Client, cast: SimpleNamespace) -> tuple[str, dict[str, str]]:
    question = ask(cast.sanne)
    client.force_login(cast.daan.user)
    return f"{question.get_absolute_url()}antwoord/", {
        "text": SAID,
        "text_nagekeken": "on",
        "eenmalig": new_key(),
    }


def an_offer(client: Client, cast: SimpleNamespace) -> tuple[str, dict[str, str]]:
    client.force_login(cast.daan.user)
    day = timezone.localdate() + timedelta(days=30)
    more = {
        "kind": "materiaal",
        "eenmalig": new_key(),
        "until": day.isoformat(),
        "copies": "1",
        "text_nagekeken": "on",
    }
    return "/durf-te-vragen/aanbod/breng-iets/", {"title": "Een lespakket", "text": SAID, **more}


@pytest.mark.parametrize(
    "filled_in", [about_a_service, an_application, an_activity, an_answer, an_offer]
)
def test_each_form_brings_the_numbers_and_what_was_sent_calls_who_is_on_duty(
    client: Client, cast: SimpleNamespace, filled_in: Any
) -> None:
    address, sent = filled_in(client, cast)
    response = client.post(address, sent)
    page = response.content.decode()
    assert comes_first(page), (response.status_code, response.headers)
    is_sent = "Ga verder" in page
    assert response.status_code == (200 if is_sent else 422)
    assert Alarm.objects.count() == len({mail.cause for mail in calls()}) == int(is_sent)


def test_it_stands_on_top_of_the_queue_marked_with_the_way_to_it(
    client: Client, cast: SimpleNamespace
) -> None:
    make_roles()
    client.post(
        "/bericht/",
        {"text": "Wanneer is de netwerkdag?", "email": "", "website": "", "jonger": "nee"},
    )
    write_to_the_office(client)
    question = ask(cast.sanne)
    client.force_login(cast.daan.user)
    client.post(
        f"{question.get_absolute_url()}antwoord/",
        {"text": SAID, "text_nagekeken": "on", "eenmalig": new_key()},
    )
    client.logout()
    log_in(client, cast.anouk)
    page = client.get("/beheer/wachtrij/").content.decode()
    assert (
        page.index("Woorden van gevaar: Bericht")
        < page.index(SAID)
        < page.index("Wanneer is de netwerkdag?")
    )
    assert page.count(">Gevaar</strong>") == 3
    alarm = Alarm.objects.get(where="Durf te Vragen")
    assert f'href="{alarm.path}"' in page
    assert client.get(alarm.path).status_code == 200


def test_who_takes_it_up_is_first_and_can_take_that_back(
    client: Client, cast: SimpleNamespace
) -> None:
    make_roles()
    write_to_the_office(client)
    alarm = Alarm.objects.get()
    log_in(client, cast.anouk)
    for _ in range(2):
        client.post(f"/beheer/wachtrij/gevaar/{alarm.pk}/besluit/", {"besluit": "opgepakt"})
    alarm.refresh_from_db()
    assert alarm.seen_at is not None
    client.post(f"/beheer/wachtrij/gevaar/{alarm.pk}/terug/")
    alarm.refresh_from_db()
    assert alarm.seen_at is None


def test_no_flood_of_alarms_becomes_a_flood_of_mails(cast: SimpleNamespace) -> None:
    for _ in range(MOST_CALLS_AN_HOUR + 5):
        Alarm.raise_alarm("Bericht aan het bureau")
    assert Alarm.objects.open().count() == MOST_CALLS_AN_HOUR + 5
    assert len({mail.cause for mail in calls()}) == MOST_CALLS_AN_HOUR


@pytest.mark.parametrize("text", [SAID, "Mijn moeder is ziek. Wie kan mij helpen?", ""])
def test_of_who_is_younger_than_eighteen_nothing_is_kept(
    client: Client, cast: SimpleNamespace, text: str
) -> None:
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
    response = client.post(
        "/bericht/", {"text": "Wanneer is de netwerkdag?", "email": "", "website": ""}
    )
    assert response.status_code == 422
    assert "Kies ja of nee." in response.content.decode()
    assert not Message.objects.exists()

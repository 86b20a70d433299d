"""Registering as a visitor does: one form, one mail, one's own page."""

import re
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from jmzpro.agenda.activity import schedule
from jmzpro.agenda.models import Activity
from jmzpro.agenda.registration import booking, emails
from jmzpro.agenda.registration.models import Desk, Participant, Registration, RegistrationAnswer
from jmzpro.agenda.registration.tests.made import make_children_day, make_training, sign_up, state
from jmzpro.mail.models import OutgoingMail
from jmzpro.mail.suppression import unwanted_among

FORM = {"name": "Eva de Wit", "email": "Eva@Deelnemer.example", "organisation": "Steunpunt Noord"}


def send(client: Client, desk: Desk, **changes: Any) -> Any:
    return client.post(f"{desk.activity.get_absolute_url()}aanmelden/", {**FORM, **changes})


def last_mail(to: str = "eva@deelnemer.example") -> OutgoingMail:
    return OutgoingMail.objects.filter(to=to).latest("pk")


def test_a_visitor_registers_without_an_account_and_gets_the_page_by_mail(
    client: Client, cast: SimpleNamespace
) -> None:
    desk = make_training(cast)
    assert "Nog 3 plekken" in client.get(desk.activity.get_absolute_url()).content.decode()
    answer = send(client, desk)
    assert "Kijk in je mail" in client.get(answer["Location"]).content.decode()
    registration = Registration.objects.get()
    assert registration.get_absolute_url() in last_mail().text
    page = client.post(f"{registration.get_absolute_url()}plek/", follow=True).content.decode()
    assert "Je hebt een plek" in page
    assert "Eva de Wit" in page
    assert "Nog 2 plekken" in client.get(desk.activity.get_absolute_url()).content.decode()


def test_the_answer_is_the_same_for_an_address_that_was_there_and_the_mail_tells(
    client: Client, cast: SimpleNamespace
) -> None:
    desk = make_training(cast)
    answers = []
    for email in ("eva@deelnemer.example", "EVA@deelnemer.example ", "nieuw@deelnemer.example"):
        answer = send(client, desk, email=email, name="Iemand")
        answers.append(
            (answer.status_code, answer["Location"], client.get(answer["Location"]).content)
        )
    assert len(set(answers)) == 1
    assert Registration.objects.count() == 2
    assert Registration.objects.first() is not None
    assert last_mail().template == "agenda/registering/mail/already"
    assert "We houden een plek voor je vast" in last_mail().text
    assert (
        Participant.objects.filter(registration__email="eva@deelnemer.example").get().name
        == "Iemand"
    )


def test_one_address_is_not_mailed_without_end(client: Client, cast: SimpleNamespace) -> None:
    desk = make_training(cast)
    for _ in range(8):
        assert send(client, desk).status_code == 302
    assert OutgoingMail.objects.filter(to="eva@deelnemer.example").count() == 2


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"email": "geen-adres"}, "e-mailadres"),
        ({"name": ""}, "verplicht"),
        ({"companions": "A de Vries\nB de Vries\nC de Vries"}, "hoogstens 2 mensen"),
        ({"name": "123456782"}, "burgerservicenummer"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    client: Client, cast: SimpleNamespace, changes: dict[str, str], said: str
) -> None:
    desk = make_training(cast, largest_group=2)
    response = send(client, desk, **changes)
    assert response.status_code == 422
    page = response.content.decode()
    assert said.lower() in page.lower()
    assert "Steunpunt Noord" in page
    assert not Registration.objects.exists()


def test_more_people_than_there_are_places_in_all_hear_how_many_there_are(
    client: Client, cast: SimpleNamespace
) -> None:
    desk = make_training(cast, capacity=2, largest_group=4)
    response = send(client, desk, companions="A de Vries\nB de Vries")
    assert response.status_code == 422
    assert "in totaal 2 plekken" in response.content.decode()


def test_a_group_has_a_ticket_each_and_the_waiting_list_says_its_number(
    client: Client, cast: SimpleNamespace
) -> None:
    desk = make_training(cast, capacity=3, largest_group=3)
    send(client, desk, companions="Bram Vos\n\n Carla Smit ")
    group = Registration.objects.get()
    page = client.get(group.get_absolute_url()).content.decode()
    assert "We houden jullie 3 plekken nog 17 uur vast" in page
    page = client.post(f"{group.get_absolute_url()}plek/", follow=True).content.decode()
    assert "Jullie hebben 3 plekken" in page
    assert re.search("Bram Vos.*Carla Smit", page, re.DOTALL)
    assert (
        "Vol, maar er is een wachtlijst"
        in client.get(f"{desk.activity.get_absolute_url()}aanmelden/").content.decode()
    )
    for who in ("dirk", "femke"):
        send(client, desk, name=who, email=f"{who}@deelnemer.example")
    last = Registration.objects.get(email="femke@deelnemer.example")
    assert (
        "Je bent nummer 2 op de wachtlijst" in client.get(last.get_absolute_url()).content.decode()
    )
    assert "Je bent nummer 2." in last_mail("femke@deelnemer.example").text


def test_colleagues_are_named_freely_and_a_child_among_them_is_given_back(
    client: Client, cast: SimpleNamespace
) -> None:
    desk = make_training(cast, capacity=9, largest_group=4)
    refused = send(
        client,
        desk,
        companions="Bram Vos\nKim de Vries, 9 jaar, groep 6 van basisschool De Vlinder",
    )
    assert refused.status_code == 422
    assert "Hieraan is één kind of gezin te herkennen" in refused.content.decode()
    assert (
        send(
            client,
            desk,
            name="Petra Jansen",
            organisation="Basisschool De Ark",
            companions="Bram Vos\nCarla Smit",
        ).status_code
        == 302
    )


def test_for_children_there_is_nothing_to_tell_about_a_child(
    client: Client, cast: SimpleNamespace
) -> None:
    desk = make_children_day(cast)
    desk.questions.create(label="Heeft je kind een allergie?")
    address = f"{desk.activity.get_absolute_url()}aanmelden/"
    page = client.get(address).content.decode()
    assert "allergie" not in page
    fields = set(
        re.findall(
            r'<(?:input|textarea|select)[^>]* name="([^"]+)"',
            page.partition("<main")[2].partition("</main>")[0],
        )
    )
    assert fields == {"email", "people"}
    sneaked = {
        "name": "Kind van Vries",
        "companions": "Nog een kind",
        "organisation": "De klas",
        f"vraag_{desk.questions.get().pk}": "Ja",
    }
    client.post(address, {"email": "ouder@gezin.example", "people": "2", **sneaked})
    registration = Registration.objects.get()
    assert (registration.name, registration.organisation, registration.people) == ("", "", 2)
    assert not Participant.objects.exists()
    assert not RegistrationAnswer.objects.exists()
    assert "Kind van Vries" not in last_mail("ouder@gezin.example").text
    direct = booking.RegistrationInput(
        "oma@gezin.example",
        names=["Kind"],
        organisation="De klas",
        answers={desk.questions.get().pk: "Ja"},
    )
    assert booking.register(desk, direct, is_proven=True).name == ""
    assert not RegistrationAnswer.objects.exists()


def test_of_a_series_for_children_one_registers_for_a_date(
    client: Client, cast: SimpleNamespace
) -> None:
    desk = make_children_day(cast)
    Activity.objects.filter(pk=desk.activity_id).update(rrule="FREQ=WEEKLY;COUNT=4")
    desk.activity.refresh_from_db()
    schedule.reschedule(desk.activity)
    dates = list(desk.activity.occurrences.order_by("starts_at"))
    address = f"{desk.activity.get_absolute_url()}aanmelden/"
    assert client.post(address, {"email": "ouder@gezin.example", "people": "1"}).status_code == 422
    for date in dates[:2]:
        assert (
            client.post(
                address, {"email": "ouder@gezin.example", "people": "1", "date": str(date.pk)}
            ).status_code
            == 302
        )
    assert [one.gathering.starts_at for one in Registration.objects.all()] == [
        date.starts_at for date in dates[:2]
    ]


def test_members_go_first_until_a_date(client: Client, cast: SimpleNamespace) -> None:
    later = timezone.now() + timedelta(days=2)
    desk = make_training(cast, who_may="leden-eerst", members_until=later)
    address = f"{desk.activity.get_absolute_url()}aanmelden/"
    assert "voor leden van het netwerk" in client.get(address).content.decode()
    assert send(client, desk).status_code == 409
    client.force_login(cast.daan.user)
    page = client.get(address).content.decode()
    assert cast.daan.name in page
    assert cast.daan.user.email in page
    assert send(client, desk).status_code == 302
    client.logout()
    Desk.objects.update(members_until=timezone.now() - timedelta(minutes=1))
    assert send(client, desk, email="ander@deelnemer.example").status_code == 302


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"opens_at": timedelta(days=1)}, "Aanmelden kan vanaf"),
        ({"closes_at": timedelta(days=-1)}, "Aanmelden kon tot"),
    ],
)
def test_before_and_after_its_time_it_says_when(
    client: Client, cast: SimpleNamespace, changes: dict[str, timedelta], said: str
) -> None:
    desk = make_training(cast)
    Desk.objects.update(**{name: timezone.now() + away for name, away in changes.items()})
    assert said in client.get(f"{desk.activity.get_absolute_url()}aanmelden/").content.decode()
    assert send(client, desk).status_code == 409
    assert not Registration.objects.exists()


def test_what_is_cancelled_or_has_no_desk_takes_nobody(
    client: Client, cast: SimpleNamespace
) -> None:
    desk = make_training(cast)
    desk.activity.cancel(by=None)
    assert send(client, desk).status_code == 409
    other = make_training(cast, "Een andere training")
    Activity.objects.filter(pk=other.activity_id).update(registration="geen")
    assert send(client, other).status_code == 404


def test_questions_are_asked_and_their_answers_kept(client: Client, cast: SimpleNamespace) -> None:
    desk = make_training(cast)
    meal = desk.questions.create(
        label="Wat eet je?", kind="een", options="Vegetarisch\nAlles", is_required=True
    )
    topics = desk.questions.create(
        label="Waarover?", kind="meer", options="Spelen\nPraten\nSchrijven"
    )
    wish = desk.questions.create(label="Wat wil je leren?", kind="tekst")
    assert send(client, desk).status_code == 422
    answers = {
        f"vraag_{meal.pk}": "Alles",
        f"vraag_{topics.pk}": ["Spelen", "Schrijven"],
        f"vraag_{wish.pk}": "Beginnen.",
    }
    assert send(client, desk, **answers).status_code == 302
    assert [one.text for one in RegistrationAnswer.objects.all()] == [
        "Alles",
        "Spelen\nSchrijven",
        "Beginnen.",
    ]
    change = client.get(
        f"{Registration.objects.get().get_absolute_url()}wijziging/"
    ).content.decode()
    assert re.search(r'value="Schrijven"[^>]*checked', change)


def test_one_changes_it_by_the_link_and_a_group_only_shrinks(
    client: Client, cast: SimpleNamespace
) -> None:
    desk = make_training(cast, capacity=3, largest_group=3)
    registration, waiting = sign_up(desk, "eva", 3), sign_up(desk, "bram")
    ticket = registration.participants.order_by("pk")[0].code
    address = f"{registration.get_absolute_url()}wijziging/"
    more = {"name": "Eva", "companions": "A de Vries\nB de Vries\nC de Vries"}
    assert client.post(address, more).status_code == 422
    assert (
        client.post(address, {"name": "Eva van Dam", "companions": "A de Vries"}).status_code == 302
    )
    registration.refresh_from_db()
    assert (registration.people, registration.name) == (2, "Eva van Dam")
    assert [one.name for one in registration.participants.all()] == ["Eva van Dam", "A de Vries"]
    assert registration.participants.order_by("pk")[0].code == ticket
    assert state(waiting) == "plek"


def test_opening_a_mailed_page_changes_nothing_and_cancelling_forgets_at_once(
    client: Client, cast: SimpleNamespace
) -> None:
    desk = make_training(cast, capacity=1)
    registration, waiting = sign_up(desk, "eva"), sign_up(desk, "bram")
    leave = f"{registration.get_absolute_url()}afmelding/"
    assert "Meld me af" in client.get(leave).content.decode()
    assert state(registration) == "plek"
    assert "Je staat er niet meer op" in client.post(leave).content.decode()
    assert client.post(leave).status_code == 200
    registration.refresh_from_db()
    assert (registration.email, registration.name, state(waiting)) == ("", "", "plek")
    assert (
        "Je staat er niet meer op" in client.get(registration.get_absolute_url()).content.decode()
    )
    assert sign_up(desk, "eva").pk != registration.pk
    assert OutgoingMail.objects.filter(template__endswith="/cancelled").count() == 1


def test_a_mail_program_leaves_the_list_by_itself(cast: SimpleNamespace) -> None:
    desk = make_training(cast, capacity=1)
    sign_up(desk, "eva")
    waiting = sign_up(desk, "bram")
    address = last_mail("bram@deelnemer.example").unsubscribe_url
    path = address[address.index("/agenda/") :]
    stranger = Client(enforce_csrf_checks=True, headers={"origin": "https://mail.elders.example"})
    assert stranger.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert state(waiting) == "weg"


def test_who_wants_no_reminder_says_so_and_can_take_it_back(
    client: Client, cast: SimpleNamespace
) -> None:
    registration = sign_up(make_training(cast), "eva")
    address = f"{registration.get_absolute_url()}mail/"
    client.get(address)
    registration.refresh_from_db()
    assert not registration.wants_no_mail
    client.post(address)
    registration.refresh_from_db()
    assert registration.wants_no_mail
    client.post(address, {"weer": "ja"})
    registration.refresh_from_db()
    assert not registration.wants_no_mail


def test_what_still_waits_for_who_stopped_it_is_unwanted(
    client: Client, cast: SimpleNamespace
) -> None:
    registration = sign_up(make_training(cast), "eva")
    emails.reminder(registration)
    address = last_mail().unsubscribe_url
    assert unwanted_among({address}) == set()
    client.post(f"{registration.get_absolute_url()}mail/")
    assert unwanted_among({address}) == {address}


def test_an_offered_place_is_taken_by_one_click_on_the_page(
    client: Client, cast: SimpleNamespace
) -> None:
    desk = make_training(cast, capacity=1, confirm_within=24)
    first, second = sign_up(desk, "eva"), sign_up(desk, "bram")
    booking.cancel(first)
    page = client.get(second.get_absolute_url()).content.decode()
    assert "Ja, ik kom" in page
    assert state(second) == "aangeboden"
    assert (
        "Je hebt een plek"
        in client.post(f"{second.get_absolute_url()}plek/", follow=True).content.decode()
    )


def test_the_online_link_is_for_who_has_a_place(client: Client, cast: SimpleNamespace) -> None:
    link = "https://bijeenkomst.voorbeeld.example/zaal"
    desk = make_training(cast, capacity=1, activity={"where": "online", "online_link": link})
    placed, waiting = sign_up(desk, "eva"), sign_up(desk, "bram")
    assert link in client.get(placed.get_absolute_url()).content.decode()
    assert link not in client.get(waiting.get_absolute_url()).content.decode()
    assert link not in client.get(desk.activity.get_absolute_url()).content.decode()
    assert not OutgoingMail.objects.filter(text__contains=link).exists()


def test_an_unknown_token_finds_nobody(client: Client, cast: SimpleNamespace) -> None:
    assert client.get("/agenda/aanmelding/bestaat-niet/").status_code == 404

"""The contact manages the people of the own organisation, and nobody else does."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from jmzpro.mail.models import OutgoingMail
from jmzpro.members.models import Move, Organisation, Person, User
from jmzpro.members.team import colleagues
from jmzpro.testing.queries import assert_flat
from jmzpro.trust.idempotency import new_key
from jmzpro.trust.models import AuditLine

pytestmark = pytest.mark.django_db
TEAM = "/mijn/organisatie/mensen/"


@pytest.fixture
def contact(client: Client, cast: SimpleNamespace) -> Client:
    """Sanne keeps Steunpunt De Brug; Youssef works there."""
    User.objects.filter(pk__in=[cast.sanne.user_id, cast.youssef.user_id]).update(
        last_login=timezone.now()
    )
    client.force_login(cast.sanne.user)
    return client


def invited(client: Client, **changes: Any) -> Any:
    typed = {
        "name": "Mila de Groot",
        "email": "Mila@Brug.example",
        "function": "consulent",
        "role": "consulent",
        "eenmalig": new_key(),
    }
    return client.post(f"{TEAM}uitnodigen/", {**typed, **changes})


def test_the_contact_sees_who_works_there_by_surname_with_the_last_login(
    contact: Client, cast: SimpleNamespace
) -> None:
    page = contact.get(TEAM).content.decode()
    assert page.index("Youssef el Idrissi") < page.index("Sanne Vermeer")
    assert "Laatst ingelogd" in page
    assert "Wim de Boer" not in page
    assert "Marijke Hoekstra" not in page


def test_a_colleague_who_is_invited_gets_an_account_and_a_mail_that_says_by_whom(
    contact: Client, cast: SimpleNamespace
) -> None:
    assert invited(contact)["Location"] == TEAM
    mila = Person.objects.get(user__email="mila@brug.example")
    assert mila.organisation == cast.brug
    mail = OutgoingMail.objects.get(to="mila@brug.example")
    assert "Sanne Vermeer van Steunpunt De Brug" in mail.reason
    assert "nog niet ingelogd" in contact.get(TEAM).content.decode()
    assert AuditLine.objects.filter(
        action="person.added", subject_id=str(mila.pk), actor=cast.sanne.user
    ).exists()


def test_a_double_click_invites_once(contact: Client) -> None:
    same = new_key()
    for _ in range(2):
        invited(contact, eenmalig=same)
    assert Person.objects.filter(name="Mila de Groot").count() == 1
    assert OutgoingMail.objects.count() == 1


@pytest.mark.parametrize("field", ["name", "email", "role"])
def test_what_is_missing_is_said_and_what_was_typed_stays(contact: Client, field: str) -> None:
    response = invited(contact, **{field: ""})
    assert response.status_code == 422
    kept = "mila@brug.example" if field == "name" else "Mila de Groot"
    assert kept in response.content.decode().lower() or kept in response.content.decode()
    assert not Person.objects.filter(name="Mila de Groot").exists()


def test_a_colleague_who_is_there_already_is_said(contact: Client) -> None:
    response = invited(contact, email="YOUSSEF@cast.example")
    assert response.status_code == 422
    assert "Youssef el Idrissi staat al bij jullie mensen" in response.content.decode()


def test_an_address_with_an_account_elsewhere_looks_the_same_and_gets_a_mail_to_come_over(
    contact: Client, cast: SimpleNamespace
) -> None:
    response = contact.get(invited(contact, email="daan@cast.example", name="Iemand")["Location"])
    page = response.content.decode()
    assert "daan@cast.example" in page
    assert "Daan Kolkman" not in page
    cast.daan.refresh_from_db()
    assert cast.daan.organisation == cast.ijssel
    mail = OutgoingMail.objects.get()
    assert (mail.to, mail.template) == ("daan@cast.example", "members/team/mail/come_over")
    invited(contact, email="daan@cast.example")
    assert Move.objects.count() == OutgoingMail.objects.count() == 1


@pytest.mark.parametrize("address", ["wim@cast.example", "anouk@cast.example"])
def test_an_account_that_is_closed_or_of_the_office_is_left_to_the_office(
    contact: Client, cast: SimpleNamespace, address: str
) -> None:
    response = invited(contact, email=address)
    assert response.status_code == 422
    assert "Stuur het bureau een bericht" in response.content.decode()
    assert not OutgoingMail.objects.exists()


def test_an_invitation_that_was_not_used_can_be_taken_back_and_the_address_invited_again(
    contact: Client, cast: SimpleNamespace
) -> None:
    invited(contact)
    mila = Person.objects.get(user__email="mila@brug.example")
    assert contact.get(f"{TEAM}{mila.public_id}/intrekken/").status_code == 200
    contact.post(f"{TEAM}{mila.public_id}/intrekken/")
    assert not User.objects.filter(email="mila@brug.example").exists()
    assert "is ingetrokken" in contact.get(TEAM).content.decode()
    assert "Mila" not in contact.get(TEAM).content.decode()
    invited(contact)
    assert User.objects.filter(email="mila@brug.example").exists()


def test_an_invitation_that_was_used_is_not_taken_back(
    contact: Client, cast: SimpleNamespace
) -> None:
    response = contact.post(f"{TEAM}{cast.youssef.public_id}/intrekken/", follow=True)
    assert "intussen veranderd" in response.content.decode()
    cast.youssef.refresh_from_db()
    assert cast.youssef.name == "Youssef el Idrissi"


def test_an_invitation_goes_once_a_day(contact: Client) -> None:
    invited(contact)
    mila = Person.objects.get(user__email="mila@brug.example")
    response = contact.post(f"{TEAM}{mila.public_id}/herinnering/", follow=True)
    assert "kreeg vandaag al een uitnodiging" in response.content.decode()


def test_name_function_and_role_are_the_contacts_and_the_rest_is_not(
    contact: Client, cast: SimpleNamespace
) -> None:
    sent = {
        "name": "Youssef van den Idrissi",
        "function": "coach",
        "role": "welzijn",
        "seen": colleagues.version(cast.youssef),
        "brings": "x",
    }
    assert contact.post(f"{TEAM}{cast.youssef.public_id}/", sent).status_code == 302
    now = Person.objects.get(pk=cast.youssef.pk)
    assert (now.name, now.function, now.role, now.brings) == (
        "Youssef van den Idrissi",
        "coach",
        "welzijn",
        "",
    )
    assert AuditLine.objects.get(action="person.changed").details == {
        "fields": ["function", "name", "role"]
    }


def test_of_two_who_change_the_same_the_second_sees_what_the_first_did(
    contact: Client, cast: SimpleNamespace
) -> None:
    seen = colleagues.version(cast.youssef)
    url = f"{TEAM}{cast.youssef.public_id}/"
    contact.post(url, {"name": "Youssef Een", "function": "", "role": "welzijn", "seen": seen})
    second = contact.post(
        url, {"name": "Youssef Twee", "function": "", "role": "welzijn", "seen": seen}
    )
    page = second.content.decode()
    assert second.status_code == 422
    assert "Youssef Een" in page
    assert 'value="Youssef Twee"' in page
    fresh = colleagues.version(Person.objects.get(pk=cast.youssef.pk))
    assert fresh in page
    assert (
        contact.post(
            url, {"name": "Youssef Twee", "function": "", "role": "welzijn", "seen": fresh}
        ).status_code
        == 302
    )
    assert Person.objects.get(pk=cast.youssef.pk).name == "Youssef Twee"


def test_the_role_of_contact_goes_to_a_colleague_who_is_told(
    contact: Client, cast: SimpleNamespace
) -> None:
    contact.post(f"{TEAM}{cast.youssef.public_id}/contactpersoon/")
    assert Organisation.objects.get(pk=cast.brug.pk).contact == cast.youssef
    assert OutgoingMail.objects.get().to == "youssef@cast.example"
    assert contact.get(TEAM).status_code == 404
    assert contact.post(f"{TEAM}{cast.youssef.public_id}/contactpersoon/").status_code == 404


def test_who_is_no_contact_finds_nothing_here(client: Client, cast: SimpleNamespace) -> None:
    for person in (cast.youssef, cast.els, cast.wim):
        client.force_login(person.user)
        for page in (
            "",
            "uitnodigen/",
            f"{cast.sanne.public_id}/",
            f"{cast.sanne.public_id}/vertrek/",
        ):
            assert client.get(f"{TEAM}{page}").status_code in {302, 404}
    client.force_login(cast.daan.user)
    for page in ("", "vertrek/", "contactpersoon/", "intrekken/"):
        assert client.post(f"{TEAM}{cast.youssef.public_id}/{page}").status_code == 404
    assert client.post(f"{TEAM}{cast.youssef.public_id}/herinnering/").status_code == 404
    client.logout()
    assert client.get(TEAM)["Location"].startswith("/inloggen/")


def test_the_menu_shows_it_to_the_contact_alone(client: Client, cast: SimpleNamespace) -> None:
    client.force_login(cast.sanne.user)
    assert "Onze mensen" in client.get("/mijn/").content.decode()
    client.force_login(cast.youssef.user)
    assert "Onze mensen" not in client.get("/mijn/").content.decode()


def test_more_than_twenty_invitations_an_hour_wait(contact: Client) -> None:
    for number in range(20):
        invited(contact, email=f"persoon-{number}@brug.example")
    assert invited(contact, email="nog-een@brug.example").status_code == 429


def test_more_people_cost_no_more_queries(contact: Client, cast: SimpleNamespace) -> None:
    def more() -> None:
        for number in range(20):
            person = Person.join(
                f"p{number}-{Person.objects.count()}@x.example",
                by=None,
                organisation=cast.brug,
                name=f"Persoon {number}",
            )
            person.invitations.create(sent_at=timezone.now() - timedelta(days=number))

    assert_flat(contact, TEAM, more)

"""The Bureau adds, moves, invites and stops people in /beheer/."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from jmzpro.mail.models import OutgoingMail
from jmzpro.members.models import Organisation, Person, User
from jmzpro.office.bootstrap import make_roles
from jmzpro.testing.login import log_in
from jmzpro.testing.office import post_as_shown
from jmzpro.trust.models import AuditLine

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client: Client, cast: SimpleNamespace) -> Client:
    make_roles()
    log_in(client, cast.anouk)
    return client


def somebody(cast: SimpleNamespace, **changes: Any) -> dict[str, Any]:
    return {
        "name": "Mila Nieuw",
        "email": "Mila@Wad.example",
        "standing": "lid",
        "organisation": cast.wad.pk,
        "function": "",
        "role": "anders",
        "province": "",
        **changes,
    }


def test_the_bureau_adds_an_organisation(office: Client, cast: SimpleNamespace) -> None:
    assert office.get("/beheer/organisaties/new/").status_code == 200
    sent = {"name": "Steun Zuid", "slug": "steun-zuid", "kind": "steunpunt", "town": "Maastricht"}
    assert office.post("/beheer/organisaties/new/", sent).status_code == 302
    assert "Steun Zuid" in office.get("/leden/").content.decode()
    assert Organisation.objects.get(slug="steun-zuid").town is not None


def test_the_bureau_adds_a_person_with_an_account(office: Client, cast: SimpleNamespace) -> None:
    assert (
        "bij een antwoord vanaf dit adres vragen we steeds wie het schreef"
        in office.get("/beheer/mensen/new/").content.decode()
    )
    assert office.post("/beheer/mensen/new/", somebody(cast)).status_code == 302
    mila = Person.objects.get(user__email="mila@wad.example")
    assert not mila.user.has_usable_password()
    assert mila.affiliations.get().decided_by == cast.anouk.user
    assert AuditLine.objects.filter(
        action="person.added", subject_id=str(mila.pk), actor=cast.anouk.user
    ).exists()
    assert not OutgoingMail.objects.exists()


def test_an_address_in_use_is_said_with_whose_it_is(office: Client, cast: SimpleNamespace) -> None:
    response = office.post("/beheer/mensen/new/", somebody(cast, email="SANNE@cast.example"))
    assert "het is het account van Sanne Vermeer" in response.content.decode()
    assert User.objects.filter(email__iexact="sanne@cast.example").count() == 1


def test_a_member_needs_an_organisation_and_a_partner_does_not(
    office: Client, cast: SimpleNamespace
) -> None:
    response = office.post("/beheer/mensen/new/", somebody(cast, organisation=""))
    assert "Kies de lidorganisatie" in response.content.decode()
    assert not Person.objects.filter(name="Mila Nieuw").exists()
    assert (
        office.post(
            "/beheer/mensen/new/", somebody(cast, organisation="", standing="ervaring")
        ).status_code
        == 302
    )
    assert Person.objects.get(name="Mila Nieuw").standing == "ervaring"


def changed(person: Person, **changes: Any) -> dict[str, Any]:
    return {
        "name": person.name,
        "email": person.user.email,
        "standing": person.standing,
        "organisation": person.organisation_id or "",
        "function": person.function,
        "role": person.role,
        "province": person.province_id or "",
        **changes,
    }


def test_moving_keeps_the_history(office: Client, cast: SimpleNamespace) -> None:
    address = f"/beheer/mensen/edit/{cast.sanne.pk}/"
    assert office.get(address).status_code == 200
    assert office.post(address, changed(cast.sanne, organisation=cast.wad.pk)).status_code == 302
    assert Person.objects.get(pk=cast.sanne.pk).organisation == cast.wad
    assert [(row.organisation, row.ended_at is None) for row in cast.sanne.affiliations.all()] == [
        (cast.wad, True),
        (cast.brug, False),
    ]
    assert AuditLine.objects.get(action="person.moved").actor == cast.anouk.user


@pytest.mark.parametrize(
    ("standing", "keeps"), [("alliantie", False), ("alliantie", True), ("ervaring", False)]
)
def test_another_standing_is_the_offices_decision_on_record(
    office: Client, cast: SimpleNamespace, standing: str, keeps: bool
) -> None:
    sent = changed(cast.sanne, standing=standing, organisation=cast.brug.pk if keeps else "")
    assert office.post(f"/beheer/mensen/edit/{cast.sanne.pk}/", sent).status_code == 302
    sanne = Person.objects.get(pk=cast.sanne.pk)
    assert (sanne.standing, sanne.organisation) == (standing, cast.brug if keeps else None)
    assert AuditLine.objects.get(action="person.standing_changed").details == {
        "before": "lid",
        "after": standing,
    }
    back = changed(sanne, standing="lid", organisation=cast.wad.pk)
    assert office.post(f"/beheer/mensen/edit/{cast.sanne.pk}/", back).status_code == 302
    assert Person.objects.get(pk=cast.sanne.pk).organisation == cast.wad


def test_another_address_ends_the_sessions_of_the_old_one(
    office: Client, cast: SimpleNamespace
) -> None:
    sanne = office.__class__()
    sanne.force_login(cast.sanne.user)
    assert (
        office.post(
            f"/beheer/mensen/edit/{cast.sanne.pk}/", changed(cast.sanne, email="nieuw@brug.example")
        ).status_code
        == 302
    )
    assert sanne.get("/mijn/").status_code == 302
    assert User.objects.get(pk=cast.sanne.user.pk).email == "nieuw@brug.example"


def test_an_invitation_leads_to_the_first_minute(office: Client, cast: SimpleNamespace) -> None:
    User.objects.filter(pk=cast.nynke.user.pk).update(last_login=None)
    address = f"/beheer/mensen/{cast.nynke.pk}/uitnodigen/"
    assert "Verstuur de uitnodiging" in office.get(address).content.decode()
    assert post_as_shown(office, address).status_code == 302
    mail = OutgoingMail.objects.get(to="nynke@cast.example")
    assert "/inloggen/?next=%2Fwelkom%2F" in mail.text
    assert cast.nynke.invitations.get().sent_by == cast.anouk.user


def test_nobody_is_invited_twice_a_day_or_for_ever(office: Client, cast: SimpleNamespace) -> None:
    address = f"/beheer/mensen/{cast.nynke.pk}/uitnodigen/"
    for _ in range(3):
        post_as_shown(office, address)
    assert OutgoingMail.objects.count() == 1
    for day in range(1, 8):
        with time_machine.travel(timezone.now() + timedelta(days=day, hours=1), tick=False):
            post_as_shown(office, address)
    assert OutgoingMail.objects.filter(to="nynke@cast.example").count() == 5


def test_who_has_been_in_needs_no_invitation(office: Client, cast: SimpleNamespace) -> None:
    User.objects.filter(pk=cast.nynke.user.pk).update(last_login=timezone.now())
    assert "Uitnodigen" not in office.get(f"/beheer/mensen/edit/{cast.nynke.pk}/").content.decode()
    office.post(f"/beheer/mensen/{cast.nynke.pk}/uitnodigen/")
    assert not OutgoingMail.objects.exists()


def test_stopping_works_at_once_and_can_be_undone(office: Client, cast: SimpleNamespace) -> None:
    sanne = office.__class__()
    sanne.force_login(cast.sanne.user)
    assert sanne.get("/mijn/").status_code == 200
    address = f"/beheer/mensen/{cast.sanne.pk}/stoppen/"
    assert "wordt overal uitgelogd" in office.get(address).content.decode()
    assert office.post(address, {"reason": "uit dienst"}).status_code == 302
    assert sanne.get("/mijn/").status_code == 302
    assert AuditLine.objects.get(action="person.deactivated").reason == "uit dienst"
    assert office.get(cast.sanne.get_absolute_url()).status_code == 404
    assert office.post(f"/beheer/mensen/{cast.sanne.pk}/hervatten/").status_code == 302
    assert office.get(cast.sanne.get_absolute_url()).status_code == 200


def test_a_forgotten_person_does_not_come_back(office: Client, cast: SimpleNamespace) -> None:
    from jmzpro.members.account import erasure

    erasure.forget(cast.sanne.user, by=cast.anouk.user)
    assert (
        "gewist"
        in office.post(f"/beheer/mensen/{cast.sanne.pk}/hervatten/", follow=True).content.decode()
    )
    assert not Person.objects.get(pk=cast.sanne.pk).is_active


def test_nobody_is_deleted_in_the_office(office: Client, cast: SimpleNamespace) -> None:
    for address in (
        f"/beheer/mensen/delete/{cast.sanne.pk}/",
        f"/beheer/organisaties/delete/{cast.wad.pk}/",
    ):
        assert office.post(address).status_code in {302, 403, 404}
    assert Person.objects.filter(pk=cast.sanne.pk).exists()
    assert Organisation.objects.filter(pk=cast.wad.pk).exists()
    assert "Verwijderen" not in office.get("/beheer/mensen/").content.decode()


@pytest.mark.parametrize("who", ["pieter", "ilse"])
def test_people_are_the_bureaus_alone(client: Client, cast: SimpleNamespace, who: str) -> None:
    make_roles()
    log_in(client, getattr(cast, who))
    assert client.get("/beheer/").status_code == 200
    for address in (
        "/beheer/mensen/",
        "/beheer/mensen/new/",
        f"/beheer/mensen/edit/{cast.sanne.pk}/",
        "/beheer/organisaties/",
    ):
        assert client.get(address).status_code in {302, 403, 404}
    for verb in ("uitnodigen", "stoppen", "hervatten"):
        assert client.post(f"/beheer/mensen/{cast.sanne.pk}/{verb}/").status_code == 404
    assert Person.objects.get(pk=cast.sanne.pk).is_active


def test_the_list_finds_by_name_address_and_organisation(
    office: Client, cast: SimpleNamespace
) -> None:
    for words in ("Sanne", "sanne@cast", "De Brug"):
        assert "Sanne Vermeer" in office.get("/beheer/mensen/", {"q": words}).content.decode()

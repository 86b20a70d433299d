"""What is held about somebody: seen, taken along, forgotten."""

import json
from types import SimpleNamespace

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from jmzpro.mail.models import OutgoingMail
from jmzpro.members.models import Affiliation, Person, User
from jmzpro.testing.login import log_in
from jmzpro.trust.models import AuditLine
from jmzpro.trust.personal_data import DataCategory, data_categories

pytestmark = pytest.mark.django_db


def test_everything_held_is_on_the_page_with_how_long(
    client: Client, cast: SimpleNamespace
) -> None:
    log_in(client, cast.sanne)
    page = client.get("/mijn/gegevens/").content.decode()
    for holding in data_categories:
        assert holding.kept.replace("'", "&#x27;") in page
    assert "sanne@cast.example" in page
    assert "Broer of zus (brusjes)" in page


def test_the_file_holds_the_same_and_nothing_of_others(
    client: Client, cast: SimpleNamespace
) -> None:
    log_in(client, cast.sanne)
    response = client.get("/mijn/gegevens/bestand/")
    assert response["Content-Disposition"].startswith('attachment; filename="mijn-gegevens-')
    content = json.loads(response.content)
    assert set(content["gegevens"]) == {holding.key for holding in data_categories}
    assert content["gegevens"]["profile"]["inhoud"]["profiel"]["naam"] == "Sanne Vermeer"
    assert "Marijke" not in response.content.decode()


def test_being_forgotten_is_asked_once_with_what_it_means(
    client: Client, cast: SimpleNamespace
) -> None:
    log_in(client, cast.sanne)
    assert "Niemand kan het terugdraaien" in client.get("/mijn/gegevens/wissen/").content.decode()
    assert client.post("/mijn/gegevens/wissen/").status_code == 422
    assert Person.objects.get(pk=cast.sanne.pk).name == "Sanne Vermeer"


def test_a_forgotten_person_leaves_no_trace_of_who_it_was(
    client: Client, cast: SimpleNamespace
) -> None:
    log_in(client, cast.sanne)
    other = client.__class__()
    log_in(other, cast.sanne)
    assert (
        "Je gegevens zijn gewist"
        in client.post("/mijn/gegevens/wissen/", {"sure": "on"}).content.decode()
    )
    for browser in (client, other):
        assert browser.get("/mijn/").status_code == 302
    person = Person.objects.select_related("user").get(pk=cast.sanne.pk)
    assert (person.name, person.function, person.organisation, person.is_active) == (
        "Oud-lid",
        "",
        None,
        False,
    )
    assert person.user.email.endswith("@verwijderd.invalid")
    assert not person.themes.exists()
    assert not Affiliation.objects.filter(person=person).exists()
    assert not UserSession.objects.filter(user=person.user).exists()
    assert not OutgoingMail.objects.filter(to="sanne@cast.example").exists()
    assert AuditLine.objects.get(action="person.forgotten").reason == "op eigen verzoek"
    client.post("/inloggen/", {"email": "sanne@cast.example"})
    assert not OutgoingMail.objects.filter(to="sanne@cast.example").exists()


def test_forgetting_may_be_run_twice(client: Client, cast: SimpleNamespace) -> None:
    for _ in range(2):
        for holding in data_categories:
            holding.erase(User.objects.get(pk=cast.sanne.user.pk))


def test_when_one_part_fails_nobody_is_half_forgotten(
    client: Client, cast: SimpleNamespace
) -> None:
    def break_down(user: User) -> None:
        raise OSError("disk full")

    data_categories.register(
        DataCategory(
            "broken", "Stuk", (), export=lambda user: {}, erase=break_down, kept="Nooit.", order=200
        )
    )
    try:
        log_in(client, cast.sanne)
        client.raise_request_exception = False
        assert client.post("/mijn/gegevens/wissen/", {"sure": "on"}).status_code == 503
    finally:
        data_categories.unregister("broken")
    assert Person.objects.get(pk=cast.sanne.pk).name == "Sanne Vermeer"
    assert client.get("/mijn/").status_code == 200


def test_the_last_administrator_stays(client: Client, cast: SimpleNamespace) -> None:
    log_in(client, cast.beheer)
    response = client.post("/mijn/gegevens/wissen/", {"sure": "on"})
    assert response.status_code == 422
    assert "enige beheerder" in response.content.decode()
    User.objects.create_superuser("tweede@cast.example")
    assert client.post("/mijn/gegevens/wissen/", {"sure": "on"}).status_code == 200

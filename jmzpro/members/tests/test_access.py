"""Who may open which page of people, and what an address tells a stranger."""

from types import SimpleNamespace

import pytest
from django.test import Client

from jmzpro.members.membership import lifecycle
from jmzpro.members.models import Person, User
from jmzpro.office.bootstrap import make_roles

pytestmark = pytest.mark.django_db

FOR_MEMBERS = ("/mijn/profiel/", "/mijn/meldingen/", "/welkom/")
FOR_ACCOUNTS = ("/mijn/", "/mijn/beveiliging/", "/mijn/gegevens/")


@pytest.mark.parametrize("address", FOR_MEMBERS + FOR_ACCOUNTS)
def test_a_visitor_is_sent_to_the_login_and_back(client: Client, db: None, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 302
    assert response["Location"] == f"/inloggen/?next={address.replace('/', '%2F')}"


@pytest.mark.parametrize("address", FOR_MEMBERS)
def test_who_is_no_member_any_more_gets_nothing(
    client: Client, cast: SimpleNamespace, address: str
) -> None:
    client.force_login(cast.wim.user)
    assert client.get(address).status_code == 404


def test_an_administrator_without_a_person_has_an_account_page(client: Client, db: None) -> None:
    client.force_login(User.objects.create_superuser("los@cast.example"))
    assert client.get("/mijn/").status_code == 200
    assert client.get("/mijn/beveiliging/").status_code == 200
    assert client.get("/mijn/gegevens/").status_code == 200
    assert client.get("/mijn/profiel/").status_code == 404


def test_a_visitor_cannot_tell_who_exists(client: Client, cast: SimpleNamespace) -> None:
    there, nowhere = (
        client.get(cast.sanne.get_absolute_url()),
        client.get("/leden/mensen/bestaatniet/"),
    )
    assert there.status_code == nowhere.status_code == 302
    assert there["Location"].startswith("/inloggen/?next=%2Fleden%2Fmensen%2F")
    assert there.content == nowhere.content


def test_members_see_each_other_and_nobody_who_left(client: Client, cast: SimpleNamespace) -> None:
    client.force_login(cast.sanne.user)
    assert "Marijke Hoekstra" in client.get(cast.marijke.get_absolute_url()).content.decode()
    assert client.get(cast.wim.get_absolute_url()).status_code == 404
    assert client.get("/leden/mensen/bestaatniet/").status_code == 404


def test_an_address_shows_only_to_members_when_its_owner_wants_so(
    client: Client, cast: SimpleNamespace
) -> None:
    client.force_login(cast.sanne.user)
    assert (
        "marijke@cast.example" not in client.get(cast.marijke.get_absolute_url()).content.decode()
    )
    Person.objects.filter(pk=cast.marijke.pk).update(shows_email=True)
    assert "marijke@cast.example" in client.get(cast.marijke.get_absolute_url()).content.decode()


def test_an_organisation_is_public_and_its_people_are_not(
    client: Client, cast: SimpleNamespace
) -> None:
    page = client.get(cast.wad.get_absolute_url()).content.decode()
    assert "Welzijn Waddenkust" in page
    assert "Marijke" not in page
    client.force_login(cast.sanne.user)
    page = client.get(cast.wad.get_absolute_url()).content.decode()
    assert "Marijke Hoekstra" in page
    assert "Teammailbox" in page


def test_an_organisation_that_left_is_not_listed(client: Client, cast: SimpleNamespace) -> None:
    lifecycle.end(cast.wad, by=None)
    assert "Waddenkust" not in client.get("/leden/").content.decode()


@pytest.mark.parametrize(
    "address", ["/beheer/", "/beheer/mensen/", "/beheer/bestaat-niet/", "/beheer/pages/"]
)
def test_the_office_is_closed_to_visitors_and_hidden_from_members(
    client: Client, cast: SimpleNamespace, address: str
) -> None:
    response = client.get(address)
    assert response.status_code == 302
    assert response["Location"].startswith("/inloggen/?next=")
    client.force_login(cast.sanne.user)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "address", ["/beheer/login/", "/beheer/password_reset/", "/beheer/password_change/"]
)
def test_wagtails_own_ways_in_are_gone(client: Client, cast: SimpleNamespace, address: str) -> None:
    response = client.get(address)
    assert response.status_code in {302, 404}
    assert response.get("Location", "/inloggen/") == "/inloggen/"
    assert client.post(
        address, {"username": "beheer@cast.example", "password": "x"}
    ).status_code in {302, 404}


def test_the_office_needs_a_second_factor(client: Client, cast: SimpleNamespace) -> None:
    make_roles()
    client.force_login(cast.anouk.user)
    response = client.get("/beheer/")
    assert response.status_code == 302
    assert response["Location"] == "/mijn/beveiliging/?next=%2Fbeheer%2F"
    assert "Zet eerst een tweede bewijs klaar" in client.get(response["Location"]).content.decode()


def test_who_left_the_office_is_out_at_once(client: Client, cast: SimpleNamespace) -> None:
    client.force_login(cast.pieter.user)
    assert client.get("/beheer/").status_code == 302
    cast.pieter.user.groups.clear()
    assert client.get("/beheer/").status_code == 404


@pytest.mark.parametrize(
    "address", ["/leden/", "/durf-te-vragen/", "/zoeken/?q=vervoer", "/bestaat-niet/"]
)
def test_what_a_member_gets_is_kept_by_no_cache_and_a_visitors_page_may_be(
    client: Client, cast: SimpleNamespace, address: str
) -> None:
    assert "Cache-Control" not in client.get(address)
    client.force_login(cast.sanne.user)
    assert client.get(address)["Cache-Control"] == "private, no-cache"
    assert "no-store" in client.get("/mijn/")["Cache-Control"]


@pytest.mark.parametrize(
    "wanted",
    [
        "inf",
        "a:b",
        "members:logout",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https:evil.example",
        "javascript:x",
        "/a\r\nb",
    ],
)
def test_only_a_path_of_this_site_is_gone_on_to(
    client: Client, cast: SimpleNamespace, wanted: str
) -> None:
    client.force_login(cast.sanne.user)
    response = client.get("/inloggen/", {"next": wanted})
    assert (response.status_code, response["Location"]) == (302, "/mijn/")

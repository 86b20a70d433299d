"""Each role × each field of a person and of an organisation: who sees it, and who changes it,
asked of every page there is for it.
"""

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from jmzpro.members.models import Organisation, Person
from jmzpro.office.bootstrap import make_roles
from jmzpro.testing.login import log_in

pytestmark = pytest.mark.django_db

# Who of the cast plays which role towards Youssef, of Steunpunt De Brug, whose contact is Sanne.
ROLES = {
    "visitor": "",
    "former": "wim",
    "self": "youssef",
    "contact": "sanne",
    "member": "daan",
    "redactie": "ilse",
    "moderatie": "pieter",
    "bureau": "anouk",
}
MARKS = {
    "name": "Yaromir Zonneveld",
    "function": "Functiemerk",
    "brings": "Brengmerk",
    "seeks": "Haalmerk",
    "email": "youssef@cast.example",
}
TOLD = {"name", "function", "brings", "seeks"}
PERSON_SEEN: dict[str, set[str]] = {
    "visitor": set(),
    "former": set(),
    "self": {*TOLD, "email"},
    "contact": {*TOLD, "email"},
    "member": TOLD,
    "redactie": TOLD,
    "moderatie": TOLD,
    "bureau": {*TOLD, "email"},
}
PERSON_CHANGED: dict[str, set[str]] = {
    "self": {"name", "function", "role", "brings", "seeks", "shows_email"},
    "contact": {"name", "function", "role"},
    "bureau": {"name", "function", "role", "email"},
}
PUBLIC = {"name", "description", "website", "email", "phone"}
ORGANISATION_MARKS = {
    "name": "Merkhuis Negen",
    "description": "Omschrijvingsmerk",
    "website": "https://merkhuis.example",
    "email": "algemeen@merkhuis.example",
    "phone": "030 765 43 21",
    "kvk": "87654321",
    "person": "Youssef el Idrissi",
}
ORGANISATION_SEEN: dict[str, set[str]] = {
    "visitor": PUBLIC,
    "former": PUBLIC,
    "self": {*PUBLIC, "person"},
    "contact": {*PUBLIC, "kvk", "person"},
    "member": {*PUBLIC, "person"},
    "redactie": {*PUBLIC, "person"},
    "moderatie": {*PUBLIC, "person"},
}
ORGANISATION_CHANGED: dict[str, set[str]] = {
    "contact": {"description", "website", "email", "phone", "kind", "kvk"},
    "bureau": {"name", "slug", "description", "website", "email", "phone", "kind", "kvk"},
}


@pytest.fixture
def by_role(cast: SimpleNamespace) -> dict[str, Client]:
    """A browser for each; the former member's is still open from before."""
    make_roles()
    browsers = {}
    for role, key in ROLES.items():
        browsers[role] = Client()
        if key:
            log_in(browsers[role], getattr(cast, key))
    return browsers


@pytest.fixture
def youssef(cast: SimpleNamespace) -> Person:
    person: Person = cast.youssef
    person.name, person.function, person.brings, person.seeks = (
        MARKS[name] for name in ("name", "function", "brings", "seeks")
    )
    person.save()
    person.user.last_login = timezone.now()
    person.user.save()
    return person


@pytest.fixture
def brug(cast: SimpleNamespace) -> Organisation:
    organisation: Organisation = cast.brug
    for name in ("name", "description", "website", "email", "phone", "kvk"):
        setattr(organisation, name, ORGANISATION_MARKS[name])
    organisation.save()
    return organisation


def pages_of(person: Person) -> dict[str, str]:
    """By who it is for, where a person is shown and changed."""
    return {
        "self": "/mijn/profiel/",
        "contact": f"/mijn/organisatie/mensen/{person.public_id}/",
        "office": f"/beheer/mensen/edit/{person.pk}/",
    }


def pages_of_organisation(organisation: Organisation) -> dict[str, str]:
    return {
        "contact": f"/mijn/organisatie/{organisation.slug}/gegevens/",
        "office": f"/beheer/organisaties/edit/{organisation.pk}/",
    }


def read(client: Client, *addresses: str) -> str:
    responses = [client.get(address) for address in addresses]
    return "\n".join(
        response.content.decode() for response in responses if response.status_code == 200
    )


def typed(client: Client, url: str, **changes: Any) -> dict[str, Any] | None:
    """The form of this page as a browser would send it, with these changes; None for who has no
    such page.
    """
    response = client.get(url)
    if response.status_code != 200:
        return None
    fields = {bound.html_name: bound.value() for bound in response.context["form"]}
    sent = {name: value for name, value in fields.items() if value not in (None, False, "")}
    return {name: getattr(value, "pk", value) for name, value in {**sent, **changes}.items()}


def try_to_change(client: Client, urls: dict[str, str], **changes: Any) -> None:
    """By its form for who gets one; by the bare fields for who does not."""
    for url in urls.values():
        client.post(url, typed(client, url, **changes) or {**changes, "seen": "x", "version": "1"})


def fields_of(thing: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(thing, name) for name in names}


@pytest.mark.parametrize("role", ROLES)
def test_who_sees_which_field_of_a_person(
    by_role: dict[str, Client], youssef: Person, cast: SimpleNamespace, role: str
) -> None:
    addresses = (
        youssef.get_absolute_url(),
        cast.brug.get_absolute_url(),
        "/mijn/organisatie/mensen/",
        "/beheer/mensen/?q=youssef",
    )
    own = (
        pages_of(youssef)
        if role == "self"
        else {name: url for name, url in pages_of(youssef).items() if name != "self"}
    )
    shown = read(
        by_role[role],
        *addresses,
        *own.values(),
        *(["/mijn/beveiliging/"] if role == "self" else []),
    )
    assert {name for name, mark in MARKS.items() if mark in shown} == PERSON_SEEN[role]


@pytest.mark.parametrize("role", ROLES)
def test_who_changes_which_field_of_a_person(
    by_role: dict[str, Client], youssef: Person, role: str
) -> None:
    names = (
        "name",
        "function",
        "role",
        "brings",
        "seeks",
        "shows_email",
        "standing",
        "organisation",
        "is_active",
        "alert_pace",
    )
    before = {**fields_of(youssef, names), "email": youssef.user.email}
    changes = {
        "name": "Anders Genoemd",
        "function": "iets anders",
        "role": "beleid",
        "brings": "Ander brengen.",
        "seeks": "Ander halen.",
        "shows_email": "on",
        "email": "anders@brug.example",
        "is_active": "",
        "alert_pace": "geen",
    }
    try_to_change(by_role[role], pages_of(youssef), **changes)
    now = Person.objects.select_related("user").get(pk=youssef.pk)
    after = {**fields_of(now, names), "email": now.user.email}
    assert {name for name in before if before[name] != after[name]} == PERSON_CHANGED.get(
        role, set()
    )


@pytest.mark.parametrize("role", ORGANISATION_SEEN)
def test_who_sees_which_field_of_an_organisation(
    by_role: dict[str, Client], brug: Organisation, role: str
) -> None:
    shown = read(
        by_role[role], brug.get_absolute_url(), "/leden/", *pages_of_organisation(brug).values()
    )
    assert {
        name for name, mark in ORGANISATION_MARKS.items() if mark in shown
    } == ORGANISATION_SEEN[role]


@pytest.mark.parametrize("role", ROLES)
def test_who_changes_which_field_of_an_organisation(
    by_role: dict[str, Client], brug: Organisation, role: str
) -> None:
    names = (
        "name",
        "slug",
        "kind",
        "description",
        "website",
        "email",
        "phone",
        "kvk",
        "is_active",
        "state",
        "contact_id",
        "joined_on",
    )
    before = fields_of(brug, names)
    changes = {
        "name": "Heel Anders",
        "slug": "heel-anders",
        "kind": "welzijn",
        "description": "Andere woorden.",
        "website": "https://anders.example",
        "email": "anders@anders.example",
        "phone": "14 030",
        "kvk": "12345678",
        "is_active": "",
        "state": "opgezegd",
        "removed_at": "2020-01-01",
    }
    try_to_change(by_role[role], pages_of_organisation(brug), **changes)
    after = fields_of(Organisation.objects.get(pk=brug.pk), names)
    assert {name for name in names if before[name] != after[name]} == ORGANISATION_CHANGED.get(
        role, set()
    )

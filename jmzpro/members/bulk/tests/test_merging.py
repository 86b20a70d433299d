"""Two organisations that are one: everything goes to the one, and the address of the other leads
there.
"""

from types import SimpleNamespace

import pytest
from django.test import Client

from jmzpro.letters.models import Follow, Stance
from jmzpro.members.bulk import merger
from jmzpro.members.models import Organisation, Person
from jmzpro.office.bootstrap import make_roles
from jmzpro.testing.login import log_in
from jmzpro.testing.samples import Samples, make_activity
from jmzpro.trust.models import AuditLine

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client: Client, cast: SimpleNamespace) -> Client:
    make_roles()
    log_in(client, cast.anouk)
    return client


def test_people_activities_and_followers_move_and_the_old_address_leads_on(
    office: Client, cast: SimpleNamespace
) -> None:
    activity = make_activity(cast)
    for person in (cast.daan, cast.lotte):
        Follow.choose(person, "organisation", cast.brug.pk, Stance.FOLLOWS)
    Follow.choose(cast.lotte, "organisation", cast.wad.pk, Stance.MUTES)
    Organisation.objects.filter(pk=cast.brug.pk).update(website="https://brug.example")
    url = f"/beheer/organisaties/{cast.wad.pk}/samenvoegen/"
    assert office.get(url).status_code == 200
    assert office.post(url, {"other": ""}).status_code == 422
    asked = office.post(url, {"other": cast.brug.pk, "reason": "Zelfde club"})
    assert "3 mensen verhuizen" in asked.content.decode()
    assert Person.objects.filter(organisation=cast.brug).exists()
    for _ in range(2):
        office.post(url, {"other": cast.brug.pk, "reason": "Zelfde club", "sure": "on"})
    wad, gone = Organisation.objects.get(pk=cast.wad.pk), Organisation.objects.get(pk=cast.brug.pk)
    assert not Person.objects.filter(organisation=gone).exists()
    activity.refresh_from_db()
    assert activity.organisation == wad
    assert (wad.website, wad.contact, gone.is_active, gone.merged_into) == (
        "https://brug.example",
        cast.marijke,
        False,
        wad,
    )
    assert {province.slug for province in wad.works_in.all()} == {"friesland", "utrecht"}
    follows = Follow.objects.filter(kind="organisation")
    assert {(one.person, one.target, one.stance) for one in follows} == {
        (cast.daan, str(wad.pk), "volgt"),
        (cast.lotte, str(wad.pk), "dempt"),
    }
    line = AuditLine.objects.get(action="organisation.merged")
    assert (line.reason, line.details["name"]) == ("Zelfde club", "Steunpunt De Brug")
    office.logout()
    moved = office.get("/leden/organisaties/steunpunt-de-brug/")
    assert (moved.status_code, moved["Location"]) == (301, wad.get_absolute_url())


def test_where_everything_of_the_network_hangs_nothing_stays_behind(
    cast: SimpleNamespace, samples: Samples
) -> None:
    merger.merge(cast.wad, cast.brug, by=cast.anouk.user)
    own = [
        (model, field) for model, field in merger.hanging_on() if not model._meta.auto_created
    ]  # what both had stays with each
    left = {
        model._meta.label: model._base_manager.filter(**{field: cast.brug}).count()
        for model, field in own
    }
    assert not {label: number for label, number in left.items() if number}


def test_one_that_covers_the_whole_country_keeps_doing_so(cast: SimpleNamespace) -> None:
    merger.merge(cast.kennis, cast.brug, by=None)
    assert not Organisation.objects.get(pk=cast.kennis.pk).works_in.exists()


def test_an_address_leads_on_through_two_merges(client: Client, cast: SimpleNamespace) -> None:
    merger.merge(cast.wad, cast.brug, by=None)
    merger.merge(cast.ijssel, cast.wad, by=None)
    assert (
        client.get("/leden/organisaties/steunpunt-de-brug/")["Location"]
        == cast.ijssel.get_absolute_url()
    )


def test_only_the_bureau_merges(client: Client, cast: SimpleNamespace) -> None:
    make_roles()
    url = f"/beheer/organisaties/{cast.wad.pk}/samenvoegen/"
    for person in (cast.ilse, cast.pieter, cast.sanne):
        log_in(client, person)
        assert client.post(url, {"other": cast.brug.pk, "sure": "on"}).status_code == 404
    assert Organisation.objects.filter(is_active=True).count() == 6

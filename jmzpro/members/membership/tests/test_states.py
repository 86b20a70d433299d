"""A membership begins, ends and returns by decision of the Bureau, and each step is on record."""

from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from jmzpro.members.membership import lifecycle
from jmzpro.members.models import MembershipState, Organisation
from jmzpro.office.bootstrap import make_roles
from jmzpro.testing.login import log_in
from jmzpro.testing.office import post_as_shown
from jmzpro.trust.models import AuditLine
from jmzpro.trust.queue import AlreadyDecided

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client: Client, cast: SimpleNamespace) -> Client:
    make_roles()
    log_in(client, cast.anouk)
    return client


def page(organisation: Organisation, verb: str) -> str:
    return f"/beheer/organisaties/{organisation.pk}/{verb}/"


def test_a_membership_ends_and_its_page_says_until_when(
    office: Client, cast: SimpleNamespace
) -> None:
    assert (
        "heeft een maand om bij een andere organisatie te gaan horen"
        in office.get(page(cast.wad, "beeindigen")).content.decode()
    )
    assert (
        post_as_shown(office, page(cast.wad, "beeindigen"), {"reason": "Fusie"}).status_code == 302
    )
    wad = Organisation.objects.get(pk=cast.wad.pk)
    assert (wad.state, wad.is_active) == (MembershipState.ENDED, False)
    assert wad.membership_changes.get().reason == "Fusie"
    assert AuditLine.objects.get(action="membership.ended").actor == cast.anouk.user
    visitor = office.__class__()
    assert "was lid van het netwerk tot" in visitor.get(wad.get_absolute_url()).content.decode()
    assert "Waddenkust" not in visitor.get("/leden/").content.decode()


def test_it_returns_with_its_history(office: Client, cast: SimpleNamespace) -> None:
    lifecycle.expire(cast.wad, by=None, reason="Niet betaald")
    assert post_as_shown(office, page(cast.wad, "weer-lid"), {"reason": ""}).status_code == 302
    wad = Organisation.objects.get(pk=cast.wad.pk)
    assert wad.is_active
    assert [change.state for change in wad.membership_changes.all()] == [
        MembershipState.MEMBER,
        MembershipState.EXPIRED,
    ]
    assert "Waddenkust" in office.get("/leden/").content.decode()


def test_who_decides_second_is_told_who_was_first(office: Client, cast: SimpleNamespace) -> None:
    lifecycle.end(cast.wad, by=cast.beheer.user)
    response = office.post(page(cast.wad, "verlopen"), {"reason": ""}, follow=True)
    assert "is opgezegd, door Bas Beheer" in response.content.decode()
    assert cast.wad.membership_changes.count() == 1


@pytest.mark.parametrize("verb", ["lid", "beeindigen", "verlopen", "weer-lid"])
def test_only_the_bureau_decides(client: Client, cast: SimpleNamespace, verb: str) -> None:
    make_roles()
    log_in(client, cast.pieter)
    assert client.post(page(cast.wad, verb), {"reason": ""}).status_code == 404
    assert not cast.wad.membership_changes.exists()


def test_an_aspirant_becomes_a_member_once(cast: SimpleNamespace) -> None:
    Organisation.objects.filter(pk=cast.wad.pk).update(state=MembershipState.ASPIRANT)
    lifecycle.accept(cast.wad, by=None)
    assert cast.wad.joined_on is not None
    with pytest.raises(AlreadyDecided):
        lifecycle.accept(cast.wad, by=None)


def test_what_everything_filters_on_cannot_differ_from_the_state(cast: SimpleNamespace) -> None:
    for wrong in ({"is_active": False}, {"state": MembershipState.ENDED}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Organisation.objects.filter(pk=cast.wad.pk).update(**wrong)


def test_only_the_contact_may_change_the_organisation(cast: SimpleNamespace) -> None:
    assert list(Organisation.objects.editable_by(cast.sanne.user)) == [cast.brug]
    assert not Organisation.objects.editable_by(cast.youssef.user).exists()
    lifecycle.end(cast.brug, by=None)
    assert not Organisation.objects.editable_by(cast.sanne.user).exists()

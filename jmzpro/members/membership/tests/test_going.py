"""An organisation goes: its people are members no more at once, its history stays, and it comes
back with everything.
"""

from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from jmzpro.mail.models import OutgoingMail
from jmzpro.members.bulk.merger import merge
from jmzpro.members.membership import lifecycle
from jmzpro.members.models import MembershipState, Organisation, Person
from jmzpro.members.team import departure
from jmzpro.office.bootstrap import make_roles
from jmzpro.testing.login import log_in
from jmzpro.testing.office import post_as_shown

pytestmark = pytest.mark.django_db


def test_its_people_are_no_members_from_that_moment_and_keep_the_account_a_month(
    client: Client, cast: SimpleNamespace
) -> None:
    client.force_login(cast.daan.user)
    assert client.get(cast.sanne.get_absolute_url()).status_code == 200
    lifecycle.end(cast.ijssel, by=cast.anouk.user)
    assert client.get(cast.sanne.get_absolute_url()).status_code == 403
    assert client.get("/mijn/").status_code == 200
    daan = Person.objects.get(pk=cast.daan.pk)
    assert (daan.is_active, daan.leaves_on) == (False, timezone.localdate() + timedelta(days=30))
    assert daan.user.is_active


def test_they_are_told_once_by_mail(cast: SimpleNamespace) -> None:
    lifecycle.end(cast.brug, by=cast.anouk.user)
    told = OutgoingMail.objects.filter(
        template="members/membership/mail/organisation_went"
    ).values_list("to", flat=True)
    assert sorted(told) == ["sanne@cast.example", "youssef@cast.example"]
    assert OutgoingMail.objects.count() == 2


def test_who_works_at_the_office_stays(cast: SimpleNamespace) -> None:
    lifecycle.end(cast.kennis, by=None)
    assert Person.objects.get(pk=cast.anouk.pk).is_active


def test_its_page_stays_public_and_its_own_page_says_until_when(
    client: Client, cast: SimpleNamespace
) -> None:
    lifecycle.expire(cast.brug, by=None)
    page = client.get(cast.brug.get_absolute_url()).content.decode()
    assert "was lid van het netwerk tot" in page
    assert "Steunpunt De Brug" not in client.get("/leden/").content.decode()


def test_it_returns_with_its_people_and_its_contact_but_without_who_moved(
    cast: SimpleNamespace,
) -> None:
    lifecycle.end(cast.brug, by=None)
    youssef = Person.objects.get(pk=cast.youssef.pk)
    departure.settle_at(youssef, cast.wad, by=None)
    lifecycle.resume(Organisation.objects.get(pk=cast.brug.pk), by=None)
    brug = Organisation.objects.get(pk=cast.brug.pk)
    assert (brug.is_active, brug.contact) == (True, cast.sanne)
    assert list(brug.people.filter(is_active=True)) == [cast.sanne]


def test_removed_by_mistake_it_comes_back_with_everything_also_after_the_month(
    client: Client, cast: SimpleNamespace
) -> None:
    make_roles()
    log_in(client, cast.anouk)
    before = dict(Organisation.objects.values().get(pk=cast.brug.pk))
    themes = set(cast.brug.themes.all())
    assert (
        "Zet terug" not in client.get(f"/beheer/organisaties/edit/{cast.brug.pk}/").content.decode()
    )
    assert (
        post_as_shown(
            client, f"/beheer/organisaties/{cast.brug.pk}/weghalen/", {"reason": "Verkeerde knop"}
        ).status_code
        == 302
    )
    visitor = client.__class__()
    assert visitor.get(cast.brug.get_absolute_url()).status_code == 404
    assert not Person.objects.get(pk=cast.sanne.pk).is_active
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        departure.close_due()
        log_in(client, cast.anouk)
        assert "Steunpunt De Brug" in client.get("/beheer/lidmaatschap/").content.decode()
        assert (
            post_as_shown(
                client, f"/beheer/organisaties/{cast.brug.pk}/terugzetten/", {"reason": ""}
            ).status_code
            == 302
        )
        assert visitor.get(cast.brug.get_absolute_url()).status_code == 200
    after = dict(Organisation.objects.values().get(pk=cast.brug.pk))
    assert {name for name, value in after.items() if value != before[name]} == {"updated_at"}
    assert set(cast.brug.themes.all()) == themes
    assert set(Person.objects.active().filter(organisation=cast.brug)) == {cast.sanne, cast.youssef}
    assert not Person.objects.get(pk=cast.wim.pk).is_active, "who left before it stays away"


def test_twice_changes_nothing_and_says_so(client: Client, cast: SimpleNamespace) -> None:
    make_roles()
    log_in(client, cast.anouk)
    address = f"/beheer/organisaties/{cast.brug.pk}/weghalen/"
    post_as_shown(client, address, {"reason": ""})
    assert (
        "Er was al iets besloten: Steunpunt De Brug is weggehaald"
        in client.post(address, {"reason": ""}, follow=True).content.decode()
    )
    assert cast.brug.membership_changes.count() == 1


def test_what_had_ended_before_comes_back_as_ended(cast: SimpleNamespace) -> None:
    lifecycle.end(cast.brug, by=None)
    lifecycle.remove(cast.brug, by=None)
    lifecycle.restore(cast.brug, by=None)
    brug = Organisation.objects.get(pk=cast.brug.pk)
    assert (brug.state, brug.is_active) == (MembershipState.ENDED, False)


def test_what_became_part_of_another_does_not_come_back(
    client: Client, cast: SimpleNamespace
) -> None:
    merge(cast.wad, cast.brug, by=None)
    make_roles()
    log_in(client, cast.anouk)
    assert (
        "Zet terug" not in client.get(f"/beheer/organisaties/edit/{cast.brug.pk}/").content.decode()
    )
    client.post(f"/beheer/organisaties/{cast.brug.pk}/terugzetten/", {"reason": ""})
    assert not Organisation.objects.get(pk=cast.brug.pk).is_active
    assert Person.objects.get(pk=cast.sanne.pk).organisation == cast.wad

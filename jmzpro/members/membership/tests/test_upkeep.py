"""The contact keeps the organisation right: the page, the yearly question, and two who edit at
once.
"""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from jmzpro.mail.models import OutgoingMail
from jmzpro.members.membership.tests.filled_in import last_mail
from jmzpro.members.membership.upkeep import reminders
from jmzpro.members.models import MembershipSettings, MembershipState, Organisation
from jmzpro.office.bootstrap import make_roles
from jmzpro.testing.login import log_in

pytestmark = pytest.mark.django_db
PAGE = "/mijn/organisatie/steunpunt-de-brug/gegevens/"


def as_it_is(organisation: Organisation, **changes: Any) -> dict[str, Any]:
    sent = {
        "description": "Wij steunen jonge mantelzorgers.",
        "kind": organisation.kind,
        "town": "Utrecht",
        "website": "",
        "email": "",
        "version": organisation.version,
    }
    return {**sent, **changes}


def test_the_contact_changes_it_and_the_page_shows_it_at_once(
    client: Client, cast: SimpleNamespace
) -> None:
    client.force_login(cast.sanne.user)
    assert client.get("/mijn/organisatie/")["Location"] == PAGE
    assert "Youssef" in client.get(PAGE).content.decode()
    assert (
        client.post(
            PAGE, as_it_is(cast.brug, address="Oudegracht 1", email="info@brug.example")
        ).status_code
        == 302
    )
    page = client.get(cast.brug.get_absolute_url()).content.decode()
    assert "Wij steunen jonge mantelzorgers." in page
    assert "Oudegracht 1" in page
    brug = Organisation.objects.get(pk=cast.brug.pk)
    assert (brug.version, brug.checked_on) == (2, timezone.localdate())


def test_a_colleague_is_told_who_does_and_cannot(client: Client, cast: SimpleNamespace) -> None:
    client.force_login(cast.youssef.user)
    assert "Sanne Vermeer is de contactpersoon" in client.get("/mijn/organisatie/").content.decode()
    assert client.get(PAGE).status_code == 404
    assert client.post(PAGE, as_it_is(cast.brug)).status_code == 404
    assert client.post(f"{PAGE}klopt/").status_code == 404


def test_a_contact_of_two_chooses(client: Client, cast: SimpleNamespace) -> None:
    Organisation.objects.filter(pk=cast.wad.pk).update(contact=cast.sanne)
    client.force_login(cast.sanne.user)
    page = client.get("/mijn/organisatie/").content.decode()
    assert "Welzijn Waddenkust" in page
    assert "Steunpunt De Brug" in page


def test_who_works_from_home_has_no_address_anywhere(client: Client, cast: SimpleNamespace) -> None:
    client.force_login(cast.sanne.user)
    client.post(PAGE, as_it_is(cast.brug, address="Geheimstraat 9", works_from_home="on"))
    assert Organisation.objects.get(pk=cast.brug.pk).address == ""
    for address in (PAGE, cast.brug.get_absolute_url(), "/leden/", "/api/v1/"):
        assert "Geheimstraat" not in client.get(address).content.decode()


def test_a_refused_form_keeps_what_was_typed(client: Client, cast: SimpleNamespace) -> None:
    client.force_login(cast.sanne.user)
    answer = client.post(
        PAGE, as_it_is(cast.brug, town="Nergenshuizen", description="Lang nagedacht.")
    )
    assert answer.status_code == 422
    assert "Lang nagedacht." in answer.content.decode()


def test_who_saves_second_sees_both_texts_and_loses_nothing(
    client: Client, cast: SimpleNamespace
) -> None:
    client.force_login(cast.sanne.user)
    seen = Organisation.objects.get(pk=cast.brug.pk)
    make_roles()
    office = client.__class__()
    log_in(office, cast.anouk)
    of_office = {
        "name": seen.name,
        "slug": seen.slug,
        "kind": seen.kind,
        "town": "Utrecht",
        "description": "Van het bureau.",
        "version": 1,
    }
    assert (
        office.post(
            f"/beheer/organisaties/edit/{seen.pk}/", {**of_office, "contact": cast.sanne.pk}
        ).status_code
        == 302
    )
    answer = client.post(PAGE, as_it_is(seen, description="Van de contactpersoon."))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Iemand anders heeft dit intussen veranderd" in page
    assert "Van het bureau." in page
    assert page.count("Van de contactpersoon.") == 2, "as what was typed, and in the field"
    assert Organisation.objects.get(pk=seen.pk).description == "Van het bureau."
    again = client.post(PAGE, as_it_is(seen, description="Van allebei.", version=2))
    assert again.status_code == 302
    assert Organisation.objects.get(pk=seen.pk).description == "Van allebei."


def test_the_office_sees_it_too_when_it_saves_second(client: Client, cast: SimpleNamespace) -> None:
    client.force_login(cast.sanne.user)
    client.post(PAGE, as_it_is(cast.brug, description="Van de contactpersoon."))
    make_roles()
    log_in(client, cast.anouk)
    sent = {
        "name": cast.brug.name,
        "slug": cast.brug.slug,
        "kind": cast.brug.kind,
        "town": "Utrecht",
        "description": "Oud.",
        "version": 1,
    }
    page = client.post(f"/beheer/organisaties/edit/{cast.brug.pk}/", sent).content.decode()
    assert "Wie zijn zij? nu staat er “Van de contactpersoon.”, jij schreef “Oud.”" in page
    assert Organisation.objects.get(pk=cast.brug.pk).description == "Van de contactpersoon."


def test_saving_does_not_bring_back_what_ended_meanwhile(
    client: Client, cast: SimpleNamespace
) -> None:
    from jmzpro.members.membership.upkeep.forms import OrganisationDetailsForm

    form = OrganisationDetailsForm(
        as_it_is(cast.brug), instance=Organisation.objects.get(pk=cast.brug.pk)
    )
    assert form.is_valid(), form.errors
    Organisation.objects.filter(pk=cast.brug.pk).update(
        state=MembershipState.ENDED, is_active=False
    )
    form.save()
    assert Organisation.objects.get(pk=cast.brug.pk).state == MembershipState.ENDED


def joined(cast: SimpleNamespace, days: int) -> None:
    Organisation.objects.update(joined_on=timezone.localdate())
    Organisation.objects.filter(pk=cast.brug.pk).update(
        joined_on=timezone.localdate() - timedelta(days=days)
    )


def test_the_contact_is_asked_once_a_year_and_reminded_once(
    client: Client, cast: SimpleNamespace
) -> None:
    joined(cast, 364)
    reminders.ask()
    assert not OutgoingMail.objects.exists()
    start = timezone.now()
    for day in range(1, 60):
        with time_machine.travel(start + timedelta(days=day)):
            reminders.ask()
            reminders.remind()
    mails = list(OutgoingMail.objects.values_list("to", flat=True))
    assert mails == [cast.sanne.user.email] * 2
    assert "herinnering" in last_mail("still_right").text


def test_yes_this_is_right_in_one_tap(client: Client, cast: SimpleNamespace) -> None:
    joined(cast, 400)
    reminders.ask()
    client.force_login(cast.sanne.user)
    assert "Kijk het na" in client.get("/mijn/").content.decode()
    assert (
        "Over een jaar vragen we het nog eens"
        in client.post(f"{PAGE}klopt/", follow=True).content.decode()
    )
    assert "Kijk het na" not in client.get("/mijn/").content.decode()
    with time_machine.travel(timezone.now() + timedelta(days=30)):
        reminders.ask()
        reminders.remind()
    assert OutgoingMail.objects.count() == 1
    with time_machine.travel(timezone.now() + timedelta(days=366)):
        Organisation.objects.exclude(pk=cast.brug.pk).update(checked_on=timezone.localdate())
        reminders.ask()
    assert OutgoingMail.objects.count() == 2


def test_the_office_sees_who_did_not_answer(client: Client, cast: SimpleNamespace) -> None:
    joined(cast, 400)
    reminders.ask()
    make_roles()
    log_in(client, cast.anouk)
    page = client.get("/beheer/lidmaatschap/").content.decode()
    assert "Sanne Vermeer" in page
    reminders.is_right(cast.brug, by=cast.sanne.user)
    assert (
        "Iedereen die gevraagd is, heeft geantwoord."
        in client.get("/beheer/lidmaatschap/").content.decode()
    )


@pytest.mark.parametrize(
    ("days", "by_itself", "expires"), [(61, True, True), (60, True, False), (61, False, False)]
)
def test_what_is_not_paid_expires_when_the_office_set_so(
    cast: SimpleNamespace, days: int, by_itself: bool, expires: bool
) -> None:
    MembershipSettings.current().set(expires_by_itself=by_itself, grace_days=60)
    Organisation.objects.filter(pk=cast.brug.pk).update(
        paid_until=timezone.localdate() - timedelta(days=days)
    )
    reminders.expire_unpaid()
    assert (Organisation.objects.get(pk=cast.brug.pk).state == MembershipState.EXPIRED) is expires
    assert Organisation.objects.filter(is_active=True).exclude(pk=cast.brug.pk).count() == 5

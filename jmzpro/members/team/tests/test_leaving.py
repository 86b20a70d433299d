"""Who leaves sees nothing of the members at once, keeps the account a month, may move, and is
then let go.
"""

from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from jmzpro.mail.models import OutgoingMail
from jmzpro.members.models import Move, Organisation, Person, User
from jmzpro.members.team import departure, transfer
from jmzpro.office.bootstrap import make_roles
from jmzpro.testing.login import log_in
from jmzpro.trust.idempotency import new_key
from jmzpro.trust.models import AuditLine
from jmzpro.trust.personal_data import data_categories

pytestmark = pytest.mark.django_db
TEAM = "/mijn/organisatie/mensen/"


def go(client: Client, person: Person, shown_as: str = "naam", **more: str) -> None:
    client.force_login(person.user)
    assert (
        client.post("/mijn/organisatie/verlaten/", {"shown_as": shown_as, **more})["Location"]
        == "/mijn/"
    )
    person.refresh_from_db()
    person.user.refresh_from_db()


def later(days: int) -> time_machine.travel:
    return time_machine.travel(timezone.now() + timedelta(days=days), tick=False)


def test_who_leaves_sees_only_what_can_be_done(client: Client, cast: SimpleNamespace) -> None:
    go(client, cast.youssef)
    page = client.get("/mijn/").content.decode()
    assert "Je account sluit op" in page
    assert "Mijn profiel" not in page
    for address in (
        "/mijn/profiel/",
        "/mijn/meldingen/",
        f"/leden/mensen/{cast.sanne.public_id}/",
        reverse("questions:ask"),
        TEAM,
    ):
        assert client.get(address).status_code == 403, address
    assert (
        "Sanne Vermeer" not in client.get("/leden/organisaties/steunpunt-de-brug/").content.decode()
    )
    assert client.get("/mijn/gegevens/").status_code == 200


def test_who_left_is_found_by_nobody_and_gets_no_questions(
    client: Client, cast: SimpleNamespace
) -> None:
    go(client, cast.youssef)
    assert cast.youssef not in Person.objects.active()
    client.force_login(cast.sanne.user)
    assert client.get(f"/leden/mensen/{cast.youssef.public_id}/").status_code == 404
    assert "Youssef" not in client.get("/leden/organisaties/steunpunt-de-brug/").content.decode()


def test_both_are_told(client: Client, cast: SimpleNamespace) -> None:
    go(client, cast.youssef)
    assert {mail.to: mail.template.rpartition("/")[2] for mail in OutgoingMail.objects.all()} == {
        "youssef@cast.example": "you_left",
        "sanne@cast.example": "colleague_left",
    }
    assert AuditLine.objects.get(action="person.left").actor == cast.youssef.user


def test_a_new_login_works_for_a_month_and_then_no_more(
    client: Client, cast: SimpleNamespace
) -> None:
    go(client, cast.youssef)
    assert User.objects.who_may_log_in("youssef@cast.example") == cast.youssef.user
    with later(29):
        departure.close_due()
        assert User.objects.who_may_log_in("youssef@cast.example")
    with later(31):
        departure.close_due()
        departure.close_due()
        assert User.objects.who_may_log_in("youssef@cast.example") is None
        client.force_login(User.objects.get(pk=cast.youssef.user_id))
        assert client.get("/mijn/")["Location"].startswith("/inloggen/")
    assert OutgoingMail.objects.filter(template="members/team/mail/account_closed").count() == 1


def test_the_name_stays_and_the_account_is_erased_a_week_after_closing(
    client: Client, cast: SimpleNamespace
) -> None:
    go(client, cast.youssef)
    with later(31):
        departure.close_due()
        data_categories["moves"].sweep()
        assert Person.objects.get(pk=cast.youssef.pk).function
    with later(40):
        data_categories["moves"].sweep()
    gone = Person.objects.select_related("user").get(pk=cast.youssef.pk)
    assert (gone.name, gone.function, gone.leaves_on) == ("Youssef el Idrissi", "", None)
    assert gone.user.is_forgotten
    assert not OutgoingMail.objects.filter(to="youssef@cast.example").exists()
    assert not gone.affiliations.exists()


def test_who_stays_as_former_member_is_forgotten_then(
    client: Client, cast: SimpleNamespace
) -> None:
    go(client, cast.youssef, "oud-lid")
    with later(31):
        departure.close_due()
    with later(40):
        data_categories["moves"].sweep()
        data_categories["moves"].sweep()
    gone = Person.objects.select_related("user").get(pk=cast.youssef.pk)
    assert gone.name == "Oud-lid"
    assert gone.user.is_forgotten


def test_how_answers_stay_can_be_changed_until_the_account_closes(
    client: Client, cast: SimpleNamespace
) -> None:
    go(client, cast.youssef)
    assert cast.youssef.shown_name == "Youssef el Idrissi"
    client.post("/mijn/vertrek/naam/", {"shown_as": "oud-lid"})
    cast.youssef.refresh_from_db()
    assert cast.youssef.shown_name == "een oud-lid"
    assert client.post("/mijn/vertrek/naam/", {"shown_as": "iets"}).status_code == 422
    client.force_login(cast.sanne.user)
    assert client.post("/mijn/vertrek/naam/", {"shown_as": "oud-lid"}).status_code == 404


def test_another_organisation_takes_in_who_asks(client: Client, cast: SimpleNamespace) -> None:
    go(client, cast.youssef, "oud-lid")
    same = new_key()
    for _ in range(2):
        client.post("/mijn/vertrek/overstap/", {"organisation": "ijsselstroom", "eenmalig": same})
    move = Move.objects.get()
    assert move.organisation == cast.ijssel
    client.force_login(cast.daan.user)
    page = client.get("/mijn/").content.decode()
    assert "Werkt <bdi>Youssef el Idrissi</bdi>" in page
    assert client.get(move.get_absolute_url()).status_code == 200
    client.post(move.get_absolute_url(), {"besluit": "ja"})
    youssef = Person.objects.get(pk=cast.youssef.pk)
    assert (youssef.organisation, youssef.is_active, youssef.leaves_on) == (cast.ijssel, True, None)
    assert youssef.shown_name == "Youssef el Idrissi"
    assert [row.organisation for row in youssef.affiliations.all()] == [cast.ijssel, cast.brug]
    assert OutgoingMail.objects.filter(
        template="members/team/mail/moved", to="youssef@cast.example"
    ).exists()
    client.force_login(youssef.user)
    assert client.get(f"/leden/mensen/{cast.sanne.public_id}/").status_code == 200


def test_a_no_is_told_and_decided_once(client: Client, cast: SimpleNamespace) -> None:
    go(client, cast.youssef)
    move = transfer.ask(cast.youssef, cast.ijssel)
    client.force_login(cast.daan.user)
    client.post(move.get_absolute_url(), {"besluit": "nee"})
    again = client.post(move.get_absolute_url(), {"besluit": "ja"}, follow=True)
    assert "al besloten" in again.content.decode()
    assert not Person.objects.get(pk=cast.youssef.pk).is_active
    assert OutgoingMail.objects.filter(template="members/team/mail/not_taken_in").count() == 1


def test_nobody_else_decides_about_a_move(client: Client, cast: SimpleNamespace) -> None:
    go(client, cast.youssef)
    move = transfer.ask(cast.youssef, cast.ijssel)
    for person in (cast.sanne, cast.youssef, cast.lotte):
        client.force_login(person.user)
        assert client.post(move.get_absolute_url(), {"besluit": "ja"}).status_code == 404
    assert Move.objects.waiting().count() == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [("bestaat niet", "heet zo"), ("e", "Er zijn er meer"), ("", "Typ de naam"), ("\x00", "")],
)
def test_an_organisation_that_is_not_clear_is_asked_again(
    client: Client, cast: SimpleNamespace, typed: str, said: str
) -> None:
    go(client, cast.youssef)
    response = client.post("/mijn/vertrek/overstap/", {"organisation": typed})
    assert response.status_code == 422
    assert said in response.content.decode()


def test_three_organisations_may_be_asked_at_once(client: Client, cast: SimpleNamespace) -> None:
    go(client, cast.youssef)
    for organisation in (cast.ijssel, cast.wad, cast.maas):
        transfer.ask(cast.youssef, organisation)
    response = client.post("/mijn/vertrek/overstap/", {"organisation": cast.kompas.name})
    assert "Je vroeg het al aan 3 organisaties" in response.content.decode()
    client.post(f"/mijn/overstap/{Move.objects.earliest('pk').public_id}/intrekken/")
    assert (
        client.post("/mijn/vertrek/overstap/", {"organisation": cast.kompas.name}).status_code
        == 302
    )


def test_who_is_called_by_another_organisation_decides(
    client: Client, cast: SimpleNamespace
) -> None:
    move = transfer.call(cast.youssef, cast.ijssel, "youssef@cast.example", by=cast.daan.user)
    client.force_login(cast.daan.user)
    assert client.post(move.get_absolute_url(), {"besluit": "ja"}).status_code == 404
    client.force_login(cast.youssef.user)
    assert "Werk je nu bij" in client.get("/mijn/").content.decode()
    client.post(move.get_absolute_url(), {"besluit": "ja"})
    assert Person.objects.get(pk=cast.youssef.pk).organisation == cast.ijssel
    assert OutgoingMail.objects.filter(
        to="daan@cast.example", template="members/team/mail/came_over"
    ).exists()


def test_a_contact_who_leaves_passes_it_on(client: Client, cast: SimpleNamespace) -> None:
    client.force_login(cast.sanne.user)
    page = client.get("/mijn/organisatie/verlaten/").content.decode()
    assert "Youssef el Idrissi" in page
    assert "Wim de Boer" not in page
    go(client, cast.sanne, successor=cast.youssef.public_id)
    assert Organisation.objects.get(pk=cast.brug.pk).contact == cast.youssef
    assert client.get(TEAM).status_code == 403


def test_a_contact_who_goes_without_a_successor_leaves_the_choice_to_the_office(
    client: Client, cast: SimpleNamespace
) -> None:
    go(client, cast.daan)
    assert Organisation.objects.get(pk=cast.ijssel.pk).contact is None
    transfer.ask(cast.daan, cast.ijssel)
    make_roles()
    log_in(client, cast.anouk)
    assert (
        "Daan Kolkman wil bij Jongerenwerk IJsselstroom horen"
        in client.get("/beheer/wachtrij/").content.decode()
    )


def test_the_contact_tells_that_somebody_left_and_can_take_it_back(
    client: Client, cast: SimpleNamespace
) -> None:
    client.force_login(cast.sanne.user)
    url = f"{TEAM}{cast.youssef.public_id}/"
    assert "dertig dagen" in client.get(f"{url}vertrek/").content.decode()
    for _ in range(2):
        client.post(f"{url}vertrek/")
    assert OutgoingMail.objects.get().to == "youssef@cast.example"
    assert "Kort geleden vertrokken" in client.get(TEAM).content.decode()
    client.post(f"{url}terug/")
    youssef = Person.objects.get(pk=cast.youssef.pk)
    assert (youssef.organisation, youssef.is_active) == (cast.brug, True)
    client.force_login(cast.daan.user)
    assert client.post(f"{url}terug/").status_code == 404


def test_who_works_for_the_office_is_not_sent_away_by_a_contact(
    client: Client, cast: SimpleNamespace
) -> None:
    make_roles()
    log_in(client, cast.anouk)
    response = client.post(f"{TEAM}{cast.pieter.public_id}/vertrek/", follow=True)
    assert "Daarom regelt het bureau dit vertrek" in response.content.decode()
    assert Person.objects.get(pk=cast.pieter.pk).is_active


def test_the_office_is_closed_to_who_left(client: Client, cast: SimpleNamespace) -> None:
    make_roles()
    Person.objects.filter(pk=cast.anouk.pk).update(is_active=False, leaves_on=timezone.localdate())
    cast.anouk.user.refresh_from_db()
    log_in(client, cast.anouk)
    assert client.get("/beheer/").status_code == 404


def test_somebody_without_an_organisation_has_nothing_to_leave(
    client: Client, cast: SimpleNamespace
) -> None:
    client.force_login(cast.els.user)
    assert client.get("/mijn/organisatie/verlaten/").status_code == 404


def test_a_clock_that_is_set_back_stops_nobody(client: Client, cast: SimpleNamespace) -> None:
    with time_machine.travel(timezone.now() + timedelta(hours=3), tick=False):
        cast.sanne.move_to(cast.wad, by=None)
    go(client, cast.sanne)
    cast.sanne.move_to(cast.brug, by=None)
    assert all(
        row.ended_at is None or row.ended_at >= row.started_at
        for row in cast.sanne.affiliations.all()
    )

"""Keeping it right: by its organisation, by the office, by whoever sees a mistake, and by asking
in time.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from jmzpro.mail.models import OutgoingMail
from jmzpro.members.models import Organisation
from jmzpro.office.bootstrap import bootstrap
from jmzpro.support import upkeep
from jmzpro.support.models import ServiceReport, SupportService
from jmzpro.support.tests.made import SEARCH, asked, make_service
from jmzpro.support.views.search import searching
from jmzpro.testing.login import log_in
from jmzpro.testing.queries import assert_flat
from jmzpro.themes.models import Theme
from jmzpro.trust.models import AuditLine
from jmzpro.trust.queue import AlreadyDecided, queue

MINE = "/mijn/hulpaanbod/"


@pytest.fixture
def network(cast: SimpleNamespace) -> SimpleNamespace:
    """Sanne is the contact of De Brug; Youssef works there too."""
    searching.clear()
    bootstrap(is_demo=False, starters=set())
    Organisation.objects.filter(pk=cast.brug.pk).update(contact=cast.sanne)
    cast.brug.refresh_from_db()
    return cast


def filled_in(**fields: object) -> dict[str, object]:
    typed = {
        "name": "Brusjesgroep",
        "organisation": Organisation.objects.get(slug="steunpunt-de-brug").pk,
        "description": "Samen koken en praten.",
        "status": "active",
        "audiences": ["jonge-mantelzorgers"],
        "minimum_age": "8",
        "maximum_age": "12",
        "themes": [Theme.objects.get(slug="broer-of-zus").pk],
        "ways": ["groep"],
        "municipalities": "Utrecht",
        "town": "Utrecht",
        "applicants": ["ouder"],
        "phone": "000-0000002",
    }
    return {**typed, **fields}


def test_the_contact_adds_a_service_and_it_is_found_at_once(
    client: Client, network: SimpleNamespace
) -> None:
    client.force_login(network.sanne.user)
    client.post(f"{MINE}toevoegen/", filled_in(), follow=True)
    service = SupportService.objects.get()
    assert (service.organisation, service.assurer, service.slug) == (
        network.brug,
        "Steunpunt De Brug",
        "brusjesgroep",
    )
    assert AuditLine.objects.filter(
        subject_type="support.supportservice", actor=network.sanne.user
    ).exists()
    client.logout()
    html = client.post(
        SEARCH, asked(place="Utrecht", age="9", words="zusje met autisme")
    ).content.decode()
    assert "Brusjesgroep" in html
    assert "Steunpunt De Brug" in html


@pytest.mark.parametrize("key", ["youssef", "daan"])
def test_nobody_else_of_the_network_changes_it(
    client: Client, network: SimpleNamespace, key: str
) -> None:
    service = make_service(organisation=network.brug, municipalities=("Utrecht",))
    client.force_login(getattr(network, key).user)
    for address in (f"{MINE}{service.public_id}/", f"{MINE}{service.public_id}/klopt-nog/"):
        assert client.post(address, filled_in()).status_code == 404
    assert service.name not in client.get(MINE).content.decode()


def test_who_is_no_contact_adds_nothing(client: Client, network: SimpleNamespace) -> None:
    client.force_login(network.youssef.user)
    assert client.post(f"{MINE}toevoegen/", filled_in()).status_code == 404
    assert "Alleen de contactpersoon" in client.get(MINE).content.decode()


def test_a_visitor_goes_to_the_login(client: Client, network: SimpleNamespace) -> None:
    service = make_service(organisation=network.brug)
    for address in (MINE, f"{MINE}toevoegen/", f"{MINE}{service.public_id}/", f"{MINE}bestaat1/"):
        assert client.get(address)["Location"].startswith("/inloggen/")


def test_a_contact_cannot_put_it_under_another_organisation(
    client: Client, network: SimpleNamespace
) -> None:
    client.force_login(network.sanne.user)
    response = client.post(f"{MINE}toevoegen/", filled_in(organisation=network.wad.pk))
    assert response.status_code == 422
    assert not SupportService.objects.exists()


def test_the_office_keeps_all_after_a_second_proof(
    client: Client, network: SimpleNamespace
) -> None:
    service = make_service(municipalities=("Utrecht",))
    client.force_login(network.anouk.user)
    assert "/mijn/beveiliging/" in client.get(f"{MINE}{service.public_id}/")["Location"]
    log_in(client, network.anouk)
    typed = filled_in(organisation="", provider_name="Steunpunt Elders", versie="1")
    assert client.post(f"{MINE}{service.public_id}/", typed).status_code == 302
    service.refresh_from_db()
    assert (service.name, service.assurer) == ("Brusjesgroep", "het bureau van JMZ Pro")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": ""}, "Schrijf hier iets."),
        ({"maximum_age": "6"}, "lager dan"),
        ({"audiences": []}, "Kies voor wie het is."),
        ({"municipalities": "", "town": ""}, "Vul in waar het voor werkt"),
        ({"phone": ""}, "wie hulp zoekt, moet ergens terechtkunnen"),
        ({"url": "geen adres"}, "geldige URL"),
        ({"wait_time": "een week", "wait_time_known_on": "31-12-2999"}, "Deze dag moet nog komen."),
        ({"wait_time": "", "wait_time_known_on": "2025-05-03"}, "Vul ook de wachttijd in"),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(
    client: Client, network: SimpleNamespace, fields: dict[str, object], said: str
) -> None:
    client.force_login(network.sanne.user)
    response = client.post(f"{MINE}toevoegen/", filled_in(**fields))
    assert response.status_code == 422
    html = response.content.decode()
    assert said in html
    assert "Samen koken en praten." in html
    assert not SupportService.objects.exists()


def test_two_who_change_it_at_once_lose_nothing(client: Client, network: SimpleNamespace) -> None:
    service = make_service("Kookgroep Oost", organisation=network.brug, municipalities=("Utrecht",))
    client.force_login(network.sanne.user)
    address = f"{MINE}{service.public_id}/"
    first = filled_in(name="Groep van Sanne", versie="1")
    second = filled_in(name="Groep van Anouk", phone="000-0000009", versie="1")
    assert client.post(address, first).status_code == 302
    response = client.post(address, second)
    html = response.content.decode()
    assert response.status_code == 422
    assert "Iemand anders heeft dit intussen veranderd" in html
    assert "Groep van Sanne" in html
    assert "000-0000009" in html
    service.refresh_from_db()
    assert (service.name, service.phone) == ("Groep van Sanne", "000-0000002")
    version = re.search(r'name="versie" value="(\d+)"', html)
    assert version is not None
    assert client.post(address, {**second, "versie": version[1]}).status_code == 302
    service.refresh_from_db()
    assert (service.name, service.version) == ("Groep van Anouk", 3)


def test_a_form_without_its_version_overwrites_nothing(
    client: Client, network: SimpleNamespace
) -> None:
    service = make_service("Kookgroep Oost", organisation=network.brug, municipalities=("Utrecht",))
    client.force_login(network.sanne.user)
    assert client.post(f"{MINE}{service.public_id}/", filled_in()).status_code == 422
    service.refresh_from_db()
    assert service.name == "Kookgroep Oost"


def test_taken_off_by_its_owner_it_is_found_nowhere(
    client: Client, network: SimpleNamespace
) -> None:
    service = make_service("Kookgroep Oost", organisation=network.brug, municipalities=("Utrecht",))
    client.force_login(network.sanne.user)
    client.post(
        f"{MINE}{service.public_id}/",
        filled_in(name="Kookgroep Oost", status="inactive", versie="1"),
    )
    client.logout()
    assert client.get(service.get_absolute_url()).status_code == 404
    assert (
        "aanbod/kookgroep-oost/" not in client.post(SEARCH, asked(place="Utrecht")).content.decode()
    )
    assert "Kookgroep Oost" not in client.get(network.brug.get_absolute_url()).content.decode()


def test_a_waiting_time_says_on_which_day_it_was_known_until_it_changes(
    client: Client, network: SimpleNamespace, may: time_machine.Traveller
) -> None:
    service = make_service(
        "Kookgroep Oost",
        organisation=network.brug,
        municipalities=("Utrecht",),
        wait_time="vier weken",
    )
    client.force_login(network.sanne.user)
    address, known = f"{MINE}{service.public_id}/", "vier weken (bekend op 3 mei)"

    def keep(**fields: object) -> int:
        service.refresh_from_db()
        typed = filled_in(name="Kookgroep Oost", versie=service.version, **fields)
        return client.post(address, typed).status_code

    assert keep(wait_time="vier weken", wait_time_known_on="3 mei 2025") == 302
    assert known in client.get(service.get_absolute_url()).content.decode()
    assert known in client.post(SEARCH, asked(place="Utrecht")).content.decode()
    service.refresh_from_db()
    assert known in client.get(upkeep.address_for(service, network.sanne.user)).content.decode()
    assert client.get("/api/v1/services").json()["results"][0]["wait_time_known_on"] == "2025-05-03"
    assert keep(wait_time="vier weken", wait_time_known_on="2025-05-03", phone="000-0000003") == 302
    assert known in client.get(service.get_absolute_url()).content.decode()
    assert keep(wait_time="een week", wait_time_known_on="2025-05-03") == 302
    assert "een week</dd>" in client.get(service.get_absolute_url()).content.decode()
    assert "wait_time_known_on" not in client.get("/api/v1/services").json()["results"][0]
    assert keep(wait_time="drie weken", wait_time_known_on="2025-05-31") == 302
    assert keep(wait_time="twee weken", wait_time_known_on="2025-05-31") == 302
    on(may, 2026, 5, 31)
    assert (
        "twee weken (bekend op 31 mei 2025)"
        in client.get(service.get_absolute_url()).content.decode()
    )


# In time


@pytest.fixture
def may() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(
        datetime(2025, 5, 31, 12, tzinfo=ZoneInfo("Europe/Amsterdam")), tick=False
    ) as traveller:
        yield traveller


def on(traveller: time_machine.Traveller, year: int, month: int, day: int) -> None:
    traveller.move_to(datetime(year, month, day, 12, tzinfo=ZoneInfo("Europe/Amsterdam")))


def asked_by_mail() -> list[str]:
    return list(
        OutgoingMail.objects.filter(cause__startswith="support-still-right:").values_list(
            "to", flat=True
        )
    )


def test_what_nobody_looked_at_is_asked_about_then_marked_then_leaves(
    client: Client, network: SimpleNamespace, may: time_machine.Traveller
) -> None:
    service = make_service("Kookgroep Oost", organisation=network.brug, municipalities=("Utrecht",))

    def found() -> str:
        return client.post(SEARCH, asked(place="Utrecht")).content.decode()

    on(may, 2026, 5, 30)
    upkeep.ask()
    assert asked_by_mail() == []
    on(may, 2026, 5, 31)
    upkeep.ask()
    upkeep.ask()
    assert asked_by_mail() == [network.sanne.user.email]
    on(may, 2026, 11, 30)
    assert "Dat is lang geleden" not in found()
    on(may, 2026, 12, 1)
    assert "Dat is lang geleden" in found()
    assert "al een tijd niet nagekeken" in client.get(service.get_absolute_url()).content.decode()
    on(may, 2027, 5, 30)
    assert "aanbod/kookgroep-oost/" in found()
    on(may, 2027, 5, 31)
    assert "aanbod/kookgroep-oost/" not in found()
    page = client.get(service.get_absolute_url()).content.decode()
    assert "meer dan twee jaar niet nagekeken" in page
    assert "noindex" in page
    assert service.get_absolute_url() not in client.get("/sitemap.xml").content.decode()
    assert client.get("/api/v1/services").json()["results"] == []
    assert "Kookgroep Oost" not in client.get(network.brug.get_absolute_url()).content.decode()


def test_one_press_from_the_mail_says_that_it_still_holds(
    client: Client, network: SimpleNamespace, may: time_machine.Traveller
) -> None:
    service = make_service("Kookgroep Oost", organisation=network.brug, municipalities=("Utrecht",))
    on(may, 2026, 6, 1)
    upkeep.ask()
    address = upkeep.address_for(service, network.sanne.user)
    assert address in OutgoingMail.objects.get().text
    assert client.get(address).status_code == 200
    service.refresh_from_db()
    assert service.asked_about is not None
    assert "Dank je wel" in client.post(address, {"antwoord": "ja"}).content.decode()
    service.refresh_from_db()
    assert (str(service.assured_date), service.assurer) == ("2026-06-01", "Steunpunt De Brug")
    assert not upkeep.due().exists()
    assert "al nagekeken" in client.post(address, {"antwoord": "ja"}).content.decode()
    on(may, 2027, 6, 1)
    upkeep.ask()
    assert len(asked_by_mail()) == 2


def test_the_link_of_somebody_who_is_no_contact_any_more_opens_nothing(
    client: Client, network: SimpleNamespace
) -> None:
    service = make_service("Kookgroep Oost", organisation=network.brug)
    address = upkeep.address_for(service, network.sanne.user)
    Organisation.objects.filter(pk=network.brug.pk).update(contact=network.youssef)
    assert client.get(address).status_code == 404
    assert client.get(f"{address[:-4]}xxx/").status_code == 404


def test_one_press_on_ones_own_page_does_it_too(
    client: Client, network: SimpleNamespace, may: time_machine.Traveller
) -> None:
    service = make_service("Kookgroep Oost", organisation=network.brug, municipalities=("Utrecht",))
    on(may, 2026, 8, 1)
    client.force_login(network.sanne.user)
    assert "Klopt nog" in client.get(MINE).content.decode()
    client.post(f"{MINE}{service.public_id}/klopt-nog/")
    service.refresh_from_db()
    assert str(service.assured_date) == "2026-08-01"
    assert "Klopt nog" not in client.get(MINE).content.decode()


def test_the_office_sees_how_fresh_all_of_it_is(
    client: Client, network: SimpleNamespace, may: time_machine.Traveller
) -> None:
    make_service("Oud", organisation=network.brug, municipalities=("Utrecht",))
    on(may, 2026, 12, 31)
    make_service("Nieuw", municipalities=("Utrecht",))
    log_in(client, network.anouk)
    html = client.get("/beheer/hulpaanbod/").content.decode()
    assert "1 nagekeken in het laatste jaar" in html
    assert "1 langer dan anderhalf jaar" in html
    assert "niemand: bel zelf" in html
    assert "Sanne Vermeer" in html
    only = client.get("/beheer/hulpaanbod/?groep=gemarkeerd").content.decode()
    assert ">Oud<" in only
    assert ">Nieuw<" not in only
    assert ">Nieuw<" in client.get("/beheer/hulpaanbod/?q=nieu").content.decode()
    assert_flat(
        client,
        "/beheer/hulpaanbod/",
        lambda: [make_service(f"Nog {number}", organisation=network.brug) for number in range(8)],
    )


def test_who_is_not_of_the_office_does_not_see_that(
    client: Client, network: SimpleNamespace
) -> None:
    client.force_login(network.sanne.user)
    assert client.get("/beheer/hulpaanbod/").status_code == 404


# What is wrong


def test_anybody_reports_a_mistake_to_the_office_and_to_the_owner(
    client: Client, network: SimpleNamespace
) -> None:
    service = make_service("Kookgroep Oost", organisation=network.brug)
    typed = {"text": "Het nummer is veranderd.", "email": "lezer@cast.example"}
    for _ in range(2):
        response = client.post(f"{service.get_absolute_url()}klopt-niet/", typed, follow=True)
    assert "Dank je wel" in response.content.decode()
    report = ServiceReport.objects.get()
    mail = OutgoingMail.objects.get()
    assert mail.to == network.sanne.user.email
    assert "Het nummer is veranderd." in mail.text
    assert "lezer@cast.example" not in mail.text + mail.html
    log_in(client, network.anouk)
    assert "Het nummer is veranderd." in client.get("/beheer/wachtrij/").content.decode()
    kind = queue["hulpaanbod"]
    decision = kind.decision("verholpen")
    assert decision is not None
    decision.carry_out(str(report.pk), by=network.anouk.user, reason="")
    assert kind.count(network.anouk.user) == 0
    with pytest.raises(AlreadyDecided):
        decision.carry_out(str(report.pk), by=network.pieter.user, reason="")


@pytest.mark.parametrize(
    ("text", "said"), [("", "Schrijf hier iets."), ("Voor Kees, bsn 123456782", "BSN")]
)
def test_a_report_that_cannot_be_taken_says_why(
    client: Client, network: SimpleNamespace, text: str, said: str
) -> None:
    service = make_service("Groep")
    response = client.post(f"{service.get_absolute_url()}klopt-niet/", {"text": text})
    assert response.status_code == 422
    assert said in response.content.decode()
    assert not ServiceReport.objects.exists()


def test_what_fills_in_everything_is_no_person(client: Client, network: SimpleNamespace) -> None:
    service = make_service("Groep")
    client.post(
        f"{service.get_absolute_url()}klopt-niet/",
        {"text": "Koop nu.", "website": "https://spam.example"},
    )
    assert not ServiceReport.objects.exists()


def test_a_report_is_gone_ninety_days_after_its_decision(
    client: Client, network: SimpleNamespace, may: time_machine.Traveller
) -> None:
    from jmzpro.trust.personal_data import data_categories

    report = ServiceReport.receive(make_service("Groep"), "Klopt niet.", "lezer@cast.example")
    on(may, 2026, 5, 1)
    assert data_categories["service-reports"].sweep() == 0
    queue["hulpaanbod"].decision("opzij").carry_out(str(report.pk), by=network.anouk.user)  # type: ignore[union-attr]
    on(may, 2026, 7, 29)
    assert data_categories["service-reports"].sweep() == 0
    on(may, 2026, 7, 31)
    assert data_categories["service-reports"].sweep() == 1

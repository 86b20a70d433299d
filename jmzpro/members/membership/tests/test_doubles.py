"""Likely doubles, which only the office sees."""

from types import SimpleNamespace

import pytest
from django.test import Client

from jmzpro.members.membership import lifecycle
from jmzpro.members.membership.application.duplicates import are_alike, domain_of, doubles, plain
from jmzpro.members.membership.application.models import Application
from jmzpro.members.membership.tests.filled_in import confirmed, last_mail
from jmzpro.members.models import Organisation
from jmzpro.office.bootstrap import make_roles
from jmzpro.testing.login import log_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "written",
    [
        "STEUNPUNT DE BRUG",
        "Stichting Steunpunt De Brug",
        "St. Steunpunt de Brug",
        "Stg. Steunpunt De Brug",
        "Steunpunt De Brug B.V.",
        "Steunpunt De Brug BV",
        "Steunpunt ‘De Brug’",
        "Steunpunt, de Brug!",
        "Vereniging Steunpunt De Brüg",
        "De Brug, Steunpunt",
        "Steunpnt De Brug",
    ],
)
def test_the_same_name_written_otherwise_is_found(written: str) -> None:
    assert are_alike(written, "Steunpunt De Brug")


@pytest.mark.parametrize(
    "other", ["Steunpunt De Kade", "Welzijn Waddenkust", "Steunpunt", "De Brug Jongerenwerk Zwolle"]
)
def test_another_name_is_not(other: str) -> None:
    assert not are_alike(other, "Steunpunt De Brug")


def test_a_name_of_legal_forms_alone_keeps_its_words() -> None:
    assert plain("De Stichting B.V.") == "de stichting bv"


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("info@Brug.example", "brug.example"),
        ("https://www.brug.example/over", "brug.example"),
        ("brug.example", "brug.example"),
        ("iemand@gmail.com", ""),
        ("https://www.facebook.com/brug", ""),
        ("", ""),
    ],
)
def test_a_domain_where_anybody_is_says_nothing(address: str, domain: str) -> None:
    assert domain_of(address) == domain


def found(application: Application) -> str:
    return " · ".join(f"{one.name}: {one.why}" for one in doubles(application))


def test_the_same_number_or_domain_is_found_too(client: Client, cast: SimpleNamespace) -> None:
    Organisation.objects.filter(pk=cast.wad.pk).update(
        kvk="87654321", website="https://waddenkust.example/"
    )
    assert (
        found(confirmed(client, kvk="87654321")) == "Welzijn Waddenkust (lid): hetzelfde KvK-nummer"
    )
    assert "hetzelfde domein waddenkust.example" in found(
        confirmed(client, name="Iets anders", kvk="", website="http://www.waddenkust.example")
    )


def test_the_mail_of_who_works_there_counts_and_a_public_mailbox_does_not(
    client: Client, cast: SimpleNamespace
) -> None:
    assert "hetzelfde domein cast.example" in found(
        confirmed(client, contact_email="nieuw@cast.example")
    )
    cast.nynke.change_address("nynke@gmail.com", by=None)
    assert "gmail" not in found(
        confirmed(client, name="Nog iets", contact_email="iemand@gmail.com")
    )


def test_who_left_and_who_waits_are_held_against_too(client: Client, cast: SimpleNamespace) -> None:
    lifecycle.end(cast.brug, by=None)
    first = confirmed(
        client, name="Nieuw Steunpunt Zuid", kvk="", website="", contact_email="a@zuid.example"
    )
    assert "Steunpunt De Brug (opgezegd)" in found(
        confirmed(client, name="Stichting Steunpunt de brug")
    )
    assert first.name in found(
        confirmed(
            client,
            name="St. Nieuw Steunpunt Zuid",
            kvk="",
            website="",
            contact_email="b@noord.example",
        )
    )


def test_the_office_sees_it_and_the_applicant_does_not(
    client: Client, cast: SimpleNamespace
) -> None:
    confirmed(client, name="St. Steunpunt De Brug")
    assert "lijkt" not in last_mail("received").text.lower()
    make_roles()
    log_in(client, cast.anouk)
    page = client.get("/beheer/wachtrij/?soort=lid-worden").content.decode()
    assert "Steunpunt De Brug (lid): bijna dezelfde naam" in page

from types import SimpleNamespace

import pytest
from django.test import Client

from jmzpro.office.bootstrap import make_roles
from jmzpro.office.middleware import POLICY
from jmzpro.testing.login import log_in
from jmzpro.testing.queries import assert_flat
from jmzpro.trust import audit


@pytest.fixture
def lines(cast: SimpleNamespace) -> None:
    make_roles()
    audit.record("organisatie toegelaten", cast.brug, by=cast.anouk.user, reason="bekend")
    audit.record("vraag verborgen", cast.wad, by=cast.pieter.user, reason="naam van een kind")
    audit.record("opgeruimd", cast.wad, by=None)


def test_the_bureau_reads_who_did_what_and_why(client: Client, cast: SimpleNamespace, lines: None) -> None:
    log_in(client, cast.anouk)
    page = client.get("/beheer/logboek/").content.decode()
    for words in ("organisatie toegelaten", "Anouk Visser", "naam van een kind", "het systeem", f"organisatie {cast.brug.pk}"):
        assert words in page


@pytest.mark.parametrize(
    ("query", "shown", "not_shown"),
    [
        ("wie=pieter", "vraag verborgen", "organisatie toegelaten"),
        ("wat=organisatie", "organisatie toegelaten", "vraag verborgen"),
        ("van=2999-01-01", "0 regels", "vraag verborgen"),
        ("tot=2000-01-01", "0 regels", "vraag verborgen"),
        ("wie=&van=2000-01-01", "vraag verborgen", "0 regels"),
    ],
)
def test_the_log_is_narrowed(client: Client, cast: SimpleNamespace, lines: None, query: str, shown: str, not_shown: str) -> None:
    log_in(client, cast.anouk)
    page = client.get(f"/beheer/logboek/?{query}").content.decode()
    assert shown in page
    assert not_shown not in page


def test_a_date_that_is_none_is_said(client: Client, cast: SimpleNamespace, lines: None) -> None:
    log_in(client, cast.anouk)
    assert client.get("/beheer/logboek/?van=morgen&p=zes").status_code == 422


def test_only_the_bureau_reads_it(client: Client, cast: SimpleNamespace, lines: None) -> None:
    for person in (cast.pieter, cast.ilse, cast.sanne):
        log_in(client, person)
        assert client.get("/beheer/logboek/").status_code == 404
    log_in(client, cast.anouk)
    assert client.post("/beheer/logboek/").status_code == 405


def test_a_long_log_costs_no_more_queries(client: Client, cast: SimpleNamespace, lines: None) -> None:
    log_in(client, cast.anouk)

    def make_more() -> None:
        for person in (cast.anouk, cast.pieter, cast.ilse, cast.beheer) * 5:
            audit.record("toegelaten", cast.brug, by=person.user)

    assert_flat(client, "/beheer/logboek/", make_more)


def test_the_admin_has_a_policy_of_its_own(client: Client, cast: SimpleNamespace, lines: None) -> None:
    log_in(client, cast.anouk)
    assert client.get("/beheer/logboek/")["Content-Security-Policy"] == POLICY
    assert "unsafe-" not in client.get("/inloggen/")["Content-Security-Policy"]

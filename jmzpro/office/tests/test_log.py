import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.test import Client

from jmzpro.members.membership.state import MembershipState
from jmzpro.office.bootstrap import make_roles
from jmzpro.office.log_names import IN_WORDS
from jmzpro.office.middleware import POLICY
from jmzpro.office.tests.waiting import made
from jmzpro.testing.login import log_in
from jmzpro.testing.office import carry_out
from jmzpro.testing.queries import assert_flat
from jmzpro.trust import audit
from jmzpro.trust.queue import queue


@pytest.fixture
def lines(cast: SimpleNamespace) -> None:
    make_roles()
    audit.record("organisatie toegelaten", cast.brug, by=cast.anouk.user, reason="bekend")
    audit.record("vraag verborgen", cast.wad, by=cast.pieter.user, reason="naam van een kind")
    audit.record("opgeruimd", cast.wad, by=None)


def test_the_bureau_reads_who_did_what_and_why(
    client: Client, cast: SimpleNamespace, lines: None
) -> None:
    log_in(client, cast.anouk)
    page = client.get("/beheer/logboek/").content.decode()
    where = f"/beheer/organisaties/edit/{cast.brug.pk}/"
    for words in (
        "Organisatie toegelaten",
        "Anouk Visser",
        "naam van een kind",
        "het systeem",
        cast.brug.name,
        where,
    ):
        assert words in page


@pytest.mark.parametrize(
    ("query", "shown", "not_shown"),
    [
        ("wie=pieter", "Vraag verborgen", "Organisatie toegelaten"),
        ("wat=organisatie", "Organisatie toegelaten", "Vraag verborgen"),
        ("van=2999-01-01", "0 regels", "Vraag verborgen"),
        ("tot=2000-01-01", "0 regels", "Vraag verborgen"),
        ("wie=&van=2000-01-01", "Vraag verborgen", "0 regels"),
    ],
)
def test_the_log_is_narrowed(
    client: Client, cast: SimpleNamespace, lines: None, query: str, shown: str, not_shown: str
) -> None:
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


KEYS = re.compile(r"""audit\.record\(\s*"([a-z_]+\.[a-z_]+)\"""")


def test_every_key_in_the_log_has_words() -> None:
    """Those written down, and those made of the state of a membership or of what a list changed."""
    sources = (
        file.read_text()
        for file in (Path(settings.BASE_DIR) / "jmzpro").rglob("*.py")
        if "tests" not in file.parts
    )
    keys = {key for source in sources for key in KEYS.findall(source)}
    assert len(keys) > 30
    composed = {f"membership.{state.name.lower()}" for state in MembershipState} | {
        "organisation.changed",
        "person.changed",
    }
    assert keys | composed <= set(IN_WORDS)


def test_a_decision_of_the_queue_is_named_with_a_link(
    client: Client, cast: SimpleNamespace
) -> None:
    make_roles()
    item = made(cast, queue["agenda"])
    log_in(client, cast.anouk)
    carry_out(client, "agenda", item.id, "plaats")
    page = client.get("/beheer/logboek/").content.decode()
    assert "Agenda: Op de site gezet" in page
    assert f'<a href="{item.url}">{item.title}</a>' in page
    queue_page = client.get("/beheer/wachtrij/").content.decode()
    assert f'Op de site gezet: <a href="{item.url}">{item.title}</a>' in queue_page


def test_a_long_log_costs_no_more_queries(
    client: Client, cast: SimpleNamespace, lines: None
) -> None:
    log_in(client, cast.anouk)

    def make_more() -> None:
        for person in (cast.anouk, cast.pieter, cast.ilse, cast.beheer) * 5:
            audit.record("toegelaten", cast.brug, by=person.user)

    assert_flat(client, "/beheer/logboek/", make_more)


def test_the_admin_has_a_policy_of_its_own(
    client: Client, cast: SimpleNamespace, lines: None
) -> None:
    log_in(client, cast.anouk)
    assert client.get("/beheer/logboek/")["Content-Security-Policy"] == POLICY
    assert "unsafe-" not in client.get("/inloggen/")["Content-Security-Policy"]

"""No one act of one person buries the queue: every kind shows a few of one sender, and says how
many more there are.
"""

from types import SimpleNamespace

import pytest
from django.test import Client

from jmzpro.office import decisions
from jmzpro.office.bootstrap import make_roles
from jmzpro.office.tests.waiting import samples, who_decides
from jmzpro.testing.login import log_in
from jmzpro.trust.queue import Decision, queue

MANY = 14
# Where each item is of somebody else: why one person cannot send many.
OF_ONE_EACH = {
    "moves": "somebody asks three organisations at most",
    "gevaar": (
        "each is looked at: none is hidden behind another, and the forms they come from have "
        "ceilings"
    ),
}


@pytest.mark.parametrize("key", [kind.key for kind in queue if kind.key not in OF_ONE_EACH])
def test_a_few_of_one_sender_are_shown_and_the_rest_is_one_click_away(
    client: Client, cast: SimpleNamespace, key: str
) -> None:
    make_roles()
    kind = queue[key]
    for number in range(MANY):
        samples()[key](cast, number)
    log_in(client, who_decides(cast, kind))
    page = client.get("/beheer/wachtrij/")
    shown = [one for one in page.context["page"] if one.item.kind is kind]
    assert len(shown) <= decisions.MOST_OF_NOBODY
    hidden = sum(one.hidden for one in shown)
    assert len(shown) + hidden == MANY
    assert f"En nog {hidden} van" in page.content.decode()
    last = next(one for one in shown if one.hidden)
    address = f"/beheer/wachtrij/?soort={key}" + (f"&afzender={last.mark}" if last.mark else "")
    assert len(client.get(address).context["page"]) == MANY


def test_what_somebody_else_sent_stays_on_the_first_page(
    client: Client, cast: SimpleNamespace
) -> None:
    make_roles()
    for number in range(MANY):
        samples()["klopt-niet"](cast, number)
    samples()["hulpaanbod"](cast, 1)
    log_in(client, cast.anouk)
    assert "Kookgroep 1" in client.get("/beheer/wachtrij/").content.decode()


def test_everything_of_one_sender_is_laid_aside_at_once_and_can_come_back(
    client: Client, cast: SimpleNamespace
) -> None:
    make_roles()
    kind = queue["klopt-niet"]
    for number in range(MANY):
        samples()["klopt-niet"](cast, number)
    log_in(client, cast.anouk)
    mark = client.get("/beheer/wachtrij/").context["page"][0].mark
    assert "voorbeeld.example" not in mark
    answer = client.post(
        "/beheer/wachtrij/klopt-niet/alles/", {"besluit": "opzij", "afzender": mark}, follow=True
    )
    assert f"Opzij gelegd: {MANY} van dezelfde afzender" in answer.content.decode()
    assert kind.count(cast.anouk.user) == 0
    line = answer.context["undoable"][0].line
    client.post(f"/beheer/wachtrij/klopt-niet/{line.subject_id}/terug/")
    assert kind.count(cast.anouk.user) == 1


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"besluit": "opzij"},
        {"besluit": "verholpen", "afzender": "x"},
        {"besluit": "onzin", "afzender": "x"},
    ],
)
def test_only_what_mails_nobody_is_decided_for_all(
    client: Client, cast: SimpleNamespace, typed: dict[str, str]
) -> None:
    make_roles()
    samples()["klopt-niet"](cast, 1)
    log_in(client, cast.anouk)
    assert client.post("/beheer/wachtrij/klopt-niet/alles/", typed).status_code == 404
    log_in(client, cast.pieter)
    assert (
        client.post(
            "/beheer/wachtrij/klopt-niet/alles/", {"besluit": "opzij", "afzender": "x"}
        ).status_code
        == 404
    )
    assert queue["klopt-niet"].count(cast.anouk.user) == 1


def test_a_decision_with_a_page_is_never_for_all() -> None:
    with pytest.raises(ValueError, match="one by one"):
        Decision(
            "weg", "Gooi weg", lambda item_id, *, by, reason="": None, letter=None, for_all=True
        )

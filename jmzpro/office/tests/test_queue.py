from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from jmzpro.office.bootstrap import make_roles
from jmzpro.testing.login import log_in
from jmzpro.trust.models import AuditLine
from jmzpro.trust.queue import AlreadyDecided, Decision, QueueKind, Waiting, queue


class Toys:
    """Toys that wait, and what was decided about them."""

    def __init__(self) -> None:
        now = timezone.now()
        self.waiting = {"1": now - timedelta(days=1), "2": now - timedelta(days=3)}
        self.decided: list[tuple[str, str, str]] = []

    def list(self, user: Any) -> list[Waiting]:
        waiting = sorted(self.waiting.items(), key=lambda pair: pair[1])
        return [
            Waiting(id=key, title=f"Speelgoed {key}", since=since, text="Mag dit?", facts=[("Kleur", "rood")]) for key, since in waiting
        ]

    def count(self, user: Any) -> int:
        return len(self.waiting)

    def act(self, what: str) -> Any:
        def carry_out(item_id: str, *, by: Any, reason: str = "") -> None:
            if item_id not in self.waiting:
                raise AlreadyDecided
            del self.waiting[item_id]
            self.decided.append((what, item_id, reason))

        return carry_out

    def put_back(self, item_id: str, *, by: Any) -> None:
        self.waiting[item_id] = timezone.now()


@pytest.fixture
def toys(cast: SimpleNamespace) -> Iterator[Toys]:
    make_roles()
    toys = Toys()
    decisions = (
        Decision("ja", "Laat toe", toys.act("ja"), undo=toys.put_back),
        Decision("nee", "Wijs af", toys.act("nee"), needs_reason=True),
        Decision("weg", "Gooi weg", toys.act("weg"), is_destructive=True, consequence="Het speelgoed is dan voorgoed weg."),
    )
    queue.register(QueueKind("speelgoed", "Speelgoed", toys.list, toys.count, decisions, groups=("Moderatie",)))
    yield toys
    queue.unregister("speelgoed")


ITEM = "/beheer/wachtrij/speelgoed/1/besluit/"


def test_what_waits_is_in_one_list_oldest_first(client: Client, cast: SimpleNamespace, toys: Toys) -> None:
    log_in(client, cast.pieter)
    page = client.get("/beheer/wachtrij/").content.decode()
    assert page.index("Speelgoed 2") < page.index("Speelgoed 1")
    assert "Speelgoed (2)" in page
    assert "Mag dit?" in page
    assert "rood" in page


def test_the_list_is_narrowed_to_a_kind(client: Client, cast: SimpleNamespace, toys: Toys) -> None:
    log_in(client, cast.pieter)
    assert client.get("/beheer/wachtrij/?soort=speelgoed").status_code == 200
    assert client.get("/beheer/wachtrij/?soort=onbekend").status_code == 404


def test_a_decision_is_one_step_and_leaves_an_audit_line(client: Client, cast: SimpleNamespace, toys: Toys) -> None:
    log_in(client, cast.pieter)
    response = client.post(ITEM, {"besluit": "ja", "reden": "past goed"}, follow=True)
    assert "Laat toe: Speelgoed 1" in response.content.decode()
    assert toys.decided == [("ja", "1", "past goed")]
    line = AuditLine.objects.get()
    assert (line.actor, line.action, line.reason) == (cast.pieter.user, "Speelgoed: Laat toe", "past goed")
    assert (line.subject_type, line.subject_id, line.subject_name) == ("queue.speelgoed", "1", "Speelgoed")
    queue.unregister("speelgoed")
    assert line.subject_name == "speelgoed"


def test_a_second_decision_changes_nothing_and_says_so(client: Client, cast: SimpleNamespace, toys: Toys) -> None:
    log_in(client, cast.pieter)
    client.post(ITEM, {"besluit": "ja"})
    response = client.post(ITEM, {"besluit": "nee", "reden": "toch niet"}, follow=True)
    assert "al besloten" in response.content.decode()
    assert len(toys.decided) == AuditLine.objects.count() == 1


def test_somebody_who_is_first_meanwhile_wins_and_no_line_is_written(client: Client, cast: SimpleNamespace, toys: Toys) -> None:
    log_in(client, cast.pieter)

    def beaten(user: Any) -> list[Waiting]:
        return [Waiting(id="9", title="Speelgoed 9", since=timezone.now())]

    queue.unregister("speelgoed")
    queue.register(QueueKind("speelgoed", "Speelgoed", beaten, lambda user: 1, (Decision("ja", "Laat toe", toys.act("ja")),)))
    response = client.post("/beheer/wachtrij/speelgoed/9/besluit/", {"besluit": "ja"}, follow=True)
    assert "al besloten" in response.content.decode()
    assert not AuditLine.objects.exists()


def test_a_refusal_asks_why(client: Client, cast: SimpleNamespace, toys: Toys) -> None:
    log_in(client, cast.pieter)
    response = client.post(ITEM, {"besluit": "nee", "reden": "  "})
    assert response.status_code == 422
    assert "in één zin waarom" in response.content.decode()
    assert not toys.decided


def test_what_cannot_be_taken_back_asks_once_with_the_consequence(client: Client, cast: SimpleNamespace, toys: Toys) -> None:
    log_in(client, cast.pieter)
    response = client.post(ITEM, {"besluit": "weg", "reden": "kapot"})
    assert "voorgoed weg" in response.content.decode()
    assert 'value="kapot"' in response.content.decode()
    assert not toys.decided
    client.post(ITEM, {"besluit": "weg", "reden": "kapot", "zeker": "ja"})
    assert toys.decided == [("weg", "1", "kapot")]


def test_a_decision_is_taken_back_by_who_took_it(client: Client, cast: SimpleNamespace, toys: Toys) -> None:
    log_in(client, cast.pieter)
    client.post(ITEM, {"besluit": "ja"})
    assert "Net besloten" in client.get("/beheer/wachtrij/").content.decode()
    log_in(client, cast.anouk)
    client.post("/beheer/wachtrij/speelgoed/1/terug/")
    assert "1" not in toys.waiting
    log_in(client, cast.pieter)
    client.post("/beheer/wachtrij/speelgoed/1/terug/")
    assert "1" in toys.waiting
    assert AuditLine.objects.first().action == "Speelgoed: Laat toe teruggedraaid"  # type: ignore[union-attr]
    assert "Net besloten" not in client.get("/beheer/wachtrij/").content.decode()


def test_who_does_not_decide_about_a_kind_does_not_see_it(client: Client, cast: SimpleNamespace, toys: Toys) -> None:
    log_in(client, cast.ilse)
    assert "Speelgoed" not in client.get("/beheer/wachtrij/").content.decode()
    assert client.post(ITEM, {"besluit": "ja"}).status_code == 404
    assert client.post("/beheer/wachtrij/speelgoed/1/terug/").status_code == 404
    assert not toys.decided


def test_a_decision_that_does_not_exist_is_404(client: Client, cast: SimpleNamespace, toys: Toys) -> None:
    log_in(client, cast.pieter)
    assert client.post(ITEM, {"besluit": "onzin"}).status_code == 404
    assert client.post(ITEM).status_code == 404


def test_reading_decides_nothing(client: Client, cast: SimpleNamespace, toys: Toys) -> None:
    log_in(client, cast.pieter)
    assert client.get(ITEM).status_code == 405
    assert len(toys.waiting) == 2


def test_the_menu_and_the_first_page_say_how_much_waits(client: Client, cast: SimpleNamespace, toys: Toys) -> None:
    log_in(client, cast.pieter)
    page = client.get("/beheer/").content.decode()
    assert "Wacht op een besluit" in page
    assert "Wachtrij (" in page


def test_a_member_does_not_come_near(client: Client, cast: SimpleNamespace, toys: Toys) -> None:
    log_in(client, cast.sanne)
    assert client.get("/beheer/wachtrij/").status_code == 404
    assert client.post(ITEM, {"besluit": "ja"}).status_code == 404
    assert Group.objects.filter(name="Moderatie").exists()

from collections.abc import Iterator
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.test import Client
from django.utils import timezone

from jmzpro.mail.models import OutgoingMail
from jmzpro.members.models import Person
from jmzpro.office.bootstrap import make_roles
from jmzpro.questions.emails import taken_down
from jmzpro.testing.login import log_in
from jmzpro.trust.models import AuditLine, RateWindow
from jmzpro.trust.queue import (
    AlreadyDecided,
    CannotDecide,
    Decision,
    Letter,
    QueueKind,
    Waiting,
    queue,
)


class Toys:
    """Toys that wait, and what was decided about them: in rows, so that a decision that is only
    rehearsed leaves nothing.
    """

    def __init__(self, maker: Person | None) -> None:
        self.maker = maker
        now = timezone.now()
        for number, days in (("1", 1), ("2", 3)):
            self.put_back(number, by=None, since=now - timedelta(days=days))

    @property
    def rows(self) -> QuerySet[RateWindow]:
        return RateWindow.objects.filter(key__startswith="toy ").order_by("ends_at")

    @property
    def waiting(self) -> list[str]:
        return [row.key.split()[1] for row in self.rows]

    @property
    def decided(self) -> list[tuple[str, str, str]]:
        found = [
            row.key.split("|")[1:] for row in RateWindow.objects.filter(key__startswith="decided|")
        ]
        return [(what, item_id, reason) for what, item_id, reason in found]

    def list(self, user: Any) -> list[Waiting]:
        facts = [("Kleur", "rood")]
        return [
            Waiting(
                row.key.split()[1],
                f"Speelgoed {row.key.split()[1]}",
                row.ends_at,
                "Mag dit?",
                facts=facts,
            )
            for row in self.rows
        ]

    def count(self, user: Any) -> int:
        return self.rows.count()

    def act(self, what: str) -> Any:
        def carry_out(item_id: str, *, by: Any, reason: str = "", text: str = "") -> None:
            if not RateWindow.objects.filter(key=f"toy {item_id}").delete()[0]:
                raise AlreadyDecided
            RateWindow.objects.create(
                key=f"decided|{what}|{item_id}|{reason}", count=1, ends_at=timezone.now()
            )
            if what == "nee" and self.maker:
                taken_down(self.maker, f"speelgoed {item_id}", "/", text, f"toy:{item_id}")

        return carry_out

    def put_back(self, item_id: str, *, by: Any, since: datetime | None = None) -> None:
        RateWindow.objects.create(key=f"toy {item_id}", count=1, ends_at=since or timezone.now())


@pytest.fixture
def toys(cast: SimpleNamespace) -> Iterator[Toys]:
    make_roles()
    toys = Toys(cast.daan)
    decisions = (
        Decision("ja", "Laat toe", toys.act("ja"), letter=None, undo=toys.put_back),
        Decision(
            "nee",
            "Wijs af",
            toys.act("nee"),
            letter=Letter("de maker", asks="Waarom?", needed="Schrijf waarom."),
            undo=toys.put_back,
        ),
        Decision(
            "weg",
            "Gooi weg",
            toys.act("weg"),
            letter=None,
            needs_reason=True,
            is_destructive=True,
            consequence=FOR_GOOD,
        ),
    )
    queue.register(
        QueueKind("speelgoed", "Speelgoed", toys.list, toys.count, decisions, groups=("Moderatie",))
    )
    yield toys
    queue.unregister("speelgoed")


FOR_GOOD = "Het speelgoed is dan voorgoed weg."
ITEM = "/beheer/wachtrij/speelgoed/1/besluit/"


def test_what_waits_is_in_one_list_oldest_first(
    client: Client, cast: SimpleNamespace, toys: Toys
) -> None:
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


def test_a_decision_is_one_step_and_leaves_an_audit_line(
    client: Client, cast: SimpleNamespace, toys: Toys
) -> None:
    log_in(client, cast.pieter)
    response = client.post(ITEM, {"besluit": "ja", "reden": "past goed"}, follow=True)
    assert "Laat toe: Speelgoed 1" in response.content.decode()
    assert toys.decided == [("ja", "1", "past goed")]
    line = AuditLine.objects.get()
    assert (line.actor, line.action, line.reason) == (
        cast.pieter.user,
        "Speelgoed: Laat toe",
        "past goed",
    )
    assert (line.subject_type, line.subject_id, line.subject_name) == (
        "queue.speelgoed",
        "1",
        "Speelgoed",
    )
    queue.unregister("speelgoed")
    assert line.subject_name == "speelgoed"


def test_a_second_decision_changes_nothing_and_says_so(
    client: Client, cast: SimpleNamespace, toys: Toys
) -> None:
    log_in(client, cast.pieter)
    client.post(ITEM, {"besluit": "ja"})
    response = client.post(ITEM, {"besluit": "nee", "reden": "toch niet"}, follow=True)
    assert "al besloten" in response.content.decode()
    assert len(toys.decided) == AuditLine.objects.count() == 1


def test_somebody_who_is_first_meanwhile_wins_and_no_line_is_written(
    client: Client, cast: SimpleNamespace, toys: Toys
) -> None:
    log_in(client, cast.pieter)

    def beaten(user: Any) -> list[Waiting]:
        return [Waiting(id="9", title="Speelgoed 9", since=timezone.now())]

    queue.unregister("speelgoed")
    queue.register(
        QueueKind(
            "speelgoed",
            "Speelgoed",
            beaten,
            lambda user: 1,
            (Decision("ja", "Laat toe", toys.act("ja"), letter=None, undo=toys.put_back),),
        )
    )
    response = client.post("/beheer/wachtrij/speelgoed/9/besluit/", {"besluit": "ja"}, follow=True)
    assert "al besloten" in response.content.decode()
    assert not AuditLine.objects.exists()


def test_the_words_of_a_mail_are_asked_for_and_the_mail_is_shown_before_it_goes(
    client: Client, cast: SimpleNamespace, toys: Toys
) -> None:
    log_in(client, cast.pieter)
    opened = client.post(ITEM, {"besluit": "nee", "reden": "voor ons"})
    page = opened.content.decode()
    assert opened.status_code == 200
    assert "Waarom?. Dit mailen" not in page
    assert "Dit mailen we aan de maker" in page
    assert "Alleen voor het logboek" in page
    assert 'value="voor ons"' in page
    assert cast.daan.user.email in page
    empty = client.post(ITEM, {"besluit": "nee", "bekijk": "ja", "tekst": "  "})
    assert empty.status_code == 422
    assert "Schrijf waarom." in empty.content.decode()
    typed = {"besluit": "nee", "tekst": "Het is <b>stuk</b>.", "reden": "voor ons"}
    seen = client.post(ITEM, {**typed, "bekijk": "ja"}).content.decode()
    assert "Het is &lt;b&gt;stuk&lt;/b&gt;." in seen.split("Deze mail gaat weg")[1]
    assert not toys.decided
    assert not OutgoingMail.objects.exists()
    assert not AuditLine.objects.exists()
    client.post(ITEM, {**typed, "getoond": typed["tekst"], "zeker": "ja"})
    mail, line = OutgoingMail.objects.get(), AuditLine.objects.get()
    assert "Het is <b>stuk</b>." in mail.text
    assert "voor ons" not in mail.text
    assert line.reason == "voor ons"


def test_only_the_words_that_were_shown_go(
    client: Client, cast: SimpleNamespace, toys: Toys
) -> None:
    log_in(client, cast.pieter)
    for shown in ({}, {"getoond": "Eerst dit."}):
        again = client.post(ITEM, {"besluit": "nee", "tekst": "Toch dit.", "zeker": "ja", **shown})
        assert "Je veranderde de tekst" in again.content.decode()
    assert not toys.decided
    lines = "Eerst dit.\r\n\r\nEn dan dat.  "
    client.post(
        ITEM, {"besluit": "nee", "tekst": lines, "getoond": lines.replace("\r", ""), "zeker": "ja"}
    )
    assert "Eerst dit.\n\nEn dan dat.\n" in OutgoingMail.objects.get().text


def test_who_cannot_be_mailed_gets_no_words(
    client: Client, cast: SimpleNamespace, toys: Toys
) -> None:
    toys.maker = None
    log_in(client, cast.pieter)
    page = client.post(ITEM, {"besluit": "nee"}).content.decode()
    assert "Er gaat geen mail uit" in page
    assert "Dit mailen we aan" not in page
    client.post(ITEM, {"besluit": "nee", "zeker": "ja"})
    assert toys.decided == [("nee", "1", "")]


def test_what_was_typed_for_the_log_stays_when_it_cannot_be_kept(
    client: Client, cast: SimpleNamespace, toys: Toys
) -> None:
    log_in(client, cast.pieter)
    refused = client.post(ITEM, {"besluit": "ja", "reden": "bsn 111222333"})
    assert refused.status_code == 422
    assert "bsn 111222333" in refused.content.decode()
    assert not toys.decided


def test_what_cannot_be_taken_back_asks_once_with_the_consequence(
    client: Client, cast: SimpleNamespace, toys: Toys
) -> None:
    log_in(client, cast.pieter)
    response = client.post(ITEM, {"besluit": "weg", "reden": "kapot"})
    assert "voorgoed weg" in response.content.decode()
    assert 'value="kapot"' in response.content.decode()
    assert client.post(ITEM, {"besluit": "weg", "reden": " ", "zeker": "ja"}).status_code == 422
    assert not toys.decided
    client.post(ITEM, {"besluit": "weg", "reden": "kapot", "zeker": "ja"})
    assert toys.decided == [("weg", "1", "kapot")]


def test_what_cannot_be_taken_back_any_more_says_what_can_be_done(
    client: Client, cast: SimpleNamespace, toys: Toys
) -> None:
    def too_late(item_id: str, *, by: Any) -> None:
        raise CannotDecide("Er wordt al mee gespeeld.")

    queue.unregister("speelgoed")
    decisions = (Decision("ja", "Laat toe", toys.act("ja"), letter=None, undo=too_late),)
    queue.register(QueueKind("speelgoed", "Speelgoed", toys.list, toys.count, decisions))
    log_in(client, cast.pieter)
    client.post(ITEM, {"besluit": "ja"})
    assert (
        "Er wordt al mee gespeeld."
        in client.post("/beheer/wachtrij/speelgoed/1/terug/", follow=True).content.decode()
    )
    assert AuditLine.objects.count() == 1


def test_a_decision_is_taken_back_by_who_took_it(
    client: Client, cast: SimpleNamespace, toys: Toys
) -> None:
    log_in(client, cast.pieter)
    client.post(ITEM, {"besluit": "ja"})
    assert 'id="net-besloten"' in client.get("/beheer/wachtrij/").content.decode()
    log_in(client, cast.anouk)
    client.post("/beheer/wachtrij/speelgoed/1/terug/")
    assert "1" not in toys.waiting
    log_in(client, cast.pieter)
    client.post("/beheer/wachtrij/speelgoed/1/terug/")
    assert "1" in toys.waiting
    assert AuditLine.objects.first().action == "Speelgoed: Laat toe, teruggedraaid"  # type: ignore[union-attr]
    assert 'id="net-besloten"' not in client.get("/beheer/wachtrij/").content.decode()


def test_who_does_not_decide_about_a_kind_does_not_see_it(
    client: Client, cast: SimpleNamespace, toys: Toys
) -> None:
    log_in(client, cast.ilse)
    assert "Speelgoed" not in client.get("/beheer/wachtrij/").content.decode()
    assert client.post(ITEM, {"besluit": "ja"}).status_code == 404
    assert client.post("/beheer/wachtrij/speelgoed/1/terug/").status_code == 404
    assert not toys.decided


def test_a_decision_that_does_not_exist_is_404(
    client: Client, cast: SimpleNamespace, toys: Toys
) -> None:
    log_in(client, cast.pieter)
    assert client.post(ITEM, {"besluit": "onzin"}).status_code == 404
    assert client.post(ITEM).status_code == 404


def test_reading_decides_nothing(client: Client, cast: SimpleNamespace, toys: Toys) -> None:
    log_in(client, cast.pieter)
    assert client.get(ITEM).status_code == 405
    assert len(toys.waiting) == 2


def test_the_menu_and_the_first_page_say_how_much_waits(
    client: Client, cast: SimpleNamespace, toys: Toys
) -> None:
    log_in(client, cast.pieter)
    page = client.get("/beheer/").content.decode()
    assert "Wacht op een besluit" in page
    assert "Wachtrij (" in page


def test_a_member_does_not_come_near(client: Client, cast: SimpleNamespace, toys: Toys) -> None:
    log_in(client, cast.sanne)
    assert client.get("/beheer/wachtrij/").status_code == 404
    assert client.post(ITEM, {"besluit": "ja"}).status_code == 404
    assert Group.objects.filter(name="Moderatie").exists()

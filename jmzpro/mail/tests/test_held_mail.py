from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from jmzpro.mail.incoming.intake import receive, work_through
from jmzpro.mail.incoming.personal_data import DATA_CATEGORY, sweep
from jmzpro.mail.incoming.queue import DEAD_ENDS
from jmzpro.mail.incoming.verdicts import OutcomeKind
from jmzpro.mail.models import InboundMail, InboundState, OutgoingMail
from jmzpro.mail.tests.toy import Toy, ask, reply, toy_part
from jmzpro.mail.tokens import Refused
from jmzpro.office.decisions import kinds_for
from jmzpro.trust.queue import AlreadyDecided

SERVER = "mx.jmzpro.example"
PASSED = {"Authentication-Results": f"{SERVER}; dmarc=pass header.from=cast.example"}


@pytest.fixture
def toy(settings: Any) -> Iterator[Toy]:
    settings.MAIL_AUTHSERV_ID = SERVER
    with toy_part() as part:
        yield part


def held(cast: SimpleNamespace, **changes: Any) -> InboundMail:
    asked = ask(cast.marijke)
    assert (
        receive(reply(asked, **changes), recipients=[asked.address], trusted=False).kind
        is OutcomeKind.HELD
    )
    return InboundMail.objects.latest("pk")


def questions() -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(is_auto_reply=True).order_by("pk"))


def test_what_our_server_vouches_for_is_taken_at_once(cast: SimpleNamespace, toy: Toy) -> None:
    asked = ask(cast.marijke)
    receive(reply(asked, headers=PASSED), recipients=[asked.address], trusted=False)
    assert len(toy.taken) == 1
    assert questions() == []


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {
            "headers": {
                "Authentication-Results": "elders.example; dmarc=pass header.from=cast.example"
            }
        },
        {"headers": PASSED, "sender": "joost@cast.example"},
        {"sender": "iemand@elders.example"},
        {"headers": PASSED, "sender": "marijke@cast.example, iemand@elders.example"},
    ],
)
def test_anything_else_waits_for_the_owner(
    cast: SimpleNamespace, toy: Toy, changes: dict[str, Any]
) -> None:
    inbound = held(cast, **changes)
    assert toy.taken == []
    [question] = questions()
    assert question.to == "marijke@cast.example"
    assert f"/mail/bevestigen/{inbound.confirmation}/" in question.text
    assert "taxi" in question.text


def test_the_loopback_door_never_vouches_for_somebody_else(cast: SimpleNamespace, toy: Toy) -> None:
    asked = ask(cast.marijke)
    assert (
        receive(
            reply(asked, sender="joost@cast.example"), recipients=[asked.address], trusted=True
        ).kind
        is OutcomeKind.HELD
    )


def test_reading_the_page_places_nothing_and_the_button_does(
    cast: SimpleNamespace, toy: Toy, client: Client
) -> None:
    url = f"/mail/bevestigen/{held(cast).confirmation}/"
    for _ in range(2):
        response = client.get(url)
        assert response.status_code == 200
        assert "Wij doen dat met een taxi." in response.text
        assert "no-store" in response["Cache-Control"]
    assert toy.taken == []
    assert client.post(url, {"keuze": "ja"}).status_code == 200
    assert client.post(url, {"keuze": "ja"}).status_code == 200
    [taken] = toy.taken
    assert taken.text == "Wij doen dat met een taxi."


def test_no_throws_it_away(cast: SimpleNamespace, toy: Toy, client: Client) -> None:
    inbound = held(cast)
    assert (
        "weggegooid"
        in client.post(f"/mail/bevestigen/{inbound.confirmation}/", {"keuze": "nee"}).text
    )
    inbound.refresh_from_db()
    assert (inbound.state, inbound.raw, inbound.sender) == (InboundState.DISOWNED, None, "")
    client.post(f"/mail/bevestigen/{inbound.confirmation}/", {"keuze": "ja"})
    assert toy.taken == []


def test_a_wrong_key_and_a_wrong_choice_do_nothing(
    cast: SimpleNamespace, toy: Toy, client: Client
) -> None:
    inbound = held(cast)
    assert client.get(f"/mail/bevestigen/{'0' * 32}/").status_code == 404
    assert (
        client.post(f"/mail/bevestigen/{inbound.confirmation}/", {"keuze": "misschien"}).status_code
        == 422
    )
    assert toy.taken == []


def test_what_the_part_refuses_after_the_button_is_shown_with_the_text(
    cast: SimpleNamespace, toy: Toy, client: Client
) -> None:
    inbound = held(cast)
    toy.refuses = Refused("De vraag is gesloten.")
    response = client.post(f"/mail/bevestigen/{inbound.confirmation}/", {"keuze": "ja"})
    assert response.status_code == 422
    assert "De vraag is gesloten." in response.text
    assert "Wij doen dat met een taxi." in response.text


def test_a_failing_part_leaves_the_buttons_working(
    cast: SimpleNamespace, toy: Toy, client: Client
) -> None:
    inbound = held(cast)
    toy.fails = RuntimeError("kapot")
    assert (
        client.post(f"/mail/bevestigen/{inbound.confirmation}/", {"keuze": "ja"}).status_code == 503
    )
    toy.fails = None
    assert (
        client.post(f"/mail/bevestigen/{inbound.confirmation}/", {"keuze": "ja"}).status_code == 200
    )
    assert len(toy.taken) == 1


def test_after_a_week_the_mail_is_gone(cast: SimpleNamespace, toy: Toy, client: Client) -> None:
    inbound = held(cast)
    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1), tick=False):
        assert sweep() == 1
        assert client.get(f"/mail/bevestigen/{inbound.confirmation}/").status_code == 410
        assert (
            client.post(f"/mail/bevestigen/{inbound.confirmation}/", {"keuze": "ja"}).status_code
            == 410
        )
    with time_machine.travel(timezone.now() + timedelta(days=91), tick=False):
        sweep()
        inbound.refresh_from_db()
        assert inbound.sender == ""
    assert toy.taken == []


def test_one_question_an_hour_and_the_next_follows_later(cast: SimpleNamespace, toy: Toy) -> None:
    asked = ask(cast.marijke)
    for number in (1, 2, 3):
        receive(
            reply(asked, f"Antwoord {number}.", number=number),
            recipients=[asked.address],
            trusted=False,
        )
    assert len(questions()) == 1
    work_through()
    assert len(questions()) == 1
    with time_machine.travel(timezone.now() + timedelta(minutes=61), tick=False):
        work_through()
        assert len(questions()) == 2
    with time_machine.travel(timezone.now() + timedelta(minutes=122), tick=False):
        work_through()
        assert [
            ("Antwoord 1" in q.text, "Antwoord 2" in q.text, "Antwoord 3" in q.text)
            for q in questions()
        ] == [
            (True, False, False),
            (False, True, False),
            (False, False, True),
        ]


def test_a_citizen_service_number_in_a_doubtful_mail_is_told_to_the_owner(
    cast: SimpleNamespace, toy: Toy
) -> None:
    asked = ask(cast.marijke)
    receive(reply(asked, "Zijn bsn is 111222333."), recipients=[asked.address], trusted=False)
    [mail] = questions()
    assert "111222333" not in mail.text
    assert InboundMail.objects.get().raw is None


def test_the_office_sees_a_question_that_nobody_answers(cast: SimpleNamespace, toy: Toy) -> None:
    inbound = held(cast)
    assert DEAD_ENDS.count(cast.anouk.user) == 0
    with time_machine.travel(timezone.now() + timedelta(days=3), tick=False):
        [waiting] = DEAD_ENDS.waiting(cast.anouk.user)
        assert "taxi" not in f"{waiting.title}{waiting.text}{waiting.facts}"
        assert DEAD_ENDS not in kinds_for(cast.sanne.user)
        again, away = (decision.carry_out for decision in DEAD_ENDS.decisions)
        again(waiting.id, by=cast.anouk.user, reason="")
        assert len(questions()) == 2
        away(waiting.id, by=cast.anouk.user, reason="spam")
        with pytest.raises(AlreadyDecided):
            away(waiting.id, by=cast.anouk.user, reason="spam")
    inbound.refresh_from_db()
    assert inbound.raw is None


def test_a_mail_on_which_a_part_failed_is_placed_by_the_office(
    cast: SimpleNamespace, toy: Toy
) -> None:
    asked = ask(cast.marijke)
    toy.fails = RuntimeError("kapot")
    for _ in range(5):
        receive(reply(asked, headers=PASSED), recipients=[asked.address], trusted=False)
    toy.fails = None
    [waiting] = DEAD_ENDS.waiting(cast.anouk.user)
    DEAD_ENDS.decisions[0].carry_out(waiting.id, by=cast.anouk.user, reason="")
    assert len(toy.taken) == 1
    assert DEAD_ENDS.count(cast.anouk.user) == 0


def test_what_was_left_behind_is_decided_on_later(cast: SimpleNamespace, toy: Toy) -> None:
    asked = ask(cast.marijke)
    toy.fails = RuntimeError("kapot")
    receive(reply(asked, headers=PASSED), recipients=[asked.address], trusted=False)
    toy.fails = None
    work_through()
    assert toy.taken == []
    with time_machine.travel(timezone.now() + timedelta(minutes=16), tick=False):
        work_through()
    assert len(toy.taken) == 1


def test_a_person_gets_and_erases_what_came_in(cast: SimpleNamespace, toy: Toy) -> None:
    asked = ask(cast.marijke)
    receive(reply(asked, headers=PASSED), recipients=[asked.address], trusted=False)
    [row] = DATA_CATEGORY.export(cast.marijke.user)
    assert row["tekst"] == "Wij doen dat met een taxi."
    assert DATA_CATEGORY.export(cast.joost.user) == []
    DATA_CATEGORY.erase(cast.marijke.user)
    DATA_CATEGORY.erase(cast.marijke.user)
    assert not InboundMail.objects.exists()

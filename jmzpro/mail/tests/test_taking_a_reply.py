from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from jmzpro.mail.incoming.encryption import opened
from jmzpro.mail.incoming.intake import receive
from jmzpro.mail.incoming.verdicts import OutcomeKind
from jmzpro.mail.models import InboundMail, InboundState, OutgoingMail
from jmzpro.mail.tests.toy import Toy, ask, reply
from jmzpro.mail.tokens import Refused
from jmzpro.members.models import Person


def told(person: Person) -> list[str]:
    """What was mailed to this person in answer to a mail."""
    return list(
        OutgoingMail.objects.filter(to=person.user.email, is_auto_reply=True)
        .order_by("pk")
        .values_list("text", flat=True)
    )


def test_a_reply_reaches_the_part_once(cast: SimpleNamespace, toy: Toy) -> None:
    asked = ask(cast.marijke)
    raw = reply(asked, sender='"Marijke H." <MARIJKE@cast.example>')
    assert receive(raw, recipients=[asked.address.upper()], trusted=True).kind is OutcomeKind.TAKEN
    assert receive(raw, recipients=[asked.address], trusted=True).kind is OutcomeKind.REPEATED
    [taken] = toy.taken
    assert taken.text == "Wij doen dat met een taxi."
    assert taken.token == asked.token
    assert taken.message_id == "<1.reply@example.org>"
    assert taken.written_by == "Marijke H."
    assert told(cast.marijke) == []


def test_raw_mail_is_kept_a_week_and_encrypted(cast: SimpleNamespace, toy: Toy) -> None:
    asked = ask(cast.marijke)
    raw = reply(asked)
    receive(raw, recipients=[asked.address], trusted=True)
    inbound = InboundMail.objects.get()
    assert inbound.raw is not None
    assert b"taxi" not in bytes(inbound.raw)
    assert opened(inbound.raw) == raw
    assert inbound.delete_raw_at - inbound.received_at == pytest.approx(
        timedelta(days=7), abs=timedelta(minutes=1)
    )


def test_what_a_part_refuses_goes_back_with_the_text(cast: SimpleNamespace, toy: Toy) -> None:
    asked = ask(cast.marijke)
    toy.refuses = Refused("De vraag is gesloten, dus er kan niets meer bij.")
    toy.writes = lambda reply: cast.marijke.themes.clear()
    assert (
        receive(reply(asked), recipients=[asked.address], trusted=True).kind is OutcomeKind.RETURNED
    )
    [text] = told(cast.marijke)
    assert "De vraag is gesloten" in text
    assert "Wij doen dat met een taxi." in text
    assert cast.marijke.themes.exists()


def test_a_part_that_fails_leaves_nothing_half_and_the_mail_is_offered_again(
    cast: SimpleNamespace, toy: Toy
) -> None:
    asked = ask(cast.marijke)
    toy.fails = RuntimeError("database weg")
    toy.writes = lambda reply: cast.marijke.themes.clear()
    outcome = receive(reply(asked), recipients=[asked.address], trusted=True)
    assert outcome.kind is OutcomeKind.LATER
    assert outcome.status.startswith("451")
    assert cast.marijke.themes.exists()
    toy.fails = toy.writes = None
    assert receive(reply(asked), recipients=[asked.address], trusted=True).kind is OutcomeKind.TAKEN
    assert len(toy.taken) == 1


def test_the_fifth_failure_puts_the_mail_before_the_office(cast: SimpleNamespace, toy: Toy) -> None:
    asked = ask(cast.marijke)
    toy.fails = RuntimeError("kapot")
    kinds = [receive(reply(asked), recipients=[asked.address], trusted=True).kind for _ in range(5)]
    assert kinds == [OutcomeKind.LATER] * 4 + [OutcomeKind.HELD]
    assert InboundMail.objects.get().state == InboundState.STUCK
    assert "je tekst is bewaard" in told(cast.marijke)[0]


def test_a_citizen_service_number_is_never_kept(cast: SimpleNamespace, toy: Toy) -> None:
    asked = ask(cast.marijke)
    raw = reply(asked, "Het bsn van het kind is 111222333, bel haar maar.")
    assert receive(raw, recipients=[asked.address], trusted=True).kind is OutcomeKind.RETURNED
    assert toy.taken == []
    assert InboundMail.objects.get().raw is None
    [text] = told(cast.marijke)
    assert "burgerservicenummer" in text
    assert "111222333" not in text


def test_a_part_that_finds_a_number_has_the_raw_mail_destroyed(
    cast: SimpleNamespace, toy: Toy
) -> None:
    asked = ask(cast.marijke)
    toy.refuses = Refused("Er staat een BSN in je tekst: 111222333.", keep_raw=False)
    receive(reply(asked), recipients=[asked.address], trusted=True)
    assert InboundMail.objects.get().raw is None
    assert "111222333" not in told(cast.marijke)[0]


@pytest.mark.parametrize("why", ["expired", "left"])
def test_a_dead_reply_address_gives_the_text_back(
    cast: SimpleNamespace, toy: Toy, why: str
) -> None:
    asked = ask(
        cast.marijke, expires_at=timezone.now() - timedelta(days=1 if why == "expired" else -1)
    )
    if why == "left":
        toy.refuses = Refused("weg")
    receive(reply(asked), recipients=[asked.address], trusted=True)
    assert toy.taken == []
    assert "Wij doen dat met een taxi." in told(cast.marijke)[0]


def test_nothing_new_is_not_placed_and_said_once(cast: SimpleNamespace, toy: Toy) -> None:
    asked = ask(cast.marijke)
    quote = (
        f"Op di 3 mrt 2026 om 10:12 schreef JMZ Pro <{asked.address}>:\n\n> --- Antwoord boven "
        "deze regel ---\n> Wie weet raad?"
    )
    for number in (1, 2):
        assert (
            receive(
                reply(asked, quote, number=number), recipients=[asked.address], trusted=True
            ).kind
            is OutcomeKind.RETURNED
        )
    assert toy.taken == []
    assert len(told(cast.marijke)) == 1


def test_more_than_twenty_thousand_characters_goes_back(cast: SimpleNamespace, toy: Toy) -> None:
    asked = ask(cast.marijke)
    receive(
        reply(asked, "woord en nog een woord " * 1000), recipients=[asked.address], trusted=True
    )
    assert toy.taken == []
    assert "20.000 tekens" in told(cast.marijke)[0]
    receive(
        reply(asked, ("woord " * 3333).strip(), number=2), recipients=[asked.address], trusted=True
    )
    assert len(toy.taken) == 1


def test_an_unknown_token_is_answered_to_a_known_sender_only(
    cast: SimpleNamespace, toy: Toy
) -> None:
    asked = ask(cast.marijke)
    lost = SimpleNamespace(
        token=asked.token,
        address=f"antwoord+{'0' * 32}@antwoord.jmzpro.example",
        mail=SimpleNamespace(message_id="<x@elders.example>"),
    )
    assert (
        receive(reply(lost), recipients=[lost.address], trusted=True).kind is OutcomeKind.RETURNED
    )
    assert "welke vraag" in told(cast.marijke)[0]
    stranger = reply(lost, sender="iemand@elders.example", number=2)
    assert receive(stranger, recipients=[lost.address], trusted=True).kind is OutcomeKind.LEFT
    assert not OutgoingMail.objects.filter(to="iemand@elders.example").exists()


@pytest.mark.parametrize(
    "recipients",
    [
        ["antwoord@antwoord.jmzpro.example"],
        [],
        ["antwoord={token}@antwoord.jmzpro.example"],
        ["antwoord-{token}@antwoord.jmzpro.example"],
    ],
)
def test_a_server_that_changes_the_address_loses_no_reply(
    cast: SimpleNamespace, toy: Toy, recipients: list[str]
) -> None:
    asked = ask(cast.marijke)
    raw = reply(asked).replace(f"To: {asked.address}".encode(), b"To: undisclosed-recipients:;")
    receive(
        raw, recipients=[one.format(token=asked.token.token) for one in recipients], trusted=True
    )
    assert len(toy.taken) == 1


def test_fifty_attachments_give_twenty_and_a_sentence(cast: SimpleNamespace, toy: Toy) -> None:
    asked = ask(cast.marijke)
    parts = "".join(
        f'--x\r\nContent-Type: application/pdf; name="blad-{n}.pdf"\r\nContent-Disposition: '
        "attachment; "
        f'filename="blad-{n}.pdf"\r\n\r\n%PDF-{n}\r\n'
        for n in range(50)
    )
    body = f"--x\r\nContent-Type: text/plain\r\n\r\nZie de bladen.\r\n{parts}--x--"
    receive(
        reply(asked, body, content_type='multipart/mixed; boundary="x"'),
        recipients=[asked.address],
        trusted=True,
    )
    [taken] = toy.taken
    assert taken.text == "Zie de bladen."
    assert [one.name for one in taken.files] == [f"blad-{n}.pdf" for n in range(20)]
    assert "20 bestanden" in told(cast.marijke)[0]


def test_eleven_megabytes_is_refused_with_a_sentence(cast: SimpleNamespace, toy: Toy) -> None:
    asked = ask(cast.marijke)
    outcome = receive(
        reply(asked, "x" * 11 * 1024 * 1024), recipients=[asked.address], trusted=True
    )
    assert outcome.status.startswith("552")
    assert "10 MB" in told(cast.marijke)[0]
    assert InboundMail.objects.get().raw is None


def test_many_mails_to_one_address_wait_for_the_hour(cast: SimpleNamespace, toy: Toy) -> None:
    asked = ask(cast.marijke)
    outcomes = [
        receive(reply(asked, number=n), recipients=[asked.address], trusted=True) for n in range(32)
    ]
    assert [outcome.kind for outcome in outcomes[:30]] == [OutcomeKind.TAKEN] * 30
    assert outcomes[31].kind is OutcomeKind.TOO_MANY
    assert outcomes[31].status.startswith("451")
    assert "minuten" in outcomes[31].sentence

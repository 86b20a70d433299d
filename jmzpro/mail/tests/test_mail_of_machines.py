from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from jmzpro.mail.incoming.intake import receive
from jmzpro.mail.incoming.verdicts import OutcomeKind
from jmzpro.mail.models import AddressState, InboundMail, OutgoingMail
from jmzpro.mail.tests.toy import Toy, ask, reply


def nothing_is_answered() -> bool:
    return not OutgoingMail.objects.filter(is_auto_reply=True).exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Auto-Submitted", "auto-generated"),
        ("Auto-Submitted", "auto-replied (vacation)"),
        ("X-Autoreply", "yes"),
        ("X-Autorespond", "1"),
        ("Precedence", "bulk"),
        ("Precedence", "junk"),
        ("Precedence", "auto_reply"),
        ("List-Id", "<lijst.elders.example>"),
        ("Return-Path", "<>"),
        ("X-Loop", "netwerk@jmzpro.example"),
        ("Subject", "Automatisch antwoord: Wie heeft een groep?"),
        ("Subject", "Automatic reply: Wie heeft een groep?"),
        ("Subject", "Out of Office: Wie heeft een groep?"),
        ("Subject", "Afwezig: Wie heeft een groep?"),
    ],
)
def test_nothing_of_a_machine_is_published_or_answered(
    cast: SimpleNamespace, toy: Toy, name: str, value: str
) -> None:
    asked = ask(cast.marijke)
    outcome = receive(reply(asked, headers={name: value}), recipients=[asked.address], trusted=True)
    assert outcome.kind is OutcomeKind.LEFT
    assert toy.taken == []
    assert nothing_is_answered()
    assert not InboundMail.objects.exclude(raw=None).exists()


def test_a_person_who_says_auto_submitted_no_is_a_person(cast: SimpleNamespace, toy: Toy) -> None:
    asked = ask(cast.marijke)
    receive(
        reply(asked, headers={"Auto-Submitted": "no"}), recipients=[asked.address], trusted=True
    )
    assert len(toy.taken) == 1


def test_a_question_about_absence_is_no_automatic_mail(cast: SimpleNamespace, toy: Toy) -> None:
    asked = ask(cast.marijke)
    raw = reply(asked).replace(
        b"Subject: Re: Wie heeft een groep voor brusjes?",
        b"Subject: Re: Afwezig op school, wat nu?",
    )
    receive(raw, recipients=[asked.address], trusted=True)
    assert len(toy.taken) == 1


def test_an_out_of_office_reply_tells_the_part_until_when(cast: SimpleNamespace, toy: Toy) -> None:
    asked = ask(cast.marijke)
    until = timezone.localdate() + timedelta(days=10)
    text = f"Ik ben afwezig tot {until.day}-{until.month}-{until.year}. Voor spoed kun je bellen."
    receive(
        reply(asked, text, headers={"Auto-Submitted": "auto-replied"}),
        recipients=[asked.address],
        trusted=False,
    )
    assert toy.away == [(asked.token, until)]
    assert nothing_is_answered()


def test_a_long_absence_pauses_for_ninety_days_and_one_that_is_over_does_not(
    cast: SimpleNamespace, toy: Toy
) -> None:
    asked = ask(cast.marijke)
    today = timezone.localdate()
    far, past = today + timedelta(days=200), today - timedelta(days=2)
    for number, day in enumerate((far, past)):
        text = f"Ik ben met verlof tot {day:%d-%m-%Y}."
        receive(
            reply(asked, text, number=number, headers={"Auto-Submitted": "auto-replied"}),
            recipients=[asked.address],
            trusted=False,
        )
    assert toy.away == [(asked.token, today + timedelta(days=90))]


def test_it_may_come_to_the_return_address_and_counts_once(cast: SimpleNamespace, toy: Toy) -> None:
    asked = ask(cast.marijke)
    until = timezone.localdate() + timedelta(days=10)
    raw = reply(
        asked,
        f"Terug op {until.day}-{until.month}-{until.year}.",
        headers={"Auto-Submitted": "auto-replied"},
    )
    retour = f"retour+{asked.mail.message_id[1:].partition('@')[0]}@antwoord.jmzpro.example"
    for _ in range(2):
        receive(
            raw.replace(asked.address.encode(), b"iemand@elders.example"),
            recipients=[retour],
            trusted=False,
        )
    assert toy.away == [(asked.token, until)]


def test_somebody_elses_out_of_office_reply_pauses_nobody(cast: SimpleNamespace, toy: Toy) -> None:
    asked = ask(cast.marijke)
    raw = reply(
        asked,
        "Ik ben afwezig tot en met 31 december.",
        sender="iemand@elders.example",
        headers={"Auto-Submitted": "auto-replied"},
    )
    receive(raw, recipients=[asked.address], trusted=True)
    assert toy.away == []


BOUNCE = """\
Return-Path: <>
From: MAILER-DAEMON@mx.elders.example
To: {to}
Subject: Undelivered Mail Returned to Sender
Message-ID: <{number}@mx.elders.example>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I could not deliver this.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.elders.example

Final-Recipient: rfc822; {address}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 5.1.1 user unknown

--b
Content-Type: text/rfc822-headers

Message-ID: {ours}
Subject: Wie heeft een groep?

--b--
"""


def bounce(
    asked: SimpleNamespace,
    *,
    number: int = 1,
    status: str = "5.1.1",
    action: str = "failed",
    ours: str = "",
) -> bytes:
    return BOUNCE.format(
        to="netwerk@jmzpro.example",
        number=number,
        address=asked.mail.to,
        action=action,
        status=status,
        ours=ours or asked.mail.message_id,
    ).encode()


def test_hard_bounces_of_three_mails_pause_the_address(cast: SimpleNamespace) -> None:
    for n in range(3):
        asked = ask(cast.marijke, subject_id=n)
        assert (
            receive(
                bounce(asked, number=n),
                recipients=["postmaster@antwoord.jmzpro.example"],
                trusted=False,
            ).reason
            == "bounce"
        )
    state = AddressState.objects.get(address="marijke@cast.example")
    assert state.hard_bounces == 3
    assert state.paused_at is not None


def test_the_same_bounce_counts_once(cast: SimpleNamespace) -> None:
    asked = ask(cast.marijke)
    for n in range(3):
        receive(bounce(asked, number=n), recipients=[], trusted=False)
    assert AddressState.objects.get().hard_bounces == 1


def test_a_soft_bounce_is_counted_apart(cast: SimpleNamespace) -> None:
    receive(
        bounce(ask(cast.marijke), status="4.2.2", action="delayed"), recipients=[], trusted=False
    )
    state = AddressState.objects.get()
    assert (state.hard_bounces, state.soft_bounces) == (0, 1)


def test_a_forged_bounce_about_no_mail_of_ours_counts_for_nothing(cast: SimpleNamespace) -> None:
    asked = ask(cast.marijke)
    receive(
        bounce(asked, ours="<verzonnen@jmzpro.example>"),
        recipients=["postmaster@antwoord.jmzpro.example"],
        trusted=True,
    )
    assert not AddressState.objects.exists()


def test_our_own_mail_that_comes_back_is_left_alone(cast: SimpleNamespace, toy: Toy) -> None:
    asked = ask(cast.marijke)
    raw = reply(asked, sender="netwerk@jmzpro.example")
    assert receive(raw, recipients=[asked.address], trusted=True).reason == "loop"
    looped = reply(asked).replace(b"<1.reply@example.org>", asked.mail.message_id.encode())
    assert receive(looped, recipients=[asked.address], trusted=True).reason == "loop"
    assert toy.taken == []
    assert nothing_is_answered()

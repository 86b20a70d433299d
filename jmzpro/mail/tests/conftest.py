"""What the tests of mail ask for: a real mail server on loopback, a wire to it, and a mail of some kind."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from jmzpro.mail import outbox
from jmzpro.mail.delivery import Delivery
from jmzpro.mail.models import OutgoingMail
from jmzpro.mail.outbox import Message
from jmzpro.mail.smtp import Server, SmtpWire
from jmzpro.testing.mailserver import MailServer


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    with MailServer() as server:
        yield server


@pytest.fixture
def delivery(mail_server: MailServer) -> Iterator[Delivery]:
    wire = SmtpWire(Server.from_url(mail_server.url))
    yield Delivery(wire)
    wire.drop()


@pytest.fixture
def letter(db: None) -> Callable[..., OutgoingMail]:
    """Puts a plain letter in the outbox: `letter("sanne@cast.example", subject=…)`."""
    return write_letter


def letter_to(to: str, **changes: Any) -> Message:
    fields: dict[str, Any] = {
        "cause": "letter/1",
        "to": to,
        "subject": "Wie weet raad?",
        "template": "mail/letter",
        "reason": "Je krijgt deze mail omdat je lid bent.",
        "context": {"text": "Hallo,\n\nhoe gaat het?"},
    }
    return Message(**{**fields, **changes})


def write_letter(to: str = "sanne@cast.example", **changes: Any) -> OutgoingMail:
    mail = outbox.send(letter_to(to, **changes))
    assert mail is not None
    return mail

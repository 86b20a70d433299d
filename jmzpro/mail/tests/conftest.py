"""What the tests of mail ask for: a real mail server on loopback, a wire to it, a mail of some
kind, a part that takes replies, a demo.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from jmzpro.mail import outbox
from jmzpro.mail.delivery import Delivery
from jmzpro.mail.models import OutgoingMail
from jmzpro.mail.outbox import Message
from jmzpro.mail.smtp import Server, SmtpWire
from jmzpro.mail.tests.toy import Toy, toy_part
from jmzpro.testing.mailserver import MailServer
from jmzpro.trust import installation


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
def toy() -> Iterator[Toy]:
    with toy_part() as part:
        yield part


@pytest.fixture
def demo() -> Iterator[None]:
    installation.remember(True)
    yield
    installation.remember(None)


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

"""A toy part that mails and takes replies, and raw mails the way mail programs write them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from django.utils import timezone

from jmzpro.mail import outbox
from jmzpro.mail.models import OutgoingMail, ReplyToken
from jmzpro.mail.outbox import Message
from jmzpro.mail.tokens import Refused, Reply, ReplyKind, reply_kinds, token_for

KEY = "toy"
ALERT = (
    "Sanne vraagt:\n\nWie heeft een groep voor brusjes van 8 tot 12 jaar?\n\nHoe kregen jullie "
    "ouders mee?"
)


@dataclass
class Toy:
    """What the part took and heard; `refuses` or `fails` makes it do so."""

    taken: list[Reply] = field(default_factory=list)
    away: list[tuple[ReplyToken, date]] = field(default_factory=list)
    refuses: Refused | None = None
    fails: Exception | None = None
    writes: Any = None

    def receive(self, reply: Reply) -> None:
        if self.writes is not None:
            self.writes(reply)
        if self.fails is not None:
            raise self.fails
        if self.refuses is not None:
            raise self.refuses
        self.taken.append(reply)

    def hear(self, token: ReplyToken, until: date) -> None:
        self.away.append((token, until))


@contextmanager
def toy_part() -> Iterator[Toy]:
    toy = Toy()
    reply_kinds.register(ReplyKind(KEY, toy.receive, toy.hear))
    try:
        yield toy
    finally:
        reply_kinds.unregister(KEY)


def ask(
    person: Any, *, subject_id: int = 12, expires_at: datetime | None = None
) -> SimpleNamespace:
    """Mail this person something that can be answered: `token`, `address` to answer to, and the
    `mail` itself.
    """
    token = token_for(
        KEY, subject_id, person.user, expires_at=expires_at or timezone.now() + timedelta(days=30)
    )
    mail = outbox.send(
        Message(
            cause=f"toy:{subject_id}",
            to=person.user.email,
            user=person.user,
            subject="Wie heeft een groep voor brusjes?",
            template="mail/letter",
            reason="Je krijgt deze mail omdat je iets weet van brusjes.",
            context={"text": ALERT},
            reply_token=token,
            unsubscribe_url="/mijn/",
        )
    )
    mail = mail or OutgoingMail.objects.get(cause=f"toy:{subject_id}", to=person.user.email)
    return SimpleNamespace(token=token, address=mail.reply_to, mail=mail)


def reply(
    asked: SimpleNamespace,
    text: str = "Wij doen dat met een taxi.",
    *,
    sender: str = "",
    number: int = 1,
    headers: dict[str, str] | None = None,
    content_type: str = "text/plain; charset=utf-8",
) -> bytes:
    """A raw reply; `headers` are put on top, where a mail server puts its own."""
    lines = [f"{name}: {value}" for name, value in (headers or {}).items()]
    lines += [
        f"From: {sender or asked.token.user.email}",
        f"To: {asked.address}",
        "Subject: Re: Wie heeft een groep voor brusjes?",
        f"Message-ID: <{number}.reply@example.org>",
        f"In-Reply-To: {asked.mail.message_id}",
        "MIME-Version: 1.0",
        f"Content-Type: {content_type}",
        "Content-Transfer-Encoding: 8bit",
        "",
        text,
        "",
    ]
    return "\r\n".join(lines).encode("utf-8", "surrogateescape")

"""Putting a mail in the outbox. Call it inside the transaction of the cause: both happen, or
neither does.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from jmzpro.mail import threads
from jmzpro.mail.addresses import fault_of
from jmzpro.mail.composition import (
    absolute,
    render,
    reply_address,
    without_control_characters,
    written_in_one_line,
)
from jmzpro.mail.models import OutgoingMail, OutgoingState, ReplyToken
from jmzpro.mail.suppression import unwanted_among

SUBJECT_LIMIT = 200
REASON_LIMIT = 290
ROWS_AT_A_TIME = 250
NOTED: ContextVar[list[OutgoingMail] | None] = ContextVar("noted", default=None)


@dataclass(frozen=True)
class Message:
    """What a part wants to say to one receiver; `emails.py` of the part makes it, one typed
    function a message.

    `template` is rendered twice, as `<template>.txt` and `<template>.html`, with `context`; both
    extend mail/base.*. `reason` is the Dutch sentence why the receiver gets it. `unsubscribe_url`
    is a path on this site (see RFC 8058 in docs/e-mail.md). `thread` names the conversation
    ("question/12"): mails of one thread share References. `in_reply_to` is the Message-ID of a mail
    that came in and that this one answers; `is_auto_reply` says that a machine answers it.
    `keeps_text=False`: our copy of the words goes as soon as the mail has left.
    """

    cause: str
    to: str
    subject: str
    template: str
    reason: str
    context: dict[str, Any] = field(default_factory=dict)
    user: Any = None
    from_name: str = ""
    reply_token: ReplyToken | None = None
    unsubscribe_url: str = ""
    thread: str = ""
    is_urgent: bool = False
    in_reply_to: str = ""
    is_auto_reply: bool = False
    keeps_text: bool = True


def send(message: Message) -> OutgoingMail | None:
    """Add the mail; None when this cause already mailed this receiver, or the receiver stopped
    it.
    """
    added = send_many([message])
    return added[0] if added else None


def send_many(messages: Iterable[Message]) -> list[OutgoingMail]:
    """Add a round of mails at once; gives those that are new, in the order of writing. What its
    receiver stopped is not written.

    The database decides who was first (`on conflict do nothing`), so two requests with the same
    cause write one mail and neither transaction is spoiled.
    """
    wanted = {(message.cause, mail_address(message.to)): message for message in messages}
    if not wanted:
        return []
    known = already_written(wanted)
    stopped = unwanted_among(
        {absolute(m.unsubscribe_url) for m in wanted.values() if m.unsubscribe_url}
    )
    fresh = [
        message
        for key, message in wanted.items()
        if key not in known and absolute(message.unsubscribe_url) not in stopped
    ]
    earlier = threads.earlier_mails(
        (message.thread, mail_address(message.to)) for message in fresh if message.thread
    )
    rows = [
        written(message, earlier.get((message.thread, mail_address(message.to)), []))
        for message in fresh
    ]
    OutgoingMail.objects.bulk_create(rows, batch_size=ROWS_AT_A_TIME, ignore_conflicts=True)
    added = stored(rows)
    if (noted := NOTED.get()) is not None:
        noted.extend(added)
    return added


@contextmanager
def noting() -> Iterator[list[OutgoingMail]]:
    """Gives a list that holds each mail that is added inside this block, in the order of
    writing; a block around it gets them too.
    """
    mails: list[OutgoingMail] = []
    before = NOTED.set(mails)
    try:
        yield mails
    finally:
        NOTED.reset(before)
        if (around := NOTED.get()) is not None:
            around.extend(mails)


def cancel(cause_prefix: str, user: Any = None) -> int:
    """Withdraw what still waits for this cause ("alert:question/12"), for one user or for
    everybody; gives how many.

    What is on the wire at this moment still goes.
    """
    waiting = OutgoingMail.objects.filter(
        state=OutgoingState.WAITING, cause__startswith=cause_prefix
    )
    if user is not None:
        waiting = waiting.filter(user=user)
    return waiting.update(state=OutgoingState.CANCELLED)


def mail_address(to: str) -> str:
    """The address as it is kept: the domain has no case, the part before it has."""
    name, at, domain = written_in_one_line(to).rpartition("@")
    return f"{name}{at}{domain.lower()}"


def written(message: Message, earlier: list[str]) -> OutgoingMail:
    """The row, with both texts made. An address that cannot exist is a dead letter from the
    start, never an error of the request.
    """
    to = mail_address(message.to)
    fault = fault_of(to)
    text, html = render(message)
    return OutgoingMail(
        cause=message.cause,
        to=to[:254],
        user=message.user,
        message_id=threads.new_message_id(),
        from_name=written_in_one_line(message.from_name)[:120],
        reply_to=reply_address(message.reply_token) if message.reply_token else "",
        thread=message.thread,
        references=threads.references(
            message.thread, earlier, without_control_characters(message.in_reply_to)
        ),
        template=message.template,
        subject=written_in_one_line(message.subject, limit=SUBJECT_LIMIT),
        reason=written_in_one_line(message.reason, limit=REASON_LIMIT),
        text=text,
        html=html,
        unsubscribe_url=absolute(message.unsubscribe_url) if message.unsubscribe_url else "",
        is_urgent=message.is_urgent,
        is_auto_reply=message.is_auto_reply,
        keeps_text=message.keeps_text,
        state=OutgoingState.DEAD if fault else OutgoingState.WAITING,
        last_error=fault,
    )


def already_written(wanted: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Which of these (cause, to) have a row; spares the rendering, the constraint is what
    decides.
    """
    causes = sorted({cause for cause, _ in wanted})
    found: set[tuple[str, str]] = set()
    for start in range(0, len(causes), ROWS_AT_A_TIME):
        some = causes[start : start + ROWS_AT_A_TIME]
        found.update(OutgoingMail.objects.filter(cause__in=some).values_list("cause", "to"))
    return found


def stored(rows: list[OutgoingMail]) -> list[OutgoingMail]:
    """The rows that got in, with their keys, in order."""
    ids = [row.message_id for row in rows]
    found: dict[str, OutgoingMail] = {}
    for start in range(0, len(ids), ROWS_AT_A_TIME):
        found |= OutgoingMail.objects.in_bulk(
            ids[start : start + ROWS_AT_A_TIME], field_name="message_id"
        )
    return [found[id_] for id_ in ids if id_ in found]

"""Putting a mail in the outbox. Call it inside the transaction of the cause: both happen, or neither does."""

from dataclasses import dataclass, field
from typing import Any

from jmzpro.mail.models import OutgoingMail, ReplyToken


@dataclass(frozen=True)
class Message:
    """What a part wants to say to one receiver; `emails.py` of the part makes it, one typed function a message.

    `template` is rendered twice, as `<template>.txt` and `<template>.html`, with `context`; both extend mail/base.*.
    `reason` is the Dutch sentence why the receiver gets it. `unsubscribe_url` is a path on this site (see RFC 8058 in docs/e-mail.md).
    `thread` names the conversation ("question/12"): mails of one thread share References.
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


def send(message: Message) -> OutgoingMail | None:
    """Add the mail; None when this cause already mailed this receiver."""
    raise NotImplementedError

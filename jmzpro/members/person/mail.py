"""A mail to somebody of the network: to nobody who left or was put out of use."""

from typing import Any, Required, TypedDict, Unpack

from jmzpro.mail.models import OutgoingMail, ReplyToken
from jmzpro.mail.outbox import Message, send
from jmzpro.members.models import Person


class Said(TypedDict, total=False):
    """What a mail says and how it is sent: a `Message` without its receiver."""

    cause: Required[str]
    subject: Required[str]
    template: Required[str]
    reason: Required[str]
    context: dict[str, Any]
    from_name: str
    reply_token: ReplyToken | None
    unsubscribe_url: str
    thread: str
    in_reply_to: str


def can_be_mailed(person: Person | None) -> bool:
    return person is not None and person.is_active and person.user.is_active


def addressed(person: Person, **said: Unpack[Said]) -> Message:
    return Message(to=person.user.email, user=person.user, **said)


def send_to(person: Person | None, **said: Unpack[Said]) -> OutgoingMail | None:
    """None when there is nobody to send it to, or when this cause already mailed this person."""
    if person is None or not can_be_mailed(person):
        return None
    return send(addressed(person, **said))

"""The mail-in registry: what a reply token means. The part that mails registers what happens
with the reply.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from jmzpro.kit.registry import Registry
from jmzpro.mail.models import ReplyToken


@dataclass(frozen=True)
class IncomingFile:
    """An attachment as it came: `content_type` is what the sender said, not what it is."""

    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True)
class Reply:
    """A reply that may be taken: the sender is vouched for or has confirmed, and it is no automatic
    mail, bounce or empty remainder.

    `text` holds the new words only, plain, at most 20,000 characters. `message_id` makes taking it
    twice harmless. `written_by`: the name in From, so that an answer from a team's mailbox can name
    who wrote; "" when the mail gives none. `is_looked_at`: a moderator read it and lets it pass, so
    that the part asks its writer about nothing any more.
    """

    token: ReplyToken
    text: str
    message_id: str
    received_at: datetime
    files: tuple[IncomingFile, ...] = field(default_factory=tuple)
    written_by: str = ""
    is_looked_at: bool = False


class Refused(Exception):
    """The part does not take this reply; the argument is the Dutch sentence the sender gets, with
    his own text under it.

    `keep_raw=False`: the raw mail is destroyed at once (a BSN was in it).
    """

    def __init__(self, sentence: str, *, keep_raw: bool = True) -> None:
        super().__init__(sentence)
        self.keep_raw = keep_raw


@dataclass(frozen=True)
class ReplyKind:
    """`receive(reply)` does the part's work inside the caller's transaction, or raises Refused. It
    runs at most once a message.

    `away(token, until)` is told of an out-of-office reply: the first day that the token's owner is
    back, at most 90 days ahead. `address(token)` is where on the site the office reads what the
    reply is about; "" when that is gone or for others only.
    """

    key: str
    receive: Callable[[Reply], None]
    away: Callable[[ReplyToken, date], None] | None = None
    address: Callable[[ReplyToken], str] | None = None
    order: int = 50


@dataclass(frozen=True)
class Holder:
    """Who keeps a reply that may point at one person until a moderator looked: `hold(reply,
    kinds)`, in the caller's transaction.
    """

    key: str
    hold: Callable[[Reply, frozenset[str]], None]
    order: int = 50


reply_kinds: Registry[ReplyKind] = Registry("mail-in")
holders: Registry[Holder] = Registry("holders")


def token_for(
    kind: str, subject_id: object, user: Any, *, expires_at: datetime | None = None
) -> ReplyToken:
    """The one token of this person for this subject, made when it is first needed."""
    token, _ = ReplyToken.objects.get_or_create(
        kind=kind, subject_id=str(subject_id), user=user, defaults={"expires_at": expires_at}
    )
    return token

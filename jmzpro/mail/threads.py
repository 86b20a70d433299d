"""Message-IDs, and the References that keep a conversation together in every mail program."""

from collections.abc import Iterable
from email.utils import parseaddr
from hashlib import sha256
from secrets import token_hex

from django.conf import settings

from jmzpro.mail.models import OutgoingMail

# More than this says nothing new to a mail program, and a header line may have 998 characters at
# most.
REMEMBERED = 10
LONGEST_ID = 250


def mail_domain() -> str:
    """The domain of the sender's address: our Message-IDs live in it."""
    return parseaddr(settings.MAIL_FROM)[1].rpartition("@")[2].lower() or "localhost"


def new_message_id() -> str:
    """Lower-case hexadecimal, since it also stands in the address that bounces come back to."""
    return f"<{token_hex(16)}@{mail_domain()}>"


def root_id(thread: str) -> str:
    """The id that all mails of the thread refer to. No mail has it; that binds a receiver's
    second mail to the first.
    """
    return f"<{sha256(thread.encode()).hexdigest()[:24]}.draad@{mail_domain()}>"


def earlier_mails(wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], list[str]]:
    """By (thread, to): the Message-IDs of what this receiver got before, oldest first."""
    pairs = set(wanted)
    found: dict[tuple[str, str], list[str]] = {}
    for thread in {thread for thread, _ in pairs}:
        rows = (
            OutgoingMail.objects.filter(thread=thread)
            .order_by("pk")
            .values_list("to", "message_id")
        )
        for to, message_id in rows.iterator():
            if (thread, to) in pairs:
                found.setdefault((thread, to), []).append(message_id)
    return found


def references(thread: str, earlier: list[str], answered: str = "") -> str:
    """The References header: the thread's root, the latest mails of it, and the mail this one
    answers as the last.
    """
    ids = [root_id(thread), *earlier[-REMEMBERED:]] if thread else []
    if is_message_id(answered):
        ids = [id_ for id_ in ids if id_ != answered] + [answered]
    return " ".join(ids)


def is_message_id(value: str) -> bool:
    return (
        value.startswith("<")
        and value.endswith(">")
        and value.isascii()
        and not any(c.isspace() for c in value)
        and len(value) <= LONGEST_ID
    )

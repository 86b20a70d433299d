"""The mails that an act would send, before it is done: the act is carried out and undone, and who
does it sees them as they would go.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.db import transaction

from jmzpro.mail import outbox
from jmzpro.mail.models import OutgoingMail

# The hidden field with which a form says which mails were on its page.
AS_SHOWN = "mails"
# So many stand open on the page; the rest unfolds.
OPEN = 5
# A part of an address that only its receiver may have: signed (with colons), mixed from capitals
# and small letters, or random.
PRIVATE = re.compile(
    r"(?<=/)(?:[^\s/?#]*:[^\s/?#]+|(?=[^\s/?#]*[a-z])(?=[^\s/?#]*[A-Z])(?=[^\s/?#]*\d)[^\s/?#]{16,}|(?=[^\s/?#]*\d)[0-9A-Za-z_]{20,})"
)
ADDRESS = re.compile(r"(https?://[^\s/]+)(/\S*)")


@dataclass(frozen=True)
class ShownMail:
    """A mail as the office sees it: with the words of its receiver, without the keys of its
    receiver.
    """

    to: str
    subject: str
    text: str


@dataclass(frozen=True)
class ShownMails:
    """All of one act. `version` says which they are: only what was on the page may go."""

    mails: Sequence[ShownMail] = ()

    @property
    def first(self) -> Sequence[ShownMail]:
        return self.mails[:OPEN]

    @property
    def rest(self) -> Sequence[ShownMail]:
        return self.mails[OPEN:]

    @property
    def version(self) -> str:
        if not self.mails:
            return ""
        # Without addresses: a key, or the number of a row, is another one each time.
        told = "\0".join(
            f"{mail.to}\n{mail.subject}\n{ADDRESS.sub(r'', mail.text)}" for mail in self.mails
        )
        return sha256(told.encode()).hexdigest()[:24]


def rehearse(act: Callable[[], object]) -> list[OutgoingMail]:
    """The mails that this act would send, by carrying it out and undoing all of it. Raises as the
    act does; what the act holds in memory stays changed, so let it fetch its own rows.
    """
    with transaction.atomic(), outbox.noting() as mails:
        act()
        transaction.set_rollback(True)
    return mails


def shown_mails(act: Callable[[], object]) -> ShownMails:
    return ShownMails([shown(mail) for mail in rehearse(act)])


def shown(mail: OutgoingMail) -> ShownMail:
    return ShownMail(mail.to, mail.subject, ADDRESS.sub(without_keys, mail.text))


def without_keys(address: re.Match[str]) -> str:
    """The host stays as it is."""
    return address[1] + PRIVATE.sub("[eigen-sleutel]", address[2])

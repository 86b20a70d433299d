"""Words of danger in a mail that came in: whatever becomes of the mail, its sender gets the
numbers and who is on duty is called.
"""

from typing import Any

from django.db import transaction

from jmzpro.helplines.middleware import refresh
from jmzpro.kit import help_lines
from jmzpro.mail import outbox
from jmzpro.mail.incoming.recipients import known_user
from jmzpro.mail.models import InboundMail
from jmzpro.mail.parser import Letter, new_words
from jmzpro.mail.tokens import reply_kinds
from jmzpro.text.guard import has_acute_danger
from jmzpro.trust.danger import PLACES
from jmzpro.trust.models import Alarm


def hear(inbound: InboundMail, letter: Letter) -> bool:
    """Once for each mail, before it is decided on: held, returned or placed, the numbers do not
    wait for that.
    """
    if not has_acute_danger(f"{letter.text('subject')}\n{new_words(letter).text}"):
        return False
    with transaction.atomic():
        Alarm.raise_alarm(PLACES["mail"], about(inbound))
        if (user := writer_of(inbound)) is not None:
            tell_the_numbers(inbound, user)
    return True


def about(inbound: InboundMail) -> str:
    """Where what it answers can be read; nothing of a mail that answers nothing of ours."""
    token = inbound.token
    kind = reply_kinds[token.kind] if token is not None and token.kind in reply_kinds else None
    return (
        kind.address(token)
        if kind is not None and kind.address is not None and token is not None
        else ""
    )


def writer_of(inbound: InboundMail) -> Any:
    """The account of who wrote it, else of whom the answer address is. Never an address that we
    do not know.
    """
    known = known_user(inbound.sender)
    if known is not None or inbound.token is None:
        return known
    return inbound.token.user if inbound.token.user.is_active else None


def tell_the_numbers(inbound: InboundMail, user: Any) -> None:
    refresh()
    outbox.send(
        outbox.Message(
            cause=f"danger:{inbound.pk}",
            to=user.email,
            user=user,
            subject="Is er nu gevaar? Bel 112",
            template="mail/danger",
            reason=(
                "Je krijgt deze mail omdat er op jouw naam een mail binnenkwam waarin woorden "
                "van gevaar staan."
            ),
            context={"lines": help_lines.lines()},
            is_urgent=True,
            is_auto_reply=True,
        )
    )

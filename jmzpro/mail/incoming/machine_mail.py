"""Mail that a machine sent: a bounce is counted, an out-of-office reply pauses, nothing is
answered.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone

from jmzpro.mail import addresses
from jmzpro.mail.incoming.recipients import answered_mail, find_token, mail_by_id
from jmzpro.mail.models import OutgoingMail
from jmzpro.mail.parser import Letter, new_words
from jmzpro.mail.parser.absence import away_until, written_on
from jmzpro.mail.parser.machine_mail import read_bounce
from jmzpro.mail.parser.senders import sole_sender
from jmzpro.mail.threads import mail_domain
from jmzpro.mail.tokens import reply_kinds

LONGEST_PAUSE = timedelta(days=90)
DELAYED = timedelta(days=7)  # an out-of-office reply may be on its way so long


def is_own_mail(letter: Letter) -> bool:
    """A mail of ours that came back to us, or that claims to come from our reply addresses."""
    sender = sole_sender(letter)
    if sender is not None and (
        sender.domain == settings.MAIL_REPLY_DOMAIN.lower()
        or sender.address in settings.MAIL_FROM.lower()
    ):
        return True
    if (
        letter.message_id.lower().endswith(f"@{mail_domain()}>")
        and mail_by_id([letter.message_id]) is not None
    ):
        return True
    return any(mail_domain() in value.lower() for value in letter.all("x-loop"))


def count_bounce(recipients: Sequence[str], letter: Letter) -> tuple[OutgoingMail, bool] | None:
    """The mail of ours that did not arrive, and whether for good. None for a report about no
    mail of ours, which proves nothing.
    """
    bounce = read_bounce(letter)
    mail = answered_mail(recipients, letter) or mail_by_id(bounce.message_ids)
    if mail is None or not (bounce.hard or bounce.soft):
        return None
    is_hard = mail.to.lower() in bounce.hard or (bool(bounce.hard) and not bounce.soft)
    return mail, is_hard


def hear_that_somebody_is_away(recipients: Sequence[str], letter: Letter) -> bool:
    """Tell the part that mailed until when the token's owner is away. True when it was told."""
    token = find_token(recipients, letter)
    sender = sole_sender(letter)
    if (
        token is None
        or sender is None
        or sender.address != token.user.email.lower()
        or token.kind not in reply_kinds
    ):
        return False
    away = reply_kinds[token.kind].away
    today = timezone.localdate()
    until = day_back(letter, written_on(letter.first("date"), today, at_most=DELAYED))
    if away is None or until is None or until <= today:
        return False
    away(token, min(until, today + LONGEST_PAUSE))
    return True


def day_back(letter: Letter, written: date) -> date | None:
    """The first day its writer is back, as the reply says; `written`: the day it was sent."""
    return away_until(f"{letter.text('subject')}\n\n{new_words(letter).text}", written)


def count(mail: OutgoingMail, *, is_hard: bool) -> None:
    addresses.count_bounce(mail.to, hard=is_hard)

"""What was left off a mail that was placed, as long as the mail is kept: for its writer, who may
want it back.
"""

import hashlib

from jmzpro.mail.incoming.encryption import opened
from jmzpro.mail.incoming.recipients import original_text
from jmzpro.mail.incoming.sender_confirmation import words_of
from jmzpro.mail.models import InboundMail, ReplyToken
from jmzpro.mail.parser import parse
from jmzpro.mail.parser.context import Known
from jmzpro.mail.parser.removed_text import NOT_THE_SENDERS, LeftOff
from jmzpro.text.guard import inspect


def leftovers(token: ReplyToken, message_id: str) -> list[LeftOff]:
    """The pieces in which the sender may have said something; what was quoted, or holds words of
    ours, is none.

    Nothing once the mail is gone (after a week), and never a piece with a citizen service number in
    it.
    """
    inbound = mail_of(token, message_id)
    raw = opened(inbound.raw) if inbound is not None else None
    if inbound is None or raw is None:
        return []
    known = Known(original=original_text(token, parse(raw)))
    return [
        one
        for one in words_of(inbound).left_off
        if may_be_said(one, known) and not inspect(one.text).refused
    ]


def mail_of(token: ReplyToken, message_id: str) -> InboundMail | None:
    """A mail without an id of its own is known by its fingerprint, which then stands in the id
    that we gave it.
    """
    prints = [
        hashlib.sha256(message_id.encode("utf-8", "replace")).hexdigest(),
        message_id[1:].partition("@")[0],
    ]
    return (
        InboundMail.objects.filter(token=token, fingerprint__in=prints, raw__isnull=False)
        .select_related("token__user")
        .first()
    )


def may_be_said(one: LeftOff, known: Known) -> bool:
    if one.rule in NOT_THE_SENDERS:
        return False
    return one.rule != "history" or not known.has_ours(one.text.split("\n"))

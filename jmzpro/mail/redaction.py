"""Taking words out of the mail we keep, on a decision of the office. What was delivered stays
with its receiver.
"""

import re
from collections.abc import Iterable, Sequence

from django.db.models import Q, QuerySet
from django.utils.html import escape

from jmzpro.mail.incoming.encryption import opened
from jmzpro.mail.models import InboundMail, InboundState, OutgoingMail
from jmzpro.mail.parser import parse

# Not yet given to a part: it may hold somebody's only copy, so it goes only when the words are in
# it.
STILL_NEEDED = (InboundState.RECEIVED, InboundState.HELD, InboundState.STUCK)
BETWEEN = r"(?:\s|&nbsp;|<[^>]*>|[\u2066-\u2069])+"


def pattern_of(words: str, *, in_html: bool = False) -> re.Pattern[str]:
    """These words however they are spaced, wrapped or (in HTML) marked up."""
    told = [re.escape(escape(word) if in_html else word) for word in words.split()]
    return re.compile((BETWEEN if in_html else r"[\s\u2066-\u2069]+").join(told), re.I)


def strike(text: str, pieces: Iterable[str], instead: str, *, in_html: bool = False) -> str:
    for piece in pieces:
        text = pattern_of(piece, in_html=in_html).sub(instead, text)
    return text


def strike_outgoing(mails: QuerySet[OutgoingMail], pieces: Sequence[str], instead: str) -> int:
    """In sent, dead and waiting mails alike; gives how many changed."""
    changed = 0
    for mail in mails.exclude(text="", html="", subject=""):
        before = (mail.subject, mail.text, mail.html)
        mail.subject, mail.text = (
            strike(mail.subject, pieces, instead),
            strike(mail.text, pieces, instead),
        )
        mail.html = strike(mail.html, pieces, instead, in_html=True)
        if before != (mail.subject, mail.text, mail.html):
            mail.save(update_fields=["subject", "text", "html"])
            changed += 1
    return changed


def with_first_words(pieces: Iterable[str]) -> Q:
    """Mails in which one of these may stand: they hold its longest word."""
    found = Q(pk__in=[])
    for piece in pieces:
        longest = max(piece.split(), key=len, default="")
        if len(longest) > 3:
            found |= Q(text__icontains=longest) | Q(subject__icontains=longest)
    return found


def destroy_incoming(inbound: QuerySet[InboundMail], pieces: Sequence[str]) -> int:
    """The raw mails of a conversation: those that were dealt with all go, others only when one
    of the pieces is in them.
    """
    destroyed = inbound.filter(raw__isnull=False).exclude(state__in=STILL_NEEDED).update(raw=None)
    for mail in inbound.filter(raw__isnull=False, state__in=STILL_NEEDED):
        if holds(bytes(opened(mail.raw) or b""), pieces):
            InboundMail.objects.filter(pk=mail.pk).update(
                raw=None, state=InboundState.LEFT, sentence=""
            )
            destroyed += 1
    return destroyed


def holds(raw: bytes, pieces: Sequence[str]) -> bool:
    """Whether one of these stands anywhere in the mail, quotes and signature too."""
    letter = parse(raw)
    plain = "\n".join([letter.text("subject"), *(block.plain or "" for block in letter.blocks)])
    marked_up = "\n".join(block.html or "" for block in letter.blocks)
    return any(
        pattern_of(piece).search(plain) or pattern_of(piece, in_html=True).search(marked_up)
        for piece in pieces
    )

"""Whose reply address a mail came to, and which addresses we take mail for at all."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model

from jmzpro.mail.composition import reply_address
from jmzpro.mail.models import OutgoingMail, ReplyToken
from jmzpro.mail.parser import Letter
from jmzpro.mail.threads import mail_domain
from jmzpro.mail.wire_format import RETURN_PREFIX, returned

# "antwoord+TOKEN@", and what servers that know no plus make of it: "antwoord=TOKEN",
# "antwoord-TOKEN", "TOKEN+antwoord", "TOKEN".
TOKEN = re.compile(r"(?<![0-9a-f])([0-9a-f]{32})(?![0-9a-f])", re.I)
OTHER_LOCAL_PARTS = {"antwoord", "postmaster", "abuse"}
# Where servers write the address that a mail really came to.
DELIVERY_HEADERS = (
    "delivered-to",
    "x-original-to",
    "x-envelope-to",
    "envelope-to",
    "x-delivered-to",
    "x-rcpt-to",
    "to",
    "cc",
)


def is_ours(address: str) -> bool:
    """Whether we take mail for this address: the reply domain, and a name before the @ that we
    gave out.
    """
    local, _, domain = address.strip().strip("<>").lower().rpartition("@")
    if domain != settings.MAIL_REPLY_DOMAIN.lower():
        return False
    return (
        local in OTHER_LOCAL_PARTS or bool(TOKEN.search(local)) or local.startswith(RETURN_PREFIX)
    )


def is_known(address: str, envelope_sender: str) -> bool:
    """Whether somebody waits for mail at one of our addresses. A mistyped token of somebody we
    know is let in: the mail gets an answer.
    """
    local = address.strip().strip("<>").lower().rpartition("@")[0]
    if local in OTHER_LOCAL_PARTS:
        return True
    if local.startswith(RETURN_PREFIX):
        return returned(address) is not None
    tokens = [found.lower() for found in TOKEN.findall(local)]
    return (
        ReplyToken.objects.filter(token__in=tokens).exists()
        or known_user(envelope_sender.strip("<>")) is not None
    )


def find_token(recipients: Iterable[str], letter: Letter) -> ReplyToken | None:
    """The token this mail answers: by where it was delivered, else by its headers, else by the
    mail of ours it answers.
    """
    wanted = [*tokens_in(recipients, any_domain=True)]
    for name in DELIVERY_HEADERS:
        wanted += tokens_in(letter.all(name)[:20], any_domain=False)
    wanted = list(dict.fromkeys(wanted))[:50]
    if not wanted:
        return token_of_answered(recipients, letter)
    found = {
        token.token: token
        for token in ReplyToken.objects.filter(token__in=wanted).select_related("user")
    }
    return next((found[text] for text in wanted if text in found), None) or token_of_answered(
        recipients, letter
    )


def tokens_in(values: Iterable[str], *, any_domain: bool) -> list[str]:
    found: list[str] = []
    for value in values:
        for address in re.findall(r"[^\s<>,;:\"()]+@[^\s<>,;:\"()]+", value.lower()):
            local, _, domain = address.rpartition("@")
            if (
                any_domain or domain.rstrip(".") == settings.MAIL_REPLY_DOMAIN.lower()
            ) and not local.startswith(RETURN_PREFIX):
                found += TOKEN.findall(local)
    return found


def token_of_answered(recipients: Iterable[str], letter: Letter) -> ReplyToken | None:
    """By In-Reply-To, References or the return address: for servers that threw the part after
    the plus away.
    """
    mail = answered_mail(recipients, letter)
    if mail is None:
        return None
    token = next(iter(tokens_in([mail.reply_to], any_domain=True)), "")
    return ReplyToken.objects.filter(token=token).select_related("user").first() if token else None


def answered_mail(recipients: Iterable[str], letter: Letter) -> OutgoingMail | None:
    for address in recipients:
        if mail := returned(address):
            return mail
    return mail_by_id(letter.answered_ids)


def mail_by_id(ids: Sequence[str]) -> OutgoingMail | None:
    ours = [one for one in ids if one.isprintable() and one.lower().endswith(f"@{mail_domain()}>")][
        :20
    ]
    found = (
        OutgoingMail.objects.select_related("user").in_bulk(ours, field_name="message_id")
        if ours
        else {}
    )
    return next((found[one] for one in ours if one in found), None)


def original_text(token: ReplyToken, letter: Letter) -> str:
    """The text of the mail of ours that this one answers, as long as it is kept; "" when it
    cannot be told which.
    """
    mail = mail_by_id(letter.answered_ids)
    if mail is None or mail.reply_to != reply_address(token):
        mail = (
            OutgoingMail.objects.filter(user=token.user, reply_to=reply_address(token))
            .order_by("-pk")
            .first()
        )
    return mail.text if mail is not None else ""


def known_user(address: str) -> Any:
    """The active account with this address, None for anybody else."""
    if not address or not address.isprintable():
        return None
    return get_user_model().objects.filter(email__iexact=address, is_active=True).first()

"""What we hold of mail that went out: how long, and what a person may ask of it."""

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.html import escape

from jmzpro.mail.composition import isolated
from jmzpro.mail.models import AddressState, OutgoingMail, OutgoingState, ReplyToken
from jmzpro.trust.personal_data import DataCategory, moment

TEXT_KEPT = timedelta(days=90)
URGENT_TEXT_KEPT = timedelta(days=1)  # a login code is of no use to anybody after half an hour
ROW_KEPT = timedelta(days=400)  # so long the same cause cannot mail somebody twice
EXPIRED_TOKEN_KEPT = timedelta(days=30)  # so long a late reply still hears why it comes too late
ADDRESS_KEPT = timedelta(days=365)


def sweep_outgoing() -> int:
    """Empty the texts that are past their time, then remove the rows. What still waits is never
    touched.
    """
    now = timezone.now()
    over = OutgoingMail.objects.exclude(state__in=[OutgoingState.WAITING, OutgoingState.SENDING])
    soon = Q(is_urgent=True) | Q(keeps_text=False)
    old = Q(created_at__lt=now - TEXT_KEPT) | (soon & Q(created_at__lt=now - URGENT_TEXT_KEPT))
    emptied = (
        over.filter(old)
        .exclude(text="", html="", subject="")
        .update(text="", html="", subject="", reply_to="", unsubscribe_url="")
    )
    return emptied + over.filter(created_at__lt=now - ROW_KEPT).delete()[0]


def sweep_tokens() -> int:
    return ReplyToken.objects.filter(expires_at__lt=timezone.now() - EXPIRED_TOKEN_KEPT).delete()[0]


def sweep_addresses() -> int:
    """Forget old refusals. A paused address stays known: else we would start mailing it again."""
    return AddressState.objects.filter(
        paused_at=None, counted_since__lt=timezone.now() - ADDRESS_KEPT
    ).delete()[0]


def mails_of(user: Any) -> Any:
    return OutgoingMail.objects.filter(Q(user=user) | Q(to__iexact=user.get_username()))


def export_outgoing(user: Any) -> Any:
    return [
        {
            "onderwerp": mail.subject,
            "waarom": mail.reason,
            "aan": mail.to,
            "gemaakt": moment(mail.created_at),
            "verstuurd": moment(mail.sent_at),
            "staat": mail.get_state_display(),
            # A login code is nobody's business but the mailbox's, also in a file that may be left
            # lying about.
            "tekst": "" if mail.is_urgent else mail.text,
        }
        for mail in mails_of(user).order_by("created_at")
    ]


def erase_outgoing(user: Any) -> None:
    mails_of(user).delete()


def forget_words(mails: QuerySet[OutgoingMail], instead: Mapping[str, str]) -> int:
    """In our copies of mails to others, and in what still waits, put other words: name → "Een
    oud-lid". Gives how many changed.

    For a part that mailed somebody's name to others and erases that person. What was delivered
    stays with its receiver.
    """
    changed = 0
    for mail in mails.exclude(text="", html="", from_name="", reason=""):
        before = (mail.from_name, mail.subject, mail.reason, mail.text, mail.html)
        mail.from_name, mail.subject, mail.reason, mail.text = (
            without(words, instead) for words in before[:4]
        )
        mail.html = without(mail.html, {escape(old): escape(new) for old, new in instead.items()})
        if before != (mail.from_name, mail.subject, mail.reason, mail.text, mail.html):
            mail.save(update_fields=["from_name", "subject", "reason", "text", "html"])
            changed += 1
    return changed


def without(text: str, instead: Mapping[str, str]) -> str:
    for old, new in instead.items():
        if old:
            text = as_a_whole(old).sub(new.replace("\\", r"\\"), text)
    return text


def as_a_whole(words: str) -> re.Pattern[str]:
    """These words where no letter touches them, as typed or with the marks around a
    right-to-left stretch.
    """
    written = sorted({re.escape(words), re.escape(isolated(words))}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(written)})(?!\w)")


def export_tokens(user: Any) -> Any:
    """What a reply address was made for; the address itself is a key, so it stays out."""
    return [
        {
            "soort": token.kind,
            "gemaakt": moment(token.created_at),
            "geldig_tot": moment(token.expires_at),
        }
        for token in ReplyToken.objects.filter(user=user).order_by("created_at")
    ]


def erase_tokens(user: Any) -> None:
    ReplyToken.objects.filter(user=user).delete()


def export_address(user: Any) -> Any:
    state = AddressState.objects.filter(address=user.get_username().lower()).first()
    if state is None:
        return {}
    return {
        "geweigerd": state.hard_bounces,
        "laatst_geweigerd": moment(state.last_bounce_at),
        "gepauzeerd": moment(state.paused_at),
    }


def erase_address(user: Any) -> None:
    AddressState.objects.filter(address=user.get_username().lower()).delete()


HOLDINGS = (
    DataCategory(
        key="mail-outgoing",
        goes_with_account=True,
        label="Mail die wij je stuurden",
        models=("mail.OutgoingMail",),
        export=export_outgoing,
        erase=erase_outgoing,
        kept=(
            "De tekst 90 dagen, die van een inlogmail 1 dag. Dat er een mail was en waarom 400 "
            "dagen, zodat je hem niet twee keer krijgt."
        ),
        sweep=sweep_outgoing,
    ),
    DataCategory(
        key="mail-tokens",
        goes_with_account=True,
        label="Antwoordadressen in je mail",
        models=("mail.ReplyToken",),
        export=export_tokens,
        erase=erase_tokens,
        kept="Tot 30 dagen nadat een antwoordadres verlopen is.",
        sweep=sweep_tokens,
    ),
    DataCategory(
        key="mail-address",
        goes_with_account=True,
        label="Of je e-mailadres onze mail aanneemt",
        models=("mail.AddressState",),
        export=export_address,
        erase=erase_address,
        kept=(
            "Een jaar na de laatste weigering. Mailen we je adres niet meer, dan blijft dat bekend."
        ),
        sweep=sweep_addresses,
    ),
)

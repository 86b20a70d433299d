"""What of the mail waits for the office: mails that could not be sent, and addresses that are
left alone.
"""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from jmzpro.mail.addresses import HARD_BOUNCES_BEFORE_A_PAUSE
from jmzpro.mail.models import AddressState, OutgoingMail, OutgoingState
from jmzpro.trust.offices import Office
from jmzpro.trust.queue import AlreadyDecided, Decision, Named, QueueKind, Waiting

SHOWN = 100
# A moderator or an editor has no business with somebody's mail.
OFFICES = (Office.BUREAU,)


def dead_letters(user: Any) -> Sequence[Waiting]:
    """Who and why, never the text: that is between us and the receiver."""
    return [
        Waiting(
            id=str(mail.pk),
            title=f"Mail aan {mail.to} kwam niet aan",
            since=mail.created_at,
            text=mail.last_error,
            facts=[("Waarover", mail.cause), ("Pogingen", str(mail.attempts))],
        )
        for mail in OutgoingMail.objects.dead().order_by("created_at")[:SHOWN]
    ]


def count_dead_letters(user: Any) -> int:
    return OutgoingMail.objects.dead().count()


def send_again(item_id: str, *, by: Any, reason: str = "") -> None:
    decided(
        OutgoingMail.objects.dead()
        .filter(pk=number(item_id))
        .update(
            state=OutgoingState.WAITING, attempts=0, next_attempt_at=timezone.now(), last_error=""
        )
    )


def let_be(item_id: str, *, by: Any, reason: str = "") -> None:
    decided(
        OutgoingMail.objects.dead().filter(pk=number(item_id)).update(left_alone_at=timezone.now())
    )


def wait_again(item_id: str, *, by: Any) -> None:
    """Undo of `let_be`."""
    rested = OutgoingMail.objects.filter(
        pk=number(item_id), state=OutgoingState.DEAD, left_alone_at__isnull=False
    ).exclude(text="")
    decided(rested.update(left_alone_at=None))


def paused_addresses(user: Any) -> Sequence[Waiting]:
    return [
        Waiting(
            id=str(state.pk),
            title=f"{state.address} krijgt geen mail meer",
            since=state.paused_at,
            text="Dit adres weigerde onze mail een paar keer voorgoed. Klopt het nog?",
            facts=[("Geweigerd", str(state.hard_bounces))],
        )
        for state in AddressState.objects.paused()
        .filter(left_alone_at=None)
        .order_by("paused_at")[:SHOWN]
        if state.paused_at
    ]


def count_paused_addresses(user: Any) -> int:
    return AddressState.objects.paused().filter(left_alone_at=None).count()


def mail_again(item_id: str, *, by: Any, reason: str = "") -> None:
    paused = AddressState.objects.paused().filter(pk=number(item_id))
    decided(
        paused.update(
            paused_at=None,
            hard_bounces=0,
            soft_bounces=0,
            counted_since=timezone.now(),
            left_alone_at=None,
        )
    )


def keep_paused(item_id: str, *, by: Any, reason: str = "") -> None:
    paused = AddressState.objects.paused().filter(pk=number(item_id), left_alone_at=None)
    decided(paused.update(left_alone_at=timezone.now()))


def pause_again(item_id: str, *, by: Any) -> None:
    """Undo of `mail_again`: what went meanwhile has gone."""
    mailed = AddressState.objects.filter(pk=number(item_id), paused_at=None)
    decided(
        mailed.update(
            paused_at=timezone.now(), hard_bounces=HARD_BOUNCES_BEFORE_A_PAUSE, left_alone_at=None
        )
    )


def show_again(item_id: str, *, by: Any) -> None:
    """Undo of `keep_paused`."""
    left = AddressState.objects.paused().filter(pk=number(item_id), left_alone_at__isnull=False)
    decided(left.update(left_alone_at=None))


def number(item_id: str) -> int:
    return int(item_id) if item_id.isdecimal() else 0


def decided(rows: int) -> None:
    if not rows:
        raise AlreadyDecided


def named_mails(item_ids: Sequence[str]) -> dict[str, Named]:
    found = OutgoingMail.objects.filter(pk__in=[number(one) for one in item_ids])
    return {str(one.pk): Named(f"Mail aan {one.to}") for one in found}


def named_addresses(item_ids: Sequence[str]) -> dict[str, Named]:
    found = AddressState.objects.filter(pk__in=[number(one) for one in item_ids])
    return {str(one.pk): Named(one.address) for one in found}


GOES = "De mail gaat meteen nog een keer weg. Dit kun je niet terugdraaien."

DEAD_LETTERS = QueueKind(
    key="dead-letters",
    label="Mislukte mail",
    named=named_mails,
    waiting=dead_letters,
    count=count_dead_letters,
    decisions=(
        Decision(
            "opnieuw",
            "Opnieuw proberen",
            send_again,
            letter=None,
            consequence=GOES,
            done="Opnieuw geprobeerd",
        ),
        Decision(
            "rusten", "Laten rusten", let_be, letter=None, undo=wait_again, done="Laten rusten"
        ),
    ),
    groups=OFFICES,
    order=80,
)
PAUSED_ADDRESSES = QueueKind(
    key="paused-addresses",
    label="Adressen die mail weigeren",
    named=named_addresses,
    waiting=paused_addresses,
    count=count_paused_addresses,
    decisions=(
        Decision(
            "weer-mailen",
            "Weer mailen",
            mail_again,
            letter=None,
            undo=pause_again,
            done="Weer mailen",
        ),
        Decision(
            "zo-laten", "Zo laten", keep_paused, letter=None, undo=show_again, done="Zo gelaten"
        ),
    ),
    groups=OFFICES,
    order=81,
)

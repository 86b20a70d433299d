"""What of the incoming mail waits for the office: mail on which a part failed, and questions
"was jij dit?" that nobody answers.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from jmzpro.mail.incoming.encryption import opened
from jmzpro.mail.incoming.intake import decide
from jmzpro.mail.incoming.sender_confirmation import ask_again
from jmzpro.mail.models import InboundMail, InboundMailQuerySet, InboundState
from jmzpro.mail.parser import parse
from jmzpro.mail.queue import OFFICES, number
from jmzpro.trust.queue import AlreadyDecided, Decision, Named, QueueKind, Waiting

SHOWN = 100
ANSWERED_WITHIN = timedelta(days=2)

WHY = {
    InboundState.STUCK: (
        "Bij het plaatsen ging iets mis, vijf keer. De mail is bewaard tot een week na binnenkomst."
    ),
    InboundState.HELD: (
        "De eigenaar van het antwoordadres is gevraagd of dit van hem of haar is, en antwoordt "
        "niet."
    ),
}


def dead_ends() -> InboundMailQuerySet:
    late = Q(state=InboundState.HELD, received_at__lt=timezone.now() - ANSWERED_WITHIN)
    return InboundMail.objects.filter(Q(state=InboundState.STUCK) | late, raw__isnull=False)


def waiting(user: Any) -> Sequence[Waiting]:
    """From whom, since when and why; never the text, that is between the sender and the part."""
    return [
        Waiting(
            id=str(inbound.pk),
            title=f"Mail van {inbound.sender or 'een onbekende'}",
            since=inbound.received_at,
            text=WHY[InboundState(inbound.state)],
            sender=f"address/{inbound.sender}" if inbound.sender else "",
            facts=[
                ("Op het adres van", str(inbound.token.user)),
                ("Waarover", f"{inbound.token.kind} {inbound.token.subject_id}"),
            ]
            if inbound.token is not None
            else [],
        )
        for inbound in dead_ends()
        .select_related("token__user__person")
        .defer("raw")
        .order_by("received_at")[:SHOWN]
    ]


def count(user: Any) -> int:
    return dead_ends().count()


def try_again(item_id: str, *, by: Any, reason: str = "") -> None:
    """Place a mail on which a part failed; ask the owner of a held one again."""
    inbound = dead_ends().filter(pk=number(item_id)).first()
    if inbound is None:
        raise AlreadyDecided
    if inbound.state == InboundState.HELD:
        ask_again(inbound)
        return
    if not InboundMail.objects.filter(pk=inbound.pk, state=InboundState.STUCK).update(
        state=InboundState.RECEIVED, told_at=None, sentence=""
    ):
        raise AlreadyDecided
    decide(inbound, parse(opened(inbound.raw) or b""))


def throw_away(item_id: str, *, by: Any, reason: str = "") -> None:
    rows = dead_ends().filter(pk=number(item_id))
    if not rows.update(state=InboundState.LEFT, raw=None, sentence="", decided_at=timezone.now()):
        raise AlreadyDecided


def named(item_ids: Sequence[str]) -> dict[str, Named]:
    found = InboundMail.objects.filter(pk__in=[number(one) for one in item_ids]).defer("raw")
    return {str(one.pk): Named(f"Mail van {one.sender or 'een onbekende'}") for one in found}


DEAD_ENDS = QueueKind(
    key="mail-in",
    label="Mail die niet te plaatsen is",
    named=named,
    waiting=waiting,
    count=count,
    decisions=(
        Decision("opnieuw", "Opnieuw proberen", try_again, letter=None),
        Decision(
            "weg", "Weggooien", throw_away, letter=None, needs_reason=True, is_destructive=True
        ),
    ),
    groups=OFFICES,
    order=82,
)

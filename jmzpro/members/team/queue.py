"""What waits for the Bureau because an organisation has no contact: who wants to come there."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from jmzpro.members.access import is_office
from jmzpro.members.team import transfer
from jmzpro.members.team.models import AskedBy, Move
from jmzpro.trust.offices import Office
from jmzpro.trust.queue import AlreadyDecided, Decision, Letter, Named, QueueKind, Waiting


def for_user(user: Any) -> QuerySet[Move]:
    moves = Move.objects.waiting().filter(
        asked_by=AskedBy.PERSON, organisation__contact=None, organisation__is_active=True
    )
    return moves if is_office(user, Office.BUREAU) else moves.none()


def waiting(user: Any) -> Sequence[Waiting]:
    return [
        Waiting(
            id=move.public_id,
            title=f"{move.person.name} wil bij {move.organisation.name} horen",
            since=move.asked_at,
            text="Deze organisatie heeft geen contactpersoon. Vraag na of dit klopt.",
            url=move.organisation.get_absolute_url(),
            sender=f"person/{move.person_id}",
            facts=(("Logt in met", move.person.user.email),),
        )
        for move in for_user(user).select_related("person__user", "organisation")
    ]


def undecided(item_id: str) -> Move:
    move = (
        Move.objects.waiting()
        .select_related("person__user", "organisation")
        .filter(public_id=item_id)
        .first()
    )
    if move is None:
        raise AlreadyDecided
    return move


def accept(item_id: str, *, by: Any, reason: str = "") -> None:
    if not transfer.accept(undecided(item_id), by=by):
        raise AlreadyDecided


def decline(item_id: str, *, by: Any, reason: str = "") -> None:
    if not transfer.decline(undecided(item_id), by=by):
        raise AlreadyDecided


def consider_again(item_id: str, *, by: Any) -> None:
    """Undo of `decline`, as long as somebody still looks for a place."""
    if not transfer.consider_again(item_id, by=by):
        raise AlreadyDecided


def named(item_ids: Sequence[str]) -> dict[str, Named]:
    found = Move.objects.filter(public_id__in=item_ids).select_related("person", "organisation")
    return {
        one.public_id: Named(
            f"{one.person.name} naar {one.organisation.name}", one.organisation.get_absolute_url()
        )
        for one in found
    }


STAYS = (
    "Wie het vroeg, hoort er dan meteen bij. Klopt het toch niet? Zet diegene dan bij Mensen op "
    "‘Werkt er niet meer’."
)

QUEUE = QueueKind(
    key="moves",
    named=named,
    label="Overstappen naar een organisatie zonder contactpersoon",
    waiting=waiting,
    count=lambda user: for_user(user).count(),
    decisions=(
        Decision(
            key="accept",
            label="Ja, werkt daar",
            carry_out=accept,
            letter=Letter("wie wil overstappen", takes_words=False),
            consequence=STAYS,
            done="Opgenomen",
        ),
        Decision(
            key="decline",
            label="Nee",
            carry_out=decline,
            letter=Letter("wie wil overstappen", takes_words=False),
            undo=consider_again,
            done="Niet opgenomen",
        ),
    ),
    groups=(Office.BUREAU,),
    order=33,
)

"""To another organisation with the same account: somebody asks to be taken in, or a contact asks
somebody; the other side decides.
"""

from typing import Any

from django.db import transaction

from jmzpro.members.models import Organisation, Person
from jmzpro.members.team import departure, emails
from jmzpro.members.team.models import AskedBy, Move, MoveState
from jmzpro.trust import audit

# At this many organisations somebody may ask at the same time.
MOST_ASKED = 3


class CannotMove(Exception):
    """The argument is the Dutch sentence why."""


@transaction.atomic
def ask(person: Person, organisation: Organisation) -> Move:
    """Somebody who left asks another organisation. Asking twice is asking once. Raises
    CannotMove.
    """
    locked = Person.objects.select_for_update(of=("self",)).select_related("user").get(pk=person.pk)
    if not locked.is_leaving:
        raise CannotMove("Je hoort al bij een organisatie.")
    waiting = list(Move.objects.waiting().filter(person=locked, asked_by=AskedBy.PERSON))
    earlier = next((move for move in waiting if move.organisation_id == organisation.pk), None)
    if earlier is not None:
        return earlier
    if len(waiting) >= MOST_ASKED:
        raise CannotMove(
            f"Je vroeg het al aan {MOST_ASKED} organisaties. Trek er eerst een in, of wacht "
            "op antwoord."
        )
    move = Move.objects.create(person=locked, organisation=organisation, asked_by=AskedBy.PERSON)
    emails.asks_to_come(move)
    return move


@transaction.atomic
def call(person: Person, organisation: Organisation, address: str, *, by: Any) -> Move:
    """A contact asks somebody who has an account already; that person decides. Twice is once."""
    move, is_new = Move.objects.waiting().get_or_create(
        person=person,
        organisation=organisation,
        asked_by=AskedBy.ORGANISATION,
        defaults={"address": address},
    )
    if is_new:
        audit.record("move.called", move, by=by)
        emails.come_over(move, by=by)
    return move


@transaction.atomic
def accept(move: Move, *, by: Any) -> bool:
    """False when it was decided before, or cannot be any more."""
    if not move.decide(MoveState.ACCEPTED, by=by):
        return False
    if not departure.settle_at(move.person, move.organisation, by=by):
        transaction.set_rollback(True)
        return False
    audit.record("move.accepted", move, by=by)
    emails.moved(move)
    return True


@transaction.atomic
def decline(move: Move, *, by: Any) -> bool:
    if not move.decide(MoveState.DECLINED, by=by):
        return False
    move.refresh_from_db(fields=["state", "decided_at"])
    audit.record("move.declined", move, by=by)
    if move.asked_by == AskedBy.PERSON:
        emails.not_taken_in(move)
    return True


@transaction.atomic
def consider_again(public_id: str, *, by: Any) -> bool:
    """Come back on `decline`. False when it was not declined, or the person found another place
    or asked again.
    """
    move = (
        Move.objects.select_related("person__user", "organisation")
        .filter(public_id=public_id, state=MoveState.DECLINED)
        .first()
    )
    if move is None or not move.person.is_leaving or again(move).exists():
        return False
    if not Move.objects.filter(pk=move.pk, state=MoveState.DECLINED).update(
        state=MoveState.WAITING, decided_at=None, decided_by=None
    ):
        return False
    emails.came_back(move)
    audit.record("move.waits_again", move, by=by)
    return True


def again(move: Move) -> Any:
    """The same asked once more."""
    return Move.objects.waiting().filter(
        person=move.person, organisation=move.organisation, asked_by=move.asked_by
    )


@transaction.atomic
def withdraw(move: Move, *, by: Any) -> bool:
    if not move.decide(MoveState.WITHDRAWN, by=by):
        return False
    audit.record("move.withdrawn", move, by=by)
    return True

"""What is held about moving from one organisation to another."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from jmzpro.members.team import departure
from jmzpro.members.team.models import Move, MoveState
from jmzpro.trust.personal_data import DataCategory, moment

KEPT = timedelta(days=365)


def export(user: Any) -> list[dict[str, Any]]:
    return [
        {
            "organisatie": move.organisation.name,
            "gevraagd door": move.get_asked_by_display(),
            "adres waarop je gevraagd werd": move.address,
            "op": moment(move.asked_at),
            "stand": move.get_state_display(),
            "besloten op": moment(move.decided_at),
        }
        for move in Move.objects.filter(person__user=user).select_related("organisation")
    ]


def erase(user: Any) -> None:
    Move.objects.filter(person__user=user).delete()
    Move.objects.filter(decided_by=user).update(decided_by=None)


def sweep() -> int:
    """What was decided a year ago; and the accounts that closed a week ago."""
    went = (
        Move.objects.exclude(state=MoveState.WAITING)
        .filter(decided_at__lt=timezone.now() - KEPT)
        .delete()[0]
    )
    return went + departure.erase_closed()


DATA_CATEGORY = DataCategory(
    key="moves",
    label="Overstappen naar een andere organisatie",
    models=("members.Move",),
    export=export,
    erase=erase,
    kept=(
        "Een jaar nadat erover besloten is. Wie vertrekt, houdt het account dertig dagen; een "
        "week later wissen we wat erbij hoorde."
    ),
    sweep=sweep,
    order=92,
    goes_with_account=True,
)

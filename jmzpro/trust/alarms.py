"""What the office sees when words of danger came in: on top of everything that waits."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.utils import timezone

from jmzpro.trust.models import Alarm
from jmzpro.trust.offices import Office
from jmzpro.trust.queue import Decision, Named, QueueKind, Waiting

KEPT = timedelta(days=90)
WHAT_TO_DO = (
    "Lees wat er staat. Is er nu gevaar, bel 112. Twijfel je? Overleg met Veilig Thuis: "
    "0800-2000, dag en nacht."
)
IN_THE_QUEUE = (
    "Het staat bovenaan in de wachtrij, met ‘Gevaar’ erbij. Zie je het daar niet? Vraag het "
    "iemand van het bureau."
)


def waiting(user: Any) -> Sequence[Waiting]:
    return [shown(alarm) for alarm in Alarm.objects.open()]


def shown(alarm: Alarm) -> Waiting:
    text = WHAT_TO_DO if alarm.path else f"{IN_THE_QUEUE} {WHAT_TO_DO}"
    return Waiting(
        str(alarm.pk),
        f"Woorden van gevaar: {alarm.where}",
        alarm.at,
        text=text,
        url=alarm.path,
        is_urgent=True,
    )


def count(user: Any) -> int:
    return Alarm.objects.open().count()


def take_up(item_id: str, *, by: Any, reason: str = "") -> None:
    Alarm.see(item_id)


def wait_again(item_id: str, *, by: Any) -> None:
    Alarm.wait_again(item_id)


def sweep() -> int:
    """Those that were taken up long ago; the number that went."""
    return Alarm.objects.filter(seen_at__lt=timezone.now() - KEPT).delete()[0]


def named(item_ids: Sequence[str]) -> dict[str, Named]:
    found = Alarm.objects.filter(pk__in=[one for one in item_ids if one.isdecimal()])
    return {str(one.pk): Named(f"Woorden van gevaar: {one.where}", one.path) for one in found}


DANGER = QueueKind(
    key="gevaar",
    label="Woorden van gevaar",
    named=named,
    waiting=waiting,
    count=count,
    decisions=(Decision("opgepakt", "Opgepakt", take_up, letter=None, undo=wait_again),),
    groups=(Office.MODERATORS, Office.BUREAU),
    order=1,
)

"""Who inside the agenda wants to know that something on the site changed: registrations, for one, mail whoever comes."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from jmzpro.kit.registry import Registry

if TYPE_CHECKING:
    from jmzpro.agenda.models import Activity, Occurrence


class Change(Enum):
    TIME = "tijd"
    PLACE = "plaats"
    TIME_AND_PLACE = "tijd en plaats"
    CANCELLED = "afgelast"
    DATE_MOVED = "datum verplaatst"
    DATE_DROPPED = "datum vervallen"


@dataclass(frozen=True)
class Listener:
    """`told(activity, change, date)` runs in the transaction of the change, after the dates were laid out anew.

    `date` is the one date that was moved or dropped; None when the change is of the whole.
    """

    key: str
    told: "Callable[[Activity, Change, Occurrence | None], None]"
    order: int = 50


listeners: Registry[Listener] = Registry("agenda-listeners")


def tell(activity: "Activity", change: Change, date: "Occurrence | None" = None) -> None:
    """What is not on the site yet, nobody waits for."""
    if activity.is_on_the_site:
        for listener in listeners:
            listener.told(activity, change, date)

"""What connected calendars hold about a person: who connected them."""

from typing import Any

from jmzpro.agenda.connected.models import ConnectedCalendar
from jmzpro.trust.personal_data import Holding, moment


def export(user: Any) -> list[dict[str, Any]]:
    found = ConnectedCalendar.objects.filter(added_by__user=user).order_by("pk")
    return [{"kalender": one.name, "adres": one.url, "wanneer": moment(one.created_at)} for one in found]


def erase(user: Any) -> None:
    """The calendar is the organisation's and stays; who connected it is forgotten."""
    ConnectedCalendar.objects.filter(added_by__user=user).update(added_by=None)


HOLDING = Holding(
    key="agenda-calendars",
    label="Kalenders die je koppelde",
    models=("agenda.ConnectedCalendar",),
    export=export,
    erase=erase,
    kept="Zolang je organisatie de kalender gekoppeld houdt; je naam verdwijnt erbij als je je gegevens wist.",
    order=47,
)

"""What connected calendars hold about a person: who connected them, and who of the office placed
them.
"""

from typing import Any

from jmzpro.agenda.external_calendars.models import CalendarPlacement, ConnectedCalendar
from jmzpro.trust.personal_data import DataCategory, moment


def export(user: Any) -> list[dict[str, Any]]:
    found = ConnectedCalendar.objects.filter(added_by__user=user).order_by("pk")
    placed = CalendarPlacement.objects.filter(by=user).select_related("calendar").order_by("pk")
    return [
        *(
            {"kalender": one.name, "adres": one.url, "wanneer": moment(one.created_at)}
            for one in found
        ),
        *(
            {"kalender geplaatst": one.calendar.name, "wanneer": moment(one.asked_at)}
            for one in placed
        ),
    ]


def erase(user: Any) -> None:
    """The calendar is the organisation's and stays; who connected or placed it is forgotten."""
    CalendarPlacement.objects.filter(by=user).update(by=None)
    ConnectedCalendar.objects.filter(added_by__user=user).update(added_by=None)


DATA_CATEGORY = DataCategory(
    key="agenda-calendars",
    label="Kalenders die je koppelde",
    models=("agenda.ConnectedCalendar", "agenda.CalendarPlacement"),
    export=export,
    erase=erase,
    kept=(
        "Zolang je organisatie de kalender gekoppeld houdt; je naam verdwijnt erbij als je je "
        "gegevens wist."
    ),
    order=47,
)

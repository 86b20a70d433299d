"""The mails about a connected calendar."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from jmzpro.agenda.external_calendars.models import CalendarPlacement, ConnectedCalendar
from jmzpro.agenda.submission.emails import KIND
from jmzpro.letters import unsubscribe
from jmzpro.mail.correction import Regret, come_back
from jmzpro.members.person.mail import send_to

BECAUSE = "Je krijgt deze mail omdat jij deze kalender aan de agenda van JMZ Pro koppelde."


def failing(calendar: ConnectedCalendar, since: datetime, why: str) -> None:
    """Once for each time that it fails for a week."""
    send_to(
        calendar.added_by,
        cause=f"calendar-failing:{calendar.public_id}:{since:%Y%m%d}",
        subject=f"Klopt je kalender nog: {calendar.name}?",
        template="agenda/mail/calendar_failing",
        reason=BECAUSE,
        unsubscribe_url=unsubscribe.address(calendar.added_by, KIND),
        context={
            "calendar": calendar,
            "since": since,
            "why": why,
            "url": calendar.get_absolute_url(),
        },
    )


def placed(placement: CalendarPlacement) -> None:
    """One for all that the office put on the site of a calendar at once."""
    calendar = placement.calendar
    tell(calendar, "placed", f"In de agenda: {calendar.name}", cause=cause_of(placement))


def cause_of(placement: CalendarPlacement) -> str:
    return f"calendar-placement:{placement.pk}"


def came_back(placement: CalendarPlacement, stays: str) -> None:
    """The office took that back; `stays` names what is on the site still."""
    now = (
        "De activiteiten uit je kalender staan nu niet in de agenda. We bekijken ze opnieuw, en "
        "je krijgt een mail met wat we besluiten."
    )
    come_back(
        cause_of(placement),
        Regret(f"je kalender {placement.calendar.name}", f"{now} {stays}".strip(), BECAUSE),
    )


def rejected(calendar: ConnectedCalendar, titles: Sequence[str], number: int, why: str) -> None:
    """One for all that the office did not put on the site at once."""
    more = number - len(titles)
    cause = f"calendar-rejected:{calendar.public_id}:{timezone.now():%Y%m%d%H%M%S%f}"
    tell(
        calendar,
        "rejected",
        f"Niet geplaatst: {calendar.name}",
        cause=cause,
        titles=titles,
        more=more,
        why=why,
    )


def tell(
    calendar: ConnectedCalendar, what: str, subject: str, *, cause: str, **context: Any
) -> None:
    if calendar.added_by is None:
        return
    send_to(
        calendar.added_by,
        cause=cause,
        subject=subject,
        template=f"agenda/mail/calendar_{what}",
        reason=BECAUSE,
        context={"calendar": calendar, "url": calendar.get_absolute_url(), **context},
    )

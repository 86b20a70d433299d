"""The mails about a connected calendar."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from jmzpro.agenda.adding.emails import KIND
from jmzpro.agenda.connected.models import ConnectedCalendar
from jmzpro.letters import stopping
from jmzpro.members.mailing import send_to


def failing(calendar: ConnectedCalendar, since: datetime, why: str) -> None:
    """Once for each time that it fails for a week."""
    send_to(
        calendar.added_by,
        cause=f"calendar-failing:{calendar.public_id}:{since:%Y%m%d}",
        subject=f"Klopt je kalender nog: {calendar.name}?",
        template="agenda/mail/calendar_failing",
        reason="Je krijgt deze mail omdat jij deze kalender aan de agenda van JMZ Pro koppelde.",
        unsubscribe_url=stopping.address(calendar.added_by, KIND),
        context={"calendar": calendar, "since": since, "why": why, "url": calendar.get_absolute_url()},
    )


def placed(calendar: ConnectedCalendar) -> None:
    """One for all that the office put on the site of a calendar at once."""
    tell(calendar, "placed", f"In de agenda: {calendar.name}")


def rejected(calendar: ConnectedCalendar, titles: Sequence[str], number: int, why: str) -> None:
    """One for all that the office did not put on the site at once."""
    more = number - len(titles)
    tell(calendar, "rejected", f"Niet geplaatst: {calendar.name}", titles=titles, more=more, why=why)


def tell(calendar: ConnectedCalendar, what: str, subject: str, **context: Any) -> None:
    if calendar.added_by is None:
        return
    send_to(
        calendar.added_by,
        cause=f"calendar-{what}:{calendar.public_id}:{timezone.now():%Y%m%d%H%M%S%f}",
        subject=subject,
        template=f"agenda/mail/calendar_{what}",
        reason="Je krijgt deze mail omdat jij deze kalender aan de agenda van JMZ Pro koppelde.",
        context={"calendar": calendar, "url": calendar.get_absolute_url(), **context},
    )

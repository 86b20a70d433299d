"""The mail about a connected calendar."""

from datetime import datetime

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

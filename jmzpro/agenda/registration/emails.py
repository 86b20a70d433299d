"""The mails about a registration: one typed function a message, called in the transaction of what
it tells.

Every cause begins with "registration:<pk>:", so that what was mailed goes with the registration
(`forgetting`).
"""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone

from jmzpro.agenda.registration import waiting_list
from jmzpro.agenda.registration.choices import BookingState
from jmzpro.agenda.registration.models import Booking, Certificate, Registration
from jmzpro.kit import dutch
from jmzpro.mail.models import OutgoingMail, OutgoingState
from jmzpro.mail.outbox import Message, send, send_many

FOLDER = "agenda/registering/mail"
REASON = (
    "Je krijgt deze mail omdat dit adres is opgegeven bij een aanmelding in de agenda van JMZ Pro."
)


def cause_prefix(registration: Registration) -> str:
    return f"registration:{registration.pk}:"


def has_not_left(registration: Registration) -> bool:
    """A mail about it still waits here while the mail server takes none."""
    inside = OutgoingMail.objects.filter(state__in=(OutgoingState.WAITING, OutgoingState.SENDING))
    of_it = inside.filter(cause__startswith=cause_prefix(registration))
    return of_it.exists() and inside.exclude(last_error="").exists()


def forget(registration: Registration) -> None:
    """Our copies of what was mailed, and that it was."""
    OutgoingMail.objects.filter(cause__startswith=cause_prefix(registration)).delete()


def write(
    registration: Registration,
    what: str,
    subject: str,
    *,
    again: str = "",
    stop: str = "",
    **context: Any,
) -> None:
    if registration.email:
        send(written(registration, what, subject, again=again, stop=stop, **context))


def written(
    registration: Registration,
    what: str,
    subject: str,
    *,
    again: str = "",
    stop: str = "",
    **context: Any,
) -> Message:
    """`again`: what tells a second mail of the same kind from the first; `stop`: the name of the
    page behind "liever niet meer".
    """
    activity = registration.gathering.desk.activity
    return Message(
        cause=f"{cause_prefix(registration)}{what}{again and ':'}{again}",
        to=registration.email,
        subject=f"{subject}: {activity.title}" if subject else activity.title,
        template=f"{FOLDER}/{what}",
        reason=REASON,
        unsubscribe_url=reverse(stop, args=[registration.token]) if stop else "",
        context={
            "registration": registration,
            "activity": activity,
            "facts": facts(registration),
            **context,
        },
        thread=f"registration/{registration.pk}",
    )


def facts(registration: Registration) -> list[tuple[str, str]]:
    """What to put in a diary. The link to take part is on the page of the registration alone,
    for who has a place.
    """
    activity = registration.gathering.desk.activity
    told = [("Wanneer", registration.gathering.when)]
    if registration.gathering.when == "alle data":
        told = [("Eerste keer", dutch.moment(registration.gathering.starts_at))]
    place = ", ".join(
        part for part in (activity.venue_name, activity.address, str(activity.town or "")) if part
    )
    if activity.is_on_site and place:
        told.append(("Waar", place))
    if activity.is_online:
        told.append(("Online", "de link staat op de pagina van je aanmelding"))
    if registration.people > 1:
        told.append(("Aantal plekken", str(registration.people)))
    return told


def programme(registration: Registration) -> list[dict[str, str]]:
    """The chosen workshops, for in a mail."""
    chosen = registration.bookings.exclude(gathering=registration.gathering_id).exclude(
        state=BookingState.LEFT
    )
    return [
        {
            "when": one.gathering.when,
            "title": one.gathering.name,
            "waits": "wachtlijst" if one.state == BookingState.WAITING else "",
        }
        for one in chosen.select_related("gathering__desk__activity").order_by(
            "gathering__starts_at"
        )
    ]


def received(registration: Registration, booking: Booking) -> None:
    if booking.state == BookingState.PLACE:
        write(registration, "placed", "Je bent aangemeld", workshops=programme(registration))
    elif booking.state == BookingState.HELD:
        held(registration, booking)
    else:
        waiting(registration, booking)


def held(registration: Registration, booking: Booking) -> None:
    """To an address that anybody may have typed: what is asked of them, and that doing nothing
    is enough if it was not them.
    """
    write(
        registration,
        "held",
        "Bevestig je plek",
        stop="agenda:registration-leave",
        until=booking.offered_until,
        workshops=programme(registration),
    )


def waiting(registration: Registration, booking: Booking) -> None:
    desk = registration.gathering.desk
    write(
        registration,
        "waiting",
        "Bevestig je plek op de wachtlijst"
        if registration.confirm_until
        else "Je staat op de wachtlijst",
        stop="agenda:registration-leave",
        place=waiting_list.place_in_line(booking),
        hours=desk.confirm_within,
    )


def already(registration: Registration) -> None:
    """To the address itself, so that nobody else learns that it has registered. Once an hour at
    most.
    """
    moment = timezone.localtime()
    write(
        registration,
        "already",
        "Je had je al aangemeld",
        again=f"{moment:%Y%m%d%H}",
        booking=registration.booking,
    )


def offered(registration: Registration, booking: Booking) -> None:
    write(
        registration,
        "offered",
        "Er is een plek voor je vrij",
        again=str(booking.queue_number),
        stop="agenda:registration-leave",
        until=booking.offered_until,
    )


def granted(registration: Registration, booking: Booking) -> None:
    write(registration, "granted", "Je hebt een plek", workshops=programme(registration))


def expired(registration: Registration) -> None:
    write(registration, "expired", "De plek ging naar de volgende")


def workshop(registration: Registration, booking: Booking) -> None:
    write(
        registration,
        "workshop",
        "Je hebt een plek in een workshop",
        again=str(booking.gathering_id),
        workshop=booking.gathering,
    )


def cancelled(registration: Registration, *, by_organiser: bool) -> None:
    write(registration, "cancelled", "Je bent afgemeld", by_organiser=by_organiser)


def reminder(registration: Registration) -> None:
    write(
        registration,
        "reminder",
        "Tot gauw",
        again=f"{registration.gathering.starts_at:%Y%m%d%H%M}",
        stop="agenda:registration-mail",
        workshops=programme(registration),
    )


def message(registrations: Iterable[Registration], key: str, subject: str, text: str) -> int:
    """A word of the organiser to many; `key` is the same for all who get this one. How many will
    get it.
    """
    return len(
        send_many(
            written(
                registration,
                "message",
                subject,
                again=key,
                stop="agenda:registration-mail",
                text=text,
                organiser=registration.gathering.desk.activity.organiser_name,
            )
            for registration in registrations
        )
    )


def changed(registration: Registration, key: str, text: str, *, is_off: bool = False) -> None:
    """The activity is at another time or place, or does not go on (`is_off`). `key`: which
    change.
    """
    subject = "Gaat niet door" if is_off else "Er is iets veranderd"
    write(registration, "changed", subject, again=key, text=text)


def certificates(registration: Registration, given: list[Certificate]) -> None:
    write(registration, "certificate", "Je deelnamebewijs", again=given[0].code, count=len(given))


def evaluation(registration: Registration) -> None:
    url = reverse("agenda:registration-evaluation", args=[registration.token])
    write(
        registration,
        "evaluation",
        "Hoe was het",
        stop="agenda:registration-mail",
        evaluation_url=url,
    )

"""Who registered, as a spreadsheet: one row for each person, for an activity for children one
for each registration.
"""

from collections.abc import Iterator

from jmzpro.agenda.registration.choices import BookingState
from jmzpro.agenda.registration.models import Booking, Desk, Registration
from jmzpro.kit import dutch, spreadsheet

FOR_ALL = ("Staat", "Datum", "Aangemeld op", "E-mail", "Plekken")


def rows(desk: Desk) -> Iterator[list[str]]:
    questions = [] if desk.asks_an_address_only else list(desk.questions.all())
    rounds = [] if desk.asks_an_address_only else list(desk.rounds.all())
    own = [] if desk.asks_an_address_only else ["Naam", "Organisatie", "Aanwezig"]
    yield [*FOR_ALL, *own, *(one.title for one in rounds), *(one.label for one in questions)]
    for registration in registrations(desk):
        of_registration = about(registration)
        if desk.asks_an_address_only:
            yield of_registration
            continue
        bookings = {
            one.gathering.round_id: one
            for one in registration.bookings.all()
            if one.gathering.round_id
        }
        workshops = [in_words(bookings.get(one.pk)) for one in rounds]
        answers = {
            one.question_id: one.text.replace("\n", " | ") for one in registration.answers.all()
        }
        said = [answers.get(one.pk, "") for one in questions]
        for person in registration.participants.all():
            present = "ja" if person.present_at else ""
            yield [
                *of_registration,
                person.name,
                registration.organisation,
                present,
                *workshops,
                *said,
            ]


def registrations(desk: Desk) -> "list[Registration]":
    found = (
        Registration.objects.current()
        .filter(gathering__desk=desk)
        .select_related("gathering__desk__activity", "gathering__occurrence")
    )
    related = ("participants", "answers", "bookings__gathering__desk__activity")
    return list(
        found.prefetch_related(*related).order_by("gathering__starts_at", "registered_at", "pk")
    )


def about(registration: Registration) -> list[str]:
    booking = registration.booking
    return [
        booking.get_state_display(),
        registration.gathering.when,
        dutch.moment(registration.registered_at),
        registration.email,
        str(registration.people),
    ]


def in_words(booking: Booking | None) -> str:
    if booking is None:
        return ""
    return (
        f"{booking.gathering.title} (wachtlijst)"
        if booking.state == BookingState.WAITING
        else booking.gathering.title
    )


def as_csv(desk: Desk) -> bytes:
    return b"".join(spreadsheet.as_csv(rows(desk)))


def as_xlsx(desk: Desk) -> bytes:
    return spreadsheet.as_xlsx(rows(desk), "Aanmeldingen")

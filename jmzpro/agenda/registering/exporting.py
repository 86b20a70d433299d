"""Who registered, as a spreadsheet: one row for each person, for an activity for children one for each registration."""

import csv
from collections.abc import Iterator
from io import BytesIO, StringIO

from openpyxl import Workbook

from jmzpro.agenda.registering.choices import BookingState
from jmzpro.agenda.registering.models import Booking, Desk, Registration
from jmzpro.kit import dutch

# What a spreadsheet would take for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
FOR_ALL = ("Staat", "Datum", "Aangemeld op", "E-mail", "Plekken")


def cell(value: object) -> str:
    """With a quote before what would be a formula: as text it does nothing."""
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def rows(desk: Desk) -> Iterator[list[str]]:
    questions = [] if desk.asks_an_address_only else list(desk.questions.all())
    rounds = [] if desk.asks_an_address_only else list(desk.rounds.all())
    own = [] if desk.asks_an_address_only else ["Naam", "Organisatie", "Aanwezig"]
    yield [*FOR_ALL, *own, *(cell(one.title) for one in rounds), *(cell(one.label) for one in questions)]
    for registration in registrations(desk):
        of_registration = about(registration)
        if desk.asks_an_address_only:
            yield of_registration
            continue
        bookings = {one.gathering.round_id: one for one in registration.bookings.all() if one.gathering.round_id}
        workshops = [cell(in_words(bookings.get(one.pk))) for one in rounds]
        answers = {one.question_id: one.text.replace("\n", " | ") for one in registration.answers.all()}
        said = [cell(answers.get(one.pk, "")) for one in questions]
        for person in registration.participants.all():
            present = "ja" if person.present_at else ""
            yield [*of_registration, cell(person.name), cell(registration.organisation), present, *workshops, *said]


def registrations(desk: Desk) -> "list[Registration]":
    found = Registration.objects.current().filter(gathering__desk=desk).select_related("gathering__desk__activity", "gathering__occurrence")
    related = ("participants", "answers", "bookings__gathering__desk__activity")
    return list(found.prefetch_related(*related).order_by("gathering__starts_at", "registered_at", "pk"))


def about(registration: Registration) -> list[str]:
    booking = registration.booking
    return [
        booking.get_state_display(),
        cell(registration.gathering.when),
        dutch.moment(registration.registered_at),
        cell(registration.email),
        str(registration.people),
    ]


def in_words(booking: Booking | None) -> str:
    if booking is None:
        return ""
    return f"{booking.gathering.title} (wachtlijst)" if booking.state == BookingState.WAITING else booking.gathering.title


def as_csv(desk: Desk) -> bytes:
    """With a byte order mark, by which spreadsheets know it is UTF-8."""
    text = StringIO()
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(rows(desk))
    return ("\ufeff" + text.getvalue()).encode()


def as_xlsx(desk: Desk) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Aanmeldingen")
    for row in rows(desk):
        sheet.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()

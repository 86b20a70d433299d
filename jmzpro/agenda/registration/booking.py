"""Registering, changing it, saying yes to a place, and cancelling: each one transaction, mails
included.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from jmzpro.agenda.registration import emails, rescheduling, waiting_list
from jmzpro.agenda.registration.choices import FOR_A_WHILE, TAKES_ROOM, BookingState
from jmzpro.agenda.registration.models import (
    Booking,
    Desk,
    Gathering,
    Registration,
    RegistrationAnswer,
    tidy_address,
)
from jmzpro.agenda.registration.waiting_list import Granted

if TYPE_CHECKING:
    from jmzpro.agenda.models import Occurrence


# How long a scarce place is held for an address that nobody proved to be theirs: who registers at
# the end of a working day still has the next morning.
HELD_FOR = timedelta(hours=18)
HAS_ONE = (BookingState.PLACE, BookingState.HELD)


@dataclass(frozen=True)
class RegistrationInput:
    """What somebody filled in. `names`: of all who come, the one who registers first; empty for an
    activity for children.

    `answers`: by the key of the question; `workshops`: one for a round at most.
    """

    email: str
    people: int = 1
    names: Sequence[str] = ()
    organisation: str = ""
    date: "Occurrence | None" = None
    answers: Mapping[int, str] = field(default_factory=dict)
    workshops: Sequence[Gathering] = ()


class TooMany(Exception):
    """More people than there are places in all."""


@transaction.atomic
def register(
    desk: Desk, told: RegistrationInput, *, is_proven: bool, source: str = ""
) -> Registration:
    """A place, or the end of the line. An address that has registered already gets mail about that,
    and nothing changes.

    What is scarce is held for HELD_FOR until the owner of the address says yes, unless the address
    `is_proven`. `source` is the mark of where it came from (`sources`). Raises TooMany.
    """
    desk = waiting_list.lock(desk)
    gathering = desk.gathering(told.date)
    if gathering.capacity is not None and told.people > gathering.capacity:
        raise TooMany
    earlier = gathering.registrations.of_address(told.email).first()
    if earlier is not None:
        emails.already(earlier)
        return earlier
    rescheduling.remember(gathering)
    must_confirm = not is_proven and is_scarce(gathering, told)
    registration = create_registration(
        desk,
        gathering,
        told,
        confirm_until=timezone.now() + HELD_FOR if must_confirm else None,
        source="" if is_proven else source,
    )
    main = Booking.objects.create(
        registration=registration, gathering=gathering, people=registration.people
    )
    join_waiting_lists(registration, told.workshops)
    granted = waiting_list.enter(main)
    main.refresh_from_db()
    emails.received(registration, main)
    tell(granted, but_not=registration)
    return registration


def is_scarce(gathering: Gathering, told: RegistrationInput) -> bool:
    """There is room for so many: at the activity itself, or in a workshop that was chosen."""
    return any(one.capacity is not None for one in (gathering, *told.workshops))


def create_registration(
    desk: Desk,
    gathering: Gathering,
    told: RegistrationInput,
    *,
    confirm_until: datetime | None,
    source: str,
) -> Registration:
    """What may be asked is decided here once more, whatever the form let through: about a child
    nothing is kept.
    """
    names = [] if desk.asks_an_address_only else list(told.names)
    registration = Registration.objects.create(
        gathering=gathering,
        email=tidy_address(told.email),
        people=told.people,
        name=names[0] if names else "",
        organisation="" if desk.asks_an_address_only else told.organisation,
        confirm_until=confirm_until,
        source=source,
    )
    bring(registration, names)
    if not desk.asks_an_address_only:
        answer(registration, told.answers)
    return registration


def bring(registration: Registration, names: Sequence[str]) -> None:
    """Who comes along; who stays keeps the ticket they have."""
    there = list(registration.participants.all())
    for person, name in zip(there, names, strict=False):
        if person.name != name:
            person.name = name
            person.save(update_fields=["name"])
    for person in there[len(names) :]:
        person.delete()
    for name in names[len(there) :]:
        registration.participants.create(name=name)


def answer(registration: Registration, answers: Mapping[int, str]) -> None:
    for question, text in answers.items():
        if text:
            RegistrationAnswer.objects.update_or_create(
                registration=registration, question_id=question, defaults={"text": text}
            )
        else:
            registration.answers.filter(question=question).delete()


def join_waiting_lists(registration: Registration, workshops: Sequence[Gathering]) -> None:
    for workshop in workshops:
        Booking.objects.create(
            registration=registration, gathering=workshop, people=registration.people
        )


@transaction.atomic
def accept(registration: Registration) -> bool:
    """Yes, by who reads mail at this address: to the place offered or held for them, else to their
    place in the line.

    False when there is no place (any more).
    """
    waiting_list.lock(registration.desk)
    booking = main_booking(registration)
    was = booking.state
    if was == BookingState.LEFT or (
        booking.offered_until is not None and booking.offered_until <= timezone.now()
    ):
        return False
    Registration.objects.filter(pk=registration.pk).update(confirm_until=None)
    registration.confirm_until = None
    if was not in FOR_A_WHILE:
        return was == BookingState.PLACE
    granted = waiting_list.accept(booking)
    if was == BookingState.HELD:
        emails.received(registration, booking)
    else:
        emails.granted(registration, booking)
    tell(granted, but_not=registration)
    return True


@transaction.atomic
def change_registration(registration: Registration, told: RegistrationInput) -> None:
    """The same registration with other names, answers or workshops, or with fewer people."""
    desk = waiting_list.lock(registration.desk)
    current = Registration.objects.get(pk=registration.pk)
    if current.cancelled_at is not None:
        return
    current.name = told.names[0] if told.names and not desk.asks_an_address_only else ""
    current.organisation = "" if desk.asks_an_address_only else told.organisation
    granted = shrink(current, min(told.people, current.people))
    current.save(update_fields=["name", "organisation", "people"])
    if not desk.asks_an_address_only:
        bring(current, told.names[: current.people])
        answer(current, told.answers)
        granted += choose(current, told.workshops)
    tell(granted)


def shrink(registration: Registration, people: int) -> list[Granted]:
    if people == registration.people:
        return []
    registration.people = people
    bookings = registration.bookings.exclude(state=BookingState.LEFT).select_related("gathering")
    return [granted for booking in bookings for granted in waiting_list.shrink(booking, people)]


def choose(registration: Registration, workshops: Sequence[Gathering]) -> list[Granted]:
    """Another workshop in a round: the old one is let go, for the new one one stands in line."""
    chosen = {workshop.pk for workshop in workshops}
    granted: list[Granted] = []
    held = registration.bookings.exclude(gathering=registration.gathering_id).select_related(
        "gathering"
    )
    there = {booking.gathering_id: booking for booking in held}
    for pk, booking in there.items():
        if pk not in chosen:
            granted += waiting_list.give_up(booking)
    join_waiting_lists(
        registration, [workshop for workshop in workshops if workshop.pk not in there]
    )
    main = main_booking(registration)
    return granted + (waiting_list.open_hopes(main) if main.state in HAS_ONE else [])


@transaction.atomic
def cancel(registration: Registration, *, by_organiser: bool = False) -> bool:
    """Free what they had, tell the next, and forget who it was. False when that was done before."""
    waiting_list.lock(registration.desk)
    current = Registration.objects.select_related("gathering__desk__activity").get(
        pk=registration.pk
    )
    if current.cancelled_at is not None:
        return False
    emails.cancelled(current, by_organiser=by_organiser)
    release(current)
    return True


def release(registration: Registration) -> None:
    granted = waiting_list.leave(registration)
    registration.participants.all().delete()
    registration.answers.all().delete()
    Registration.objects.filter(pk=registration.pk).update(
        email="",
        name="",
        organisation="",
        source="",
        confirm_until=None,
        cancelled_at=timezone.now(),
        wants_no_mail=True,
    )
    tell(granted)


@transaction.atomic
def take_away(desk: Desk, public_ids: Collection[str]) -> int:
    """Cancel these together, for who organises. Only an address that was proven is mailed. How
    many went.
    """
    waiting_list.lock(desk)
    current = Registration.objects.current().filter(gathering__desk=desk, public_id__in=public_ids)
    found = list(current.select_related("gathering__desk__activity").prefetch_related("bookings"))
    # Who waits goes first: else the places of the others would go to them, with a mail, in between.
    for one in sorted(found, key=lambda one: one.booking.state in TAKES_ROOM):
        if one.confirm_until is None:
            emails.cancelled(one, by_organiser=True)
        else:
            emails.forget(one)
        release(one)
    return len(found)


def expire(now: datetime | None = None, most: int = 50) -> int:
    """What nobody said yes to in time goes to whoever is next: places, and places in the line.
    How many.
    """
    moment = now or timezone.now()
    places = Booking.objects.expired(moment).select_related(
        "registration__gathering__desk__activity"
    )[:most]
    over = [booking.registration for booking in places]
    in_line = Registration.objects.unproven_at(moment).select_related("gathering__desk__activity")
    return sum(expire_one(one, moment) for one in [*over, *in_line[: most - len(over)]])


@transaction.atomic
def expire_one(registration: Registration, now: datetime) -> bool:
    """False when they said yes a moment ago, or could not: the mail that asks them has not left
    yet.
    """
    waiting_list.lock(registration.desk)
    current = Registration.objects.filter(pk=registration.pk)
    is_over = registration.bookings.expired(now).exists() or current.unproven_at(now).exists()
    if not is_over:
        return False
    found = current.select_related("gathering__desk__activity").get()
    booking = main_booking(found)
    if booking.state == BookingState.OFFERED:
        emails.expired(found)
    elif emails.has_not_left(found) and now < booking.gathering.ends_at:
        hold_on(found, booking, now)
        return False
    else:
        emails.forget(found)
    release(found)
    return True


def hold_on(registration: Registration, booking: Booking, now: datetime) -> None:
    """As long again: while our mail cannot leave, nobody can say yes to it."""
    until = now + HELD_FOR
    Registration.objects.filter(pk=registration.pk).update(confirm_until=until)
    if booking.state == BookingState.HELD:
        waiting_list.set_booking_state(
            booking, BookingState.HELD, min(until, booking.gathering.ends_at)
        )


@transaction.atomic
def resettle(desk: Desk) -> None:
    """After the organiser gave more room, or another rule."""
    waiting_list.lock(desk)
    tell(
        [
            granted
            for gathering in desk.gatherings.all()
            for granted in waiting_list.settle(gathering)
        ]
    )


def main_booking(registration: Registration) -> Booking:
    return Booking.objects.select_related("gathering__desk__activity", "registration").get(
        registration=registration, gathering=registration.gathering_id
    )


def tell(granted: Sequence[Granted], but_not: Registration | None = None) -> None:
    """Mail to who got something by waiting. Who is at the desk at this moment reads it in the
    mail they get anyway.
    """
    for one in granted:
        registration = one.booking.registration
        if registration == but_not or one.came_now:
            continue
        if one.booking.gathering.is_workshop:
            emails.workshop(registration, one.booking)
        elif one.booking.state == BookingState.OFFERED:
            emails.offered(registration, one.booking)
        elif one.booking.state == BookingState.HELD:
            emails.held(registration, one.booking)
        else:
            emails.granted(registration, one.booking)

"""Registering, changing it, saying yes to a place, and cancelling: each one transaction, mails included."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from jmzpro.agenda.registering import emails, following, waiting_list
from jmzpro.agenda.registering.choices import BookingState
from jmzpro.agenda.registering.models import Booking, Desk, Gathering, Registration, RegistrationAnswer, tidy_address
from jmzpro.agenda.registering.waiting_list import Granted

if TYPE_CHECKING:
    from jmzpro.agenda.models import Occurrence


@dataclass(frozen=True)
class Told:
    """What somebody filled in. `names`: of all who come, the one who registers first; empty for an activity for children.

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
def register(desk: Desk, told: Told) -> Registration:
    """A place, or the end of the line. An address that has registered already gets mail about that, and nothing changes.

    Raises TooMany.
    """
    desk = waiting_list.lock(desk)
    gathering = desk.gathering(told.date)
    if gathering.capacity is not None and told.people > gathering.capacity:
        raise TooMany
    earlier = gathering.registrations.of_address(told.email).first()
    if earlier is not None:
        emails.already(earlier)
        return earlier
    following.remember(gathering)
    registration = written_down(desk, gathering, told)
    main = Booking.objects.create(registration=registration, gathering=gathering, people=registration.people)
    hope_for(registration, told.workshops)
    granted = waiting_list.enter(main)
    main.refresh_from_db()
    emails.received(registration, main)
    tell(granted, but_not=registration)
    return registration


def written_down(desk: Desk, gathering: Gathering, told: Told) -> Registration:
    """What may be asked is decided here once more, whatever the form let through: about a child nothing is kept."""
    names = [] if desk.asks_an_address_only else list(told.names)
    registration = Registration.objects.create(
        gathering=gathering,
        email=tidy_address(told.email),
        people=told.people,
        name=names[0] if names else "",
        organisation="" if desk.asks_an_address_only else told.organisation,
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
            RegistrationAnswer.objects.update_or_create(registration=registration, question_id=question, defaults={"text": text})
        else:
            registration.answers.filter(question=question).delete()


def hope_for(registration: Registration, workshops: Sequence[Gathering]) -> None:
    for workshop in workshops:
        Booking.objects.create(registration=registration, gathering=workshop, people=registration.people)


@transaction.atomic
def accept(registration: Registration) -> bool:
    """Yes to the offered place. False when it is no longer on offer."""
    waiting_list.lock(registration.desk)
    booking = main_booking(registration)
    if booking.state == BookingState.PLACE:
        return True
    if booking.state != BookingState.OFFERED or booking.offered_until is None or booking.offered_until <= timezone.now():
        return False
    granted = waiting_list.accept(booking)
    emails.granted(registration, booking)
    tell(granted, but_not=registration)
    return True


@transaction.atomic
def change(registration: Registration, told: Told) -> None:
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
    held = registration.bookings.exclude(gathering=registration.gathering_id).select_related("gathering")
    there = {booking.gathering_id: booking for booking in held}
    for pk, booking in there.items():
        if pk not in chosen:
            granted += waiting_list.give_up(booking)
    hope_for(registration, [workshop for workshop in workshops if workshop.pk not in there])
    main = main_booking(registration)
    return granted + (waiting_list.open_hopes(main) if main.state == BookingState.PLACE else [])


@transaction.atomic
def cancel(registration: Registration, *, by_organiser: bool = False) -> bool:
    """Free what they had, tell the next, and forget who it was. False when that was done before."""
    waiting_list.lock(registration.desk)
    current = Registration.objects.select_related("gathering__desk__activity").get(pk=registration.pk)
    if current.cancelled_at is not None:
        return False
    emails.cancelled(current, by_organiser=by_organiser)
    give_back(current)
    return True


def give_back(registration: Registration) -> None:
    granted = waiting_list.leave(registration)
    registration.participants.all().delete()
    registration.answers.all().delete()
    Registration.objects.filter(pk=registration.pk).update(
        email="", name="", organisation="", cancelled_at=timezone.now(), wants_no_mail=True
    )
    tell(granted)


def expire(now: datetime | None = None, most: int = 50) -> int:
    """Offers that nobody answered in time go to whoever is next. How many."""
    moment = now or timezone.now()
    waiting = Booking.objects.expired(moment).select_related("registration__gathering__desk__activity")[:most]
    return sum(expire_one(booking.registration, moment) for booking in waiting)


@transaction.atomic
def expire_one(registration: Registration, now: datetime) -> bool:
    """False when they said yes a moment ago."""
    waiting_list.lock(registration.desk)
    if not registration.bookings.expired(now).exists():
        return False
    emails.expired(registration)
    give_back(registration)
    return True


@transaction.atomic
def resettle(desk: Desk) -> None:
    """After the organiser gave more room, or another rule."""
    waiting_list.lock(desk)
    tell([granted for gathering in desk.gatherings.all() for granted in waiting_list.settle(gathering)])


def main_booking(registration: Registration) -> Booking:
    return Booking.objects.select_related("gathering__desk__activity", "registration").get(
        registration=registration, gathering=registration.gathering_id
    )


def tell(granted: Sequence[Granted], but_not: Registration | None = None) -> None:
    """Mail to who got something by waiting. Who is at the desk at this moment reads it in the mail they get anyway."""
    for one in granted:
        registration = one.booking.registration
        if registration == but_not or one.came_now:
            continue
        if one.booking.gathering.is_workshop:
            emails.workshop(registration, one.booking)
        elif one.booking.state == BookingState.OFFERED:
            emails.offered(registration, one.booking)
        else:
            emails.granted(registration, one.booking)

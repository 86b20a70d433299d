"""Who has a place, who waits, and whose turn it is. Everything that takes or frees a place goes
through here.

One thing at a time: `lock` holds the row of the desk until the transaction ends (on SQLite the
whole transaction writes alone). What is free goes at once to whoever is first, by the rule of the
desk; the database itself refuses one place too many.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Max, Q
from django.utils import timezone

from jmzpro.agenda.registration.choices import TAKES_ROOM, BookingState, QueueRule
from jmzpro.agenda.registration.models import Booking, Desk, Gathering, Registration


@dataclass(frozen=True)
class InLine:
    id: int
    people: int


@dataclass(frozen=True)
class Turn:
    """Who is next, and who was passed by a smaller one behind them."""

    granted: tuple[int, ...]
    passed: tuple[int, ...] = ()


def next_in_line(
    line: Sequence[InLine], room: int | None, rule: str, capacity: int | None = None
) -> Turn:
    """Whose turn it is when there is this much room. `room` None: as many as come.

    Nobody who fits waits for somebody behind them. When the first does not fit: by the strict rule
    all wait, else the next who fits goes first. A group larger than the whole room never fits, so
    nobody waits for it.
    """
    granted: list[int] = []
    stuck: list[int] = []
    passed: set[int] = set()
    for one in line:
        if room is None or one.people <= room:
            granted.append(one.id)
            passed.update(stuck)
            room = None if room is None else room - one.people
        elif rule == QueueRule.FITTING:
            stuck.append(one.id)
        elif capacity is None or one.people <= capacity:
            break
    return Turn(tuple(granted), tuple(id_ for id_ in stuck if id_ in passed))


@dataclass(frozen=True)
class Granted:
    """Somebody got a place, or was offered one. `came_now`: without having waited."""

    booking: Booking
    came_now: bool


def lock(desk: Desk) -> Desk:
    """The desk as it is now, held until the end of the transaction."""
    return Desk.objects.select_related("activity").select_for_update(of=("self",)).get(pk=desk.pk)


def enter(booking: Booking) -> list[Granted]:
    """To the end of the line, and from there to a place when it is their turn at once."""
    last = (
        Booking.objects.filter(gathering=booking.gathering_id).aggregate(last=Max("queue_number"))[
            "last"
        ]
        or 0
    )
    booking.queue_number, booking.state = last + 1, BookingState.WAITING
    booking.save(update_fields=["queue_number", "state"])
    return settle(booking.gathering, newcomer=booking)


def settle(gathering: Gathering, newcomer: Booking | None = None) -> list[Granted]:
    """Give what is free to whose turn it is. Nothing is given any more of what is over or does
    not go on.
    """
    found = Gathering.objects.select_related("desk__activity", "occurrence").get(pk=gathering.pk)
    if found.is_off or found.ends_at <= timezone.now():
        return []
    line = {
        booking.pk: booking for booking in found.bookings.waiting().select_related("registration")
    }
    turn = next_in_line(
        [InLine(pk, one.people) for pk, one in line.items()],
        found.room_left,
        found.desk.queue_rule,
        found.capacity,
    )
    Booking.objects.filter(pk__in=turn.passed).update(times_passed=F("times_passed") + 1)
    granted: list[Granted] = []
    for pk in turn.granted:
        granted += grant(line[pk], found, came_now=newcomer is not None and pk == newcomer.pk)
    return granted


def grant(booking: Booking, gathering: Gathering, *, came_now: bool) -> list[Granted]:
    take(gathering, booking.people)
    booking.gathering = gathering
    set_booking_state(booking, *given(booking, gathering, came_now=came_now))
    if booking.state == BookingState.OFFERED:
        return [Granted(booking, came_now)]
    return [Granted(booking, came_now), *open_hopes(booking)]


def given(
    booking: Booking, gathering: Gathering, *, came_now: bool
) -> tuple[BookingState, datetime | None]:
    """The state, and until when: the place is theirs, theirs to accept, or held for an address
    that nobody proved yet.
    """
    hours, confirm_until = gathering.desk.confirm_within, booking.registration.confirm_until
    if gathering.is_workshop:
        return BookingState.PLACE, None
    if hours and not came_now:
        until = timezone.now() + timedelta(hours=hours)
        return BookingState.OFFERED, min(until, gathering.ends_at)
    if confirm_until is not None:
        return BookingState.HELD, min(confirm_until, gathering.ends_at)
    return BookingState.PLACE, None


def open_hopes(booking: Booking) -> list[Granted]:
    """With a place at the activity itself, held or theirs, the workshops that were chosen are
    stood in line for.
    """
    if booking.gathering.is_workshop:
        return []
    hopes = Booking.objects.filter(
        registration=booking.registration_id, state=BookingState.HOPED
    ).select_related("registration")
    granted: list[Granted] = []
    for hope in hopes.order_by("gathering__starts_at", "gathering"):
        granted += [Granted(one.booking, came_now=one.booking.pk == hope.pk) for one in enter(hope)]
    return granted


def accept(booking: Booking) -> list[Granted]:
    """Yes to a place that was offered or held. Under the lock."""
    set_booking_state(booking, BookingState.PLACE)
    return open_hopes(booking)


def leave(registration: Registration) -> list[Granted]:
    """All that this registration has or waits for becomes free, and goes to whoever is next."""
    freed: list[Gathering] = []
    for booking in registration.bookings.exclude(state=BookingState.LEFT).select_related(
        "gathering"
    ):
        free(booking)
        freed.append(booking.gathering)
    return [granted for gathering in freed for granted in settle(gathering)]


def give_up(booking: Booking) -> list[Granted]:
    """One workshop less; the row goes, so that it can be chosen again."""
    free(booking)
    booking.delete()
    return settle(booking.gathering)


def shrink(booking: Booking, people: int) -> list[Granted]:
    """Fewer people keep their place, or their place in the line. More never go before who waits:
    they register by themselves.
    """
    if people > booking.people:
        raise ValueError("a booking only shrinks")
    if booking.state in TAKES_ROOM:
        take(booking.gathering, people - booking.people)
    booking.people = people
    booking.save(update_fields=["people"])
    return settle(booking.gathering)


def free(booking: Booking) -> None:
    if booking.state in TAKES_ROOM:
        take(booking.gathering, -booking.people)
    set_booking_state(booking, BookingState.LEFT)


def take(gathering: Gathering, people: int) -> None:
    """One conditional update, so that not even a mistake elsewhere gives a place that is not
    there.
    """
    fits = Q(capacity=None) | Q(capacity__gte=F("taken") + people)
    if not Gathering.objects.filter(fits, pk=gathering.pk).update(taken=F("taken") + people):
        raise RuntimeError("a place was given that is not there; was the desk locked?")


def set_booking_state(booking: Booking, state: BookingState, until: datetime | None = None) -> None:
    booking.state, booking.offered_until = state, until
    booking.save(update_fields=["state", "offered_until"])


def place_in_line(booking: Booking) -> int:
    """1 for who is next."""
    return (
        booking.gathering.bookings.waiting()
        .filter(queue_number__lt=booking.queue_number or 0)
        .count()
        + 1
    )

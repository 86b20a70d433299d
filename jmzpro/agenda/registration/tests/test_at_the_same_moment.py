"""Two hundred at once for twenty places: twenty get one, nobody twice, nobody lost. On the real
database, whichever it is.
"""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from jmzpro.agenda.registration import booking
from jmzpro.agenda.registration.choices import TAKES_ROOM, BookingState
from jmzpro.agenda.registration.models import Booking, Gathering, Registration
from jmzpro.agenda.registration.tests.made import make_training, sign_up
from jmzpro.mail.models import OutgoingMail

pytestmark = pytest.mark.django_db(transaction=True)

PLACES, PEOPLE, AT_ONCE = 20, 200, 20


def test_two_hundred_at_once_for_twenty_places(cast: SimpleNamespace) -> None:
    """Each of them through HTTP, twenty requests in the air at any moment, and every tenth sends
    the form twice.
    """
    desk = make_training(cast, capacity=PLACES)
    address = f"{desk.activity.get_absolute_url()}aanmelden/"
    together = threading.Barrier(AT_ONCE)

    def send(turn: int) -> int:
        number = turn if turn < PEOPLE else (turn - PEOPLE) * 10
        if turn < AT_ONCE:
            together.wait(30)
        try:
            form = {"name": f"Deelnemer {number}", "email": f"deelnemer{number}@cast.example"}
            visitor = Client(REMOTE_ADDR=f"10.1.{number // 250}.{number % 250}")
            for _ in range(5):
                # A machine so busy that SQLite waits its twenty seconds says so; the form is still
                # there, and one presses again.
                if (answer := visitor.post(address, form).status_code) != 503:
                    break
            return answer
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = Counter(pool.map(send, range(PEOPLE + PEOPLE // 10)))
    assert answers == {302: PEOPLE + PEOPLE // 10}
    assert Registration.objects.count() == PEOPLE
    states = Counter(Booking.objects.values_list("state", flat=True))
    assert states == {BookingState.HELD: PLACES, BookingState.WAITING: PEOPLE - PLACES}
    assert Gathering.objects.get().taken == PLACES
    first = Booking.objects.order_by("queue_number")[:PLACES]
    assert {one.state for one in first} == {BookingState.HELD}
    assert OutgoingMail.objects.filter(template__endswith="/held").count() == PLACES


def test_yes_and_too_late_at_the_same_moment_leave_one_of_the_two(cast: SimpleNamespace) -> None:
    """The owner says yes while the worker takes the place back, twice at once: kept or given on,
    never both.
    """
    desk = make_training(cast, capacity=3)
    came = [sign_up(desk, f"p{number}", is_proven=False) for number in range(6)]
    late = timezone.now() + booking.HELD_FOR + timedelta(minutes=1)
    together = threading.Barrier(5)

    def act(turn: int) -> bool:
        together.wait(30)
        try:
            return booking.accept(came[turn]) if turn < 3 else booking.expire(late) > 0
        finally:
            connection.close()

    with ThreadPoolExecutor(5) as pool:
        said_yes = list(pool.map(act, range(5)))[:3]
    states = dict(Booking.objects.values_list("registration", "state"))
    for registration, yes in zip(came, said_yes, strict=False):
        assert (states[registration.pk] == BookingState.PLACE) is yes
    took = Booking.objects.filter(state__in=TAKES_ROOM).count()
    assert Gathering.objects.get().taken == took <= 3


def test_places_that_come_free_at_once_go_to_the_first_and_to_nobody_twice(
    cast: SimpleNamespace,
) -> None:
    desk = make_training(cast, capacity=6)
    came = [sign_up(desk, f"p{number}") for number in range(14)]
    together = threading.Barrier(6)

    def go(registration: Registration) -> bool:
        together.wait(30)
        try:
            return booking.cancel(registration)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        assert all(pool.map(go, came[:6]))
    have = list(
        Booking.objects.filter(state=BookingState.PLACE)
        .order_by("queue_number")
        .values_list("registration", flat=True)
    )
    assert have == [one.pk for one in came[6:12]]
    assert OutgoingMail.objects.filter(template__endswith="/granted").count() == 6

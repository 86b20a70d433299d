"""The waiting list: never a place too many, in order, and nobody lost."""

from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from jmzpro.agenda.registration import booking as registration_booking
from jmzpro.agenda.registration.booking import TooMany
from jmzpro.agenda.registration.choices import FOR_A_WHILE, TAKES_ROOM, BookingState, QueueRule
from jmzpro.agenda.registration.models import Booking, Gathering, Registration
from jmzpro.agenda.registration.tests.made import make_training, sign_up, state
from jmzpro.agenda.registration.waiting_list import InLine, next_in_line, place_in_line
from jmzpro.mail.models import OutgoingMail
from jmzpro.testing.cast import make_cast

LINES = st.lists(st.integers(1, 6), max_size=12).map(
    lambda sizes: [InLine(number, people) for number, people in enumerate(sizes)]
)
RULES = st.sampled_from(QueueRule.values)


@given(LINES, st.integers(0, 15), RULES)
def test_a_turn_never_gives_more_than_there_is(line: list[InLine], room: int, rule: str) -> None:
    turn = next_in_line(line, room, rule)
    assert sum(one.people for one in line if one.id in turn.granted) <= room
    assert len(set(turn.granted)) == len(turn.granted)


@given(LINES, st.integers(0, 15))
def test_by_the_strict_rule_nobody_goes_before_who_came_first(
    line: list[InLine], room: int
) -> None:
    turn = next_in_line(line, room, QueueRule.STRICT)
    assert list(turn.granted) == [one.id for one in line[: len(turn.granted)]]
    rest = line[len(turn.granted) :]
    assert not rest or rest[0].people > room - sum(one.people for one in line[: len(turn.granted)])


@given(LINES, st.integers(0, 15))
def test_who_fits_is_never_jumped_and_who_is_jumped_did_not_fit_and_is_known(
    line: list[InLine], room: int
) -> None:
    turn = next_in_line(line, room, QueueRule.FITTING)
    left = room
    for number, one in enumerate(line):
        fits = one.people <= left
        assert (one.id in turn.granted) is fits
        left -= one.people if fits else 0
        later = {other.id for other in line[number + 1 :]}
        assert (one.id in turn.passed) is (not fits and bool(later & set(turn.granted)))


@given(LINES, RULES)
def test_with_room_for_all_nobody_waits(line: list[InLine], rule: str) -> None:
    assert next_in_line(line, None, rule).granted == tuple(one.id for one in line)


def test_a_group_larger_than_the_whole_room_holds_nobody_up() -> None:
    assert next_in_line([InLine(1, 5), InLine(2, 1)], 2, QueueRule.STRICT, capacity=4).granted == (
        2,
    )


class WaitingListMachine(RuleBasedStateMachine):
    """Any order of coming, going, shrinking, saying yes and being too late."""

    rule_of_the_list: str = QueueRule.STRICT
    hours: int | None = None

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.came: list[Registration] = []
        self.gone: set[int] = set()

    @initialize(capacity=st.integers(1, 6), strict=st.booleans(), hours=st.sampled_from([None, 24]))
    def open(self, capacity: int, strict: bool, hours: int | None) -> None:
        rule_of_the_list = QueueRule.STRICT if strict else QueueRule.FITTING
        self.desk = make_training(
            make_cast(),
            capacity=capacity,
            queue_rule=rule_of_the_list,
            confirm_within=hours,
            largest_group=4,
        )

    @rule(people=st.integers(1, 4), is_proven=st.booleans())
    def come(self, people: int, is_proven: bool) -> None:
        try:
            who = f"p{len(self.came)}"
            self.came.append(sign_up(self.desk, who, people, is_proven=is_proven))
        except TooMany:
            assert people > (self.desk.capacity or 0)

    def one(self, number: int) -> Registration:
        return self.came[number % len(self.came)]

    @precondition(lambda self: self.came)
    @rule(number=st.integers(0, 30))
    def go(self, number: int) -> None:
        registration_booking.cancel(self.one(number))
        self.gone.add(self.one(number).pk)

    @precondition(lambda self: self.came)
    @rule(number=st.integers(0, 30))
    def say_yes(self, number: int) -> None:
        was = state(self.one(number))
        assert registration_booking.accept(self.one(number)) is (was in TAKES_ROOM)

    @precondition(lambda self: self.came)
    @rule(number=st.integers(0, 30))
    def shrink(self, number: int) -> None:
        found = self.one(number)
        registration_booking.change_registration(
            found,
            registration_booking.RegistrationInput(email=found.email, people=1, names=["Alleen"]),
        )

    @precondition(lambda self: self.came)
    @rule()
    def let_it_run_out(self) -> None:
        """What was offered or held, and places in the line of addresses that nobody proved: each
        of them once.
        """
        held = Booking.objects.filter(state__in=FOR_A_WHILE).values_list(
            "registration", "offered_until"
        )
        in_line = Registration.objects.current().filter(bookings__state=BookingState.WAITING)
        unproven = in_line.exclude(confirm_until=None).values_list("pk", "confirm_until")
        due = {pk: until for pk, until in (*held, *unproven) if until is not None}
        if due:
            moment = max(due.values())
            went = sum(iter(lambda: registration_booking.expire(moment), 0))
            left = set(
                Booking.objects.filter(state=BookingState.LEFT).values_list(
                    "registration", flat=True
                )
            )
            assert went == len(left - self.gone)
            assert set(due) >= left - self.gone
            assert set(dict(held)) <= left
            assert not Registration.objects.unproven_at(moment).exists()
            self.gone = left

    @invariant()
    def never_a_place_too_many(self) -> None:
        for gathering in Gathering.objects.all():
            took = sum(
                booking.people for booking in gathering.bookings.filter(state__in=TAKES_ROOM)
            )
            assert took == gathering.taken <= (gathering.capacity or 0)

    @invariant()
    def nobody_is_lost(self) -> None:
        states = dict(Booking.objects.values_list("registration", "state"))
        assert set(states) == {one.pk for one in self.came}
        assert {pk for pk, where in states.items() if where == BookingState.LEFT} == self.gone
        assert BookingState.HOPED not in states.values()

    @invariant()
    def the_order_is_kept_and_nothing_is_left_lying(self) -> None:
        for gathering in Gathering.objects.all():
            room = gathering.room_left
            assert room is not None
            line = list(gathering.bookings.waiting())
            assert [one.registration_id for one in line] == sorted(
                one.registration_id for one in line
            )
            if self.desk.queue_rule == QueueRule.STRICT:
                assert not line or line[0].people > room
            else:
                assert all(one.people > room for one in line)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)


@pytest.mark.django_db
def test_in_any_order_of_coming_and_going_the_list_holds() -> None:
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(
        WaitingListMachine,
        settings=settings(
            max_examples=15,
            stateful_step_count=14,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def mails_to(who: str) -> list[str]:
    return list(
        OutgoingMail.objects.filter(to=f"{who}@deelnemer.example")
        .order_by("pk")
        .values_list("template", flat=True)
    )


def test_a_freed_place_goes_to_the_first_at_once_by_mail(cast: SimpleNamespace) -> None:
    desk = make_training(cast, capacity=1)
    first, second, third = (sign_up(desk, who) for who in ("eva", "bram", "carla"))
    assert [state(one) for one in (first, second, third)] == ["plek", "wacht", "wacht"]
    assert place_in_line(registration_booking.main_booking(third)) == 2
    registration_booking.cancel(first)
    assert [state(one) for one in (first, second, third)] == ["weg", "plek", "wacht"]
    assert mails_to("bram") == [
        "agenda/registering/mail/waiting",
        "agenda/registering/mail/granted",
    ]
    assert place_in_line(registration_booking.main_booking(third)) == 1


def test_with_a_time_to_confirm_it_is_offered_and_goes_on_to_the_next(
    cast: SimpleNamespace,
) -> None:
    desk = make_training(cast, capacity=1, confirm_within=24)
    first, second, third = (sign_up(desk, who) for who in ("eva", "bram", "carla"))
    registration_booking.cancel(first)
    assert state(second) == "aangeboden"
    until = registration_booking.main_booking(second).offered_until
    assert until is not None
    assert registration_booking.expire() == 0
    assert registration_booking.expire(until) == 1
    assert [state(second), state(third)] == ["weg", "aangeboden"]
    assert not registration_booking.accept(second)
    assert registration_booking.accept(third)
    assert state(third) == "plek"
    assert mails_to("bram")[-2:] == [
        "agenda/registering/mail/offered",
        "agenda/registering/mail/expired",
    ]
    assert mails_to("carla")[-2:] == [
        "agenda/registering/mail/offered",
        "agenda/registering/mail/granted",
    ]


def test_by_the_strict_rule_places_wait_for_the_first_group(cast: SimpleNamespace) -> None:
    desk = make_training(cast, capacity=3, largest_group=3)
    single, pair = sign_up(desk, "eva"), sign_up(desk, "bram", 2)
    group, alone = sign_up(desk, "carla", 3), sign_up(desk, "dirk")
    registration_booking.cancel(single)
    assert [state(group), state(alone)] == ["wacht", "wacht"]
    registration_booking.cancel(pair)
    assert [state(group), state(alone)] == ["plek", "wacht"]


def test_where_who_fits_goes_first_a_group_knows_that_it_was_passed(cast: SimpleNamespace) -> None:
    desk = make_training(cast, capacity=2, largest_group=2, queue_rule=QueueRule.FITTING)
    single, other = sign_up(desk, "eva"), sign_up(desk, "bram")
    group, alone = sign_up(desk, "carla", 2), sign_up(desk, "dirk")
    registration_booking.cancel(single)
    assert [state(other), state(group), state(alone)] == ["plek", "wacht", "plek"]
    assert registration_booking.main_booking(group).times_passed == 1


def test_more_people_than_there_are_places_is_refused(cast: SimpleNamespace) -> None:
    with pytest.raises(TooMany):
        sign_up(make_training(cast, capacity=2), "eva", 3)


def test_the_database_itself_refuses_a_place_that_is_not_there(cast: SimpleNamespace) -> None:
    desk = make_training(cast, capacity=1)
    registration = sign_up(desk, "eva")
    with pytest.raises(IntegrityError), transaction.atomic():
        Gathering.objects.update(taken=2)
    with pytest.raises(IntegrityError), transaction.atomic():
        Booking.objects.create(registration=registration, gathering=registration.gathering)

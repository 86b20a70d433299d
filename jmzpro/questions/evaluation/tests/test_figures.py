"""The month's figures, counted by hand beside the database."""

from datetime import UTC, date, datetime, timedelta
from statistics import median
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jmzpro.members.models import AlertPace, Person
from jmzpro.questions.evaluation.figures import Month, Spread, figures_of, last_months, spread_of
from jmzpro.questions.models import (
    Alert,
    AlertState,
    ClosedDays,
    OfferRequest,
    Question,
    QuestionState,
)
from jmzpro.questions.offers import requests
from jmzpro.questions.offers.tests.brought import bring, want
from jmzpro.questions.routing.working_days import is_working_day
from jmzpro.questions.routing.working_time import WorkingTime

HOME = ZoneInfo("Europe/Amsterdam")
MARCH = Month(2026, 3)
numbers = iter(range(1, 10_000))


def here(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=HOME)  # type: ignore[arg-type,misc]  # year, month, day, hour, minute


def asked(
    asker: Person, at: datetime, answered: datetime | None = None, **more: object
) -> Question:
    return Question.objects.create(
        number=next(numbers),
        asker=asker,
        title="Een vraag",
        text="Uitleg",
        asked_at=at,
        first_answer_at=answered,
        **more,
    )


def alert(question: Question, person: Person, at: datetime, state: str = AlertState.ASKED) -> None:
    Alert.objects.create(question=question, person=person, created_at=at, state=state)


# Working time


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        (here(2026, 3, 3, 9, 0), here(2026, 3, 3, 11, 30), 2.5),  # a Tuesday
        (here(2026, 3, 3, 7, 0), here(2026, 3, 3, 9, 30), 0.5),  # before nine nobody works
        (here(2026, 3, 3, 16, 0), here(2026, 3, 4, 10, 0), 2.0),  # over a night
        (here(2026, 3, 6, 16, 0), here(2026, 3, 9, 10, 0), 2.0),  # over a weekend
        (here(2026, 3, 7, 12, 0), here(2026, 3, 8, 12, 0), 0.0),  # within a weekend
        (
            here(2026, 4, 2, 16, 0),
            here(2026, 4, 7, 10, 0),
            2.0,
        ),  # over Easter, from Good Friday to Monday
        (here(2026, 4, 24, 16, 0), here(2026, 4, 28, 10, 0), 2.0),  # over King's Day
        (here(2026, 12, 24, 16, 0), here(2026, 12, 28, 10, 0), 2.0),  # over Christmas
        (
            here(2026, 3, 27, 16, 0),
            here(2026, 3, 30, 10, 0),
            2.0,
        ),  # over the night that the clock changes
        (here(2026, 3, 3, 12, 0), here(2026, 3, 3, 11, 0), 0.0),  # never negative
        (here(2026, 3, 2, 0, 0), here(2026, 3, 9, 0, 0), 40.0),  # a whole week
        (
            datetime(2026, 3, 3, 23, 30, tzinfo=UTC),
            datetime(2026, 3, 4, 9, 0, tzinfo=UTC),
            1.0,
        ),  # half past midnight until ten, here
    ],
)
def test_working_hours_are_counted_as_by_hand(start: datetime, end: datetime, hours: float) -> None:
    assert WorkingTime().hours_between(start, end) == pytest.approx(hours)


moments = st.datetimes(datetime(2020, 1, 1), datetime(2031, 1, 1)).map(
    lambda naive: naive.replace(tzinfo=UTC)
)


@given(moments, moments, moments)
def test_working_hours_add_up_and_never_shrink(
    one: datetime, two: datetime, three: datetime
) -> None:
    first, middle, last = sorted([one, two, three])
    measure = WorkingTime().hours_between
    assert measure(first, last) == pytest.approx(
        measure(first, middle) + measure(middle, last), abs=1e-3
    )
    assert 0 <= measure(first, middle) <= measure(first, last) + 1e-9


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.tuples(moments, moments), max_size=12),
    st.sets(st.dates(date(2020, 1, 1), date(2030, 12, 31)), max_size=5),
)
def test_many_at_once_are_measured_as_one_by_one(
    pairs: list[tuple[datetime, datetime]], closed: set[date]
) -> None:
    measure = WorkingTime(lambda day: is_working_day(day, closed))
    starts, ends = (np.array([pair[n].timestamp() for pair in pairs]) for n in (0, 1))
    one_by_one = [measure.hours_between(start, end) for start, end in pairs]
    assert measure.hours_of(starts, ends).tolist() == pytest.approx(one_by_one, abs=1e-3)


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.integers(0, 30))
def test_whole_days_are_eight_hours_for_each_working_day(day: date, days: int) -> None:
    start = datetime(day.year, day.month, day.day, tzinfo=HOME)
    until = day + timedelta(days=days)
    end = datetime(until.year, until.month, until.day, tzinfo=HOME)
    working = sum(is_working_day(day + timedelta(days=n), ()) for n in range(days))
    assert WorkingTime().hours_between(start, end) == pytest.approx(8 * working)


# Months


def test_months_follow_each_other_over_the_year() -> None:
    assert [str(month) for month in last_months(3, Month(2026, 1))] == [
        "2025-11",
        "2025-12",
        "2026-01",
    ]
    assert Month(2026, 3).end == Month(2026, 4).start == here(2026, 4, 1, 0, 0)


@pytest.mark.parametrize(
    ("at", "counted"),
    [
        (datetime(2026, 2, 28, 22, 59, tzinfo=UTC), 0),  # 23.59 on 28 February here
        (datetime(2026, 2, 28, 23, 0, tzinfo=UTC), 1),  # midnight here: March
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), 1),  # just before the clock goes forward
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), 1),
        (datetime(2026, 3, 31, 21, 59, 59, tzinfo=UTC), 1),  # 23.59 in summer time
        (datetime(2026, 3, 31, 22, 0, tzinfo=UTC), 0),  # April here, March in UTC
    ],
)
@pytest.mark.django_db
def test_a_question_counts_in_the_month_it_was_here(
    cast: SimpleNamespace, at: datetime, counted: int
) -> None:
    asked(cast.sanne, at)
    assert figures_of([MARCH])[0].asked == counted


# The figures


def test_a_month_counted_by_hand(cast: SimpleNamespace) -> None:
    """Four asked, three answered after 1, 3 and 20 working hours; the one that was removed
    counts nowhere.
    """
    one = asked(cast.sanne, here(2026, 3, 3, 10, 0), here(2026, 3, 3, 11, 0))
    two = asked(cast.daan, here(2026, 3, 4, 10, 0), here(2026, 3, 4, 13, 0))
    asked(
        cast.sanne, here(2026, 3, 5, 9, 0), here(2026, 3, 9, 13, 0)
    )  # Thursday, Friday, Monday until one: 8 + 8 + 4
    three = asked(cast.marijke, here(2026, 3, 30, 9, 0))
    asked(cast.els, here(2026, 3, 10, 9, 0), here(2026, 3, 10, 10, 0), state=QuestionState.REMOVED)
    asked(cast.daan, here(2026, 1, 7, 9, 0))  # Daan asked before: no first time in March
    alert(one, cast.daan, here(2026, 3, 3, 10, 0), AlertState.PASSED)
    alert(two, cast.marijke, here(2026, 3, 4, 10, 0))
    alert(three, cast.daan, here(2026, 3, 30, 9, 0))
    alert(three, cast.fatima, here(2026, 3, 31, 23, 30), AlertState.ANSWERED)
    alert(three, cast.els, here(2026, 4, 1, 0, 30), AlertState.PASSED)  # April
    march, april = figures_of([MARCH, MARCH.plus(1)])
    assert (march.asked, march.answered, march.share_answered) == (4, 3, 0.75)
    assert march.median_hours == pytest.approx(3.0)
    assert (march.alerts, march.passed, march.pass_rate) == (4, 1, 0.25)
    assert march.per_person == Spread(people=3, median=1, low=1, high=2, most=2)
    assert march.first_time_askers == 2  # Sanne and Marijke
    assert (
        april.asked,
        april.share_answered,
        april.median_hours,
        april.alerts,
        april.pass_rate,
    ) == (0, None, None, 1, 1.0)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.tuples(st.integers(0, 60 * 24 * 60), st.none() | st.integers(-600, 20 * 24 * 60)),
        max_size=8,
    )
)
def test_the_median_is_that_of_the_questions_one_by_one(
    cast: SimpleNamespace, waits: list[tuple[int, int | None]]
) -> None:
    """Over two months, with answers after any number of minutes or none."""
    Question.objects.all().delete()
    months: dict[Month, list[float]] = {MARCH: [], MARCH.plus(1): []}
    for minute, wait in waits:
        at = here(2026, 3, 1, 0, 0).astimezone(UTC) + timedelta(minutes=minute)
        answered = None if wait is None else at + timedelta(minutes=wait)
        asked(cast.sanne, at, answered)
        if answered is not None:
            months[Month.of(at.astimezone(HOME).date())].append(
                WorkingTime().hours_between(at, answered)
            )
    for one in figures_of(list(months)):
        expected = median(months[one.month]) if months[one.month] else None
        assert one.median_hours == (
            expected if expected is None else pytest.approx(expected, abs=1e-3)
        )


def test_who_was_never_reached_by_the_end_of_a_month(cast: SimpleNamespace) -> None:
    Person.objects.update(created_at=here(2026, 3, 15, 12, 0))
    Person.objects.filter(pk=cast.els.pk).update(created_at=here(2026, 4, 15, 12, 0))
    wants = (
        Person.objects.active()
        .filter(welcomed_at__isnull=False)
        .exclude(alert_pace=AlertPace.NONE)
        .count()
    )
    question = asked(cast.sanne, here(2026, 3, 20, 9, 0))
    alert(question, cast.daan, here(2026, 3, 20, 9, 0))
    alert(question, cast.marijke, here(2026, 4, 2, 9, 0))
    alert(question, cast.lotte, here(2026, 3, 20, 9, 0))  # wants no mail: counts nowhere
    found = [
        one.never_reached
        for one in figures_of([Month(2026, 2), MARCH, Month(2026, 4), Month(2026, 5)])
    ]
    assert found == [0, wants - 1 - 1, wants - 2, wants - 2]


def test_what_was_promised_and_went_on_is_taken(cast: SimpleNamespace) -> None:
    offer = bring(cast.sanne, copies=3)
    first, second = want(offer, cast.daan), want(offer, cast.marijke)
    for one in (first, second):
        requests.promise(one)
    OfferRequest.objects.update(promised_at=here(2026, 3, 31, 23, 59))
    assert [one.offers_taken for one in figures_of([MARCH, MARCH.plus(1)])] == [2, 0]
    requests.give_back(second, by=cast.marijke)
    assert figures_of([MARCH])[0].offers_taken == 1


@given(st.lists(st.integers(1, 9), min_size=1, max_size=40))
def test_the_spread_is_that_of_the_sorted_list(alerts: list[int]) -> None:
    alerts.sort()
    spread = spread_of({n: alerts.count(n) for n in set(alerts)})
    middle = (alerts[(len(alerts) - 1) // 2] + alerts[len(alerts) // 2]) / 2
    assert (spread.people, spread.median, spread.most) == (len(alerts), middle, alerts[-1])
    assert sum(n <= spread.low for n in alerts) * 4 >= len(alerts)
    assert sum(n >= spread.high for n in alerts) * 4 >= len(alerts)
    assert spread.low <= middle <= spread.high


def test_an_empty_network_has_no_figures_and_breaks_nothing(cast: SimpleNamespace) -> None:
    (one,) = figures_of([Month(2001, 1)])
    assert (one.asked, one.share_answered, one.median_hours, one.pass_rate, one.per_person) == (
        0,
        None,
        None,
        None,
        Spread(),
    )


def test_more_questions_cost_no_more_queries(cast: SimpleNamespace) -> None:
    with CaptureQueriesContext(
        connection,
    ) as few:
        figures_of(last_months(12, MARCH))
    for n in range(30):
        alert(
            asked(cast.sanne, here(2026, 3, 1 + n, 9, 0), here(2026, 3, 1 + n, 15, 0)),
            cast.daan,
            here(2026, 3, 1 + n, 9, 0),
        )
    with CaptureQueriesContext(connection) as many:
        assert figures_of(last_months(12, MARCH))[-1].asked == 30
    assert len(many) == len(few) <= 8


def test_days_that_the_office_is_closed_are_no_working_days(cast: SimpleNamespace) -> None:
    ClosedDays.objects.create(
        name="Teamuitje", starts_on=date(2026, 3, 3), ends_on=date(2026, 3, 4)
    )
    measure = WorkingTime.of_the_office(date(2026, 1, 1), date(2026, 12, 31)).hours_between
    assert measure(datetime(2026, 3, 2, 9, tzinfo=HOME), datetime(2026, 3, 5, 9, tzinfo=HOME)) == 8


def test_march_is_shortened_as_the_language_does() -> None:
    assert [Month(2026, number).short for number in (2, 3, 5)] == ["feb", "mrt", "mei"]

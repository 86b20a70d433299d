"""When a series is, on the days that bite."""

import time
from calendar import isleap, monthrange
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmzpro.agenda.activity import recurrence
from jmzpro.agenda.activity.recurrence import UnknownRule, aware, dates, exists, local

START = datetime(2027, 3, 2, 19, 30)  # a Tuesday
UNTIL = datetime(2029, 1, 1)


def expand(
    rule: str = "", extra: str = "", left_out: str = "", start: datetime = START
) -> list[datetime]:
    return dates(start, rule, extra, left_out, since=datetime(2026, 1, 1), until=UNTIL)


@pytest.mark.parametrize("night", [datetime(2027, 3, 28), datetime(2027, 10, 31)])
def test_weekly_at_half_past_seven_stays_at_half_past_seven(night: datetime) -> None:
    start = night - timedelta(days=11, hours=4, minutes=30)
    found = [aware(wall) for wall in expand("FREQ=WEEKLY;COUNT=4", start=start)]
    assert [local(moment).time() for moment in found] == [start.time()] * 4
    assert {later - earlier for earlier, later in pairwise(found)} == {
        timedelta(days=7),
        timedelta(days=7, hours=-1 if night.month == 3 else 1),
    }


def test_a_time_that_the_clock_skips_does_not_exist() -> None:
    assert not exists(datetime(2027, 3, 28, 2, 30))
    assert exists(datetime(2027, 3, 28, 3, 0))
    assert exists(datetime(2027, 10, 31, 2, 30))


def test_a_series_at_a_skipped_time_goes_on_that_long_after_the_last_time_before_it() -> None:
    found = [
        local(aware(wall))
        for wall in expand("FREQ=DAILY;COUNT=3", start=datetime(2027, 3, 27, 2, 30))
    ]
    assert [moment.hour for moment in found] == [2, 3, 2]


def test_every_first_tuesday() -> None:
    found = expand("FREQ=MONTHLY;BYDAY=1TU;UNTIL=20270630")
    assert [moment.day for moment in found] == [2, 6, 4, 1]


def test_until_in_utc_is_read_as_the_wall_clock() -> None:
    """19.30 uur in summer is 17.30 in UTC: the last date is one of them."""
    assert len(expand("FREQ=WEEKLY;UNTIL=20270406T173000Z")) == 6


def test_dates_may_be_added_and_left_out() -> None:
    found = expand(
        "FREQ=WEEKLY;COUNT=3", extra="20270404T140000,20270405", left_out="20270309T193000"
    )
    assert found == [
        START,
        START + timedelta(days=14),
        datetime(2027, 4, 4, 14),
        datetime(2027, 4, 5, 19, 30),
    ]


def test_the_first_date_is_one_of_them_also_when_the_rule_has_another_day() -> None:
    assert expand("FREQ=WEEKLY;BYDAY=WE;COUNT=2")[0] == START


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=WEEKLY;BYDAY=",
        "FREQ=HOURLY;COUNT=3",
        "WEEKLY",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=DAILY;BYHOUR=1,2",
        "FREQ=DAILY;UNTIL=soms",
    ],
)
def test_a_rule_that_we_do_not_read_is_said_to_be(rule: str) -> None:
    with pytest.raises(UnknownRule):
        expand(rule)


def test_a_rule_without_an_end_is_laid_out_to_a_limit() -> None:
    assert (
        len(dates(START, "FREQ=DAILY", "", "", since=START, until=datetime(2040, 1, 1)))
        == recurrence.MOST_DATES
    )


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=5",
        "FREQ=DAILY;INTERVAL=7;BYDAY=WE",
        "FREQ=WEEKLY;BYDAY=TU;BYSETPOS=3",
        "FREQ=WEEKLY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=-31",
        "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=9",
        "FREQ=YEARLY;BYMONTH=1;BYSETPOS=300",
        "FREQ=YEARLY;BYYEARDAY=366;BYMONTH=1",
    ],
)
def test_a_rule_that_never_comes_true_ends(rule: str) -> None:
    """Without looking for it until the year 9999, which took ten seconds for one rule."""
    began = time.process_time()
    assert expand(rule) == [START]
    assert time.process_time() - began < 0.2


@st.composite
def rules_with_a_day(draw: st.DrawFn) -> tuple[str, datetime]:
    """A rule, and a day that it gives."""
    day = START + timedelta(days=draw(st.integers(0, 600)))
    of_day = {
        "BYMONTH": [day.month],
        "BYMONTHDAY": [day.day, day.day - monthrange(day.year, day.month)[1] - 1],
        "BYYEARDAY": [
            day.timetuple().tm_yday,
            day.timetuple().tm_yday - (366 if isleap(day.year) else 365) - 1,
        ],
    }
    told = [
        f"{name}={draw(st.sampled_from(has))},{draw(st.integers(1, 12))}"
        for name, has in of_day.items()
        if draw(st.booleans())
    ]
    told += [
        f"BYDAY={recurrence.WEEKDAYS[day.weekday()]},{draw(st.sampled_from(recurrence.WEEKDAYS))}"
    ]
    return ";".join([f"FREQ={draw(st.sampled_from(recurrence.FREQUENCIES))}", *told]), day


@given(rules_with_a_day())
def test_no_rule_that_comes_true_is_taken_for_one_that_never_does(
    rule_and_day: tuple[str, datetime],
) -> None:
    rule, day = rule_and_day
    assert day in expand(rule)

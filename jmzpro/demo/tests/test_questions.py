"""The questions of the demo network are asked as people ask them."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from jmzpro.demo.questions import at_work_before
from jmzpro.questions.routing.working_days import is_working_day
from jmzpro.questions.routing.working_time import WorkingTime


@pytest.mark.parametrize(
    "made",
    [datetime(2027, 3, 7, 2, 30, tzinfo=UTC), datetime(2027, 3, 9, 23, 0, tzinfo=UTC)],
    ids=["Sunday", "night"],
)
def test_whenever_it_is_made_people_ask_at_work_and_wait_for_an_answer(made: datetime) -> None:
    for chance in range(50):
        at = at_work_before(made, Random(chance))
        assert made - timedelta(days=3) < at <= made
        assert is_working_day(at.date(), ())
        assert WorkingTime().hours_between(at, at + timedelta(minutes=30)) > 0.4

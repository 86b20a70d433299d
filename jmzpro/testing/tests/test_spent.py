"""Where the time of a test run went, and which slice took too much."""

import pytest

from jmzpro.testing.spent import by_slice, over, processor_seconds, slice_of


@pytest.mark.parametrize(
    ("nodeid", "name"),
    [
        ("jmzpro/questions/tests/test_asking.py::test_x[a/b]", "questions"),
        ("jmzpro/agenda/external_calendars/tests/test_zones.py::test_y", "agenda"),
        ("tests/journeys/test_passkey.py::test_z", "journeys"),
    ],
)
def test_a_test_belongs_to_the_slice_it_stands_in(nodeid: str, name: str) -> None:
    assert slice_of(nodeid) == name


def test_the_tests_of_a_slice_are_added_up() -> None:
    spent = by_slice(
        {
            "jmzpro/mail/tests/a.py::b": 1.0,
            "jmzpro/agenda/tests/a.py::b": 2.5,
            "jmzpro/mail/tests/a.py::c": 2.0,
        }
    )
    assert list(spent.items()) == [("mail", 3.0), ("agenda", 2.5)]


def test_a_slice_over_its_budget_or_without_one_turns_it_red() -> None:
    assert over({"mail": 3.0, "agenda": 2.5}, {"mail": 3, "agenda": 3}) == []
    assert over({"mail": 3.1}, {"mail": 3}) == ["mail: 3 s, budget 3 s"]
    assert over({"new": 0.5}, {"mail": 3}) == ["new: 0 s, budget none"]


def test_only_the_processor_is_counted() -> None:
    before = processor_seconds()
    sum(number * number for number in range(2_000_000))
    assert processor_seconds() > before

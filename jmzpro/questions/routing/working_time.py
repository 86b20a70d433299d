"""How long something waited, in the hours that people are at work: nine to five on working days,
in the time of the Netherlands.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, TypeAlias

from django.utils import timezone

from jmzpro.kit.lazy import lazy_module
from jmzpro.questions.routing import working_days

if TYPE_CHECKING:
    import numpy as np
else:
    np = lazy_module("numpy")

OPENS, CLOSES = time(9), time(17)
HOURS_A_DAY = 8.0
Moments: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.float64]]"


class WorkingTime:
    """Measures with one calendar; remembers how many working days lie before each day, so that a
    month of questions costs little.
    """

    def __init__(
        self, is_working: Callable[[date], bool] = lambda day: working_days.is_working_day(day, ())
    ) -> None:
        self.is_working = is_working
        self._first: date | None = None
        self._before: list[int] = []

    @classmethod
    def of_the_office(cls, first: date, last: date) -> WorkingTime:
        """With the office's own closed days of this span, asked once."""
        closed = working_days.closed(first, last)
        return cls(lambda day: working_days.is_working_day(day, closed))

    def hours_between(self, start: datetime, end: datetime) -> float:
        """0 when it ends before it starts, or all of it fell outside working hours."""
        from_, to = timezone.localtime(start), timezone.localtime(end)
        if to <= from_:
            return 0.0
        if from_.date() == to.date():
            return max(0.0, self._worked_by(to) - self._worked_by(from_))
        # The earlier one first: asking for it may move the day that both are counted from.
        before_second = self._days_before(from_.date() + timedelta(days=1))
        whole = self._days_before(to.date()) - before_second
        rest_of_first = self._day(from_.date()) - self._worked_by(from_)
        return max(0.0, rest_of_first) + whole * HOURS_A_DAY + self._worked_by(to)

    def hours_of(self, starts: Moments, ends: Moments) -> Moments:
        """The same for as many as there are, at once; moments in seconds since 1970, as the
        database gives them.

        Hours worked until a moment are a line that rises on working days from nine to five and is
        level in between.
        """
        if not len(starts):
            return np.zeros(0)
        first, last = (
            timezone.localdate(datetime.fromtimestamp(at, UTC))
            for at in (min(starts.min(), ends.min()), ends.max())
        )
        days = (first + timedelta(days=n) for n in range((last - first).days + 1))
        borders = [
            timezone.make_aware(datetime.combine(day, clock)).timestamp()
            for day in days
            if self.is_working(day)
            for clock in (OPENS, CLOSES)
        ]
        if not borders:
            return np.zeros(len(starts))
        worked = np.repeat(np.arange(len(borders) // 2 + 1) * HOURS_A_DAY, 2)[1:-1]
        hours: Moments = np.maximum(
            0.0, np.interp(ends, borders, worked) - np.interp(starts, borders, worked)
        )
        return hours

    def _day(self, day: date) -> float:
        return HOURS_A_DAY if self.is_working(day) else 0.0

    def _worked_by(self, at: datetime) -> float:
        """Hours of this day's working time that are past by the clock."""
        if not self.is_working(at.date()):
            return 0.0
        clock = at.hour + at.minute / 60 + at.second / 3600
        return min(max(clock - OPENS.hour, 0.0), HOURS_A_DAY)

    def _days_before(self, day: date) -> int:
        """Working days from a first day on until (not with) this one."""
        if self._first is None:
            self._first, self._before = day - timedelta(days=400), [0]
        while day < self._first:
            earlier = [self._first - timedelta(days=400) + timedelta(days=n) for n in range(400)]
            counted = [0]
            for one in earlier:
                counted.append(counted[-1] + self.is_working(one))
            self._before = counted[:-1] + [counted[-1] + n for n in self._before]
            self._first = earlier[0]
        while len(self._before) <= (day - self._first).days:
            last = self._first + timedelta(days=len(self._before) - 1)
            self._before.append(self._before[-1] + self.is_working(last))
        return self._before[(day - self._first).days]

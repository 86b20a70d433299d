"""Working days: Monday to Friday, but not Dutch public holidays and not the days the office is
closed.
"""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils import timezone

from jmzpro.kit.lazy import lazy_module
from jmzpro.questions.models import ClosedDays

if TYPE_CHECKING:
    import holidays
else:
    holidays = lazy_module("holidays")

# Something asked on a day off counts as asked when the next working day begins.
DAY_BEGINS = time(9)
LOOK_AHEAD = timedelta(days=90)


@lru_cache(maxsize=64)
def public_holidays(year: int) -> frozenset[date]:
    """Those of the whole country. What differs from one employer to the next (5 May) the office
    adds as closed days.
    """
    return frozenset(holidays.country_holidays("NL", years=year))


def closed(first: date, last: date) -> frozenset[date]:
    """The office's own days, from `first` to and with `last`."""
    found: set[date] = set()
    for row in ClosedDays.objects.between(first, last):
        day = max(row.starts_on, first)
        while day <= min(row.ends_on, last):
            found.add(day)
            day += timedelta(days=1)
    return frozenset(found)


def is_working_day(day: date, closed_days: Collection[date]) -> bool:
    return day.weekday() < 5 and day not in public_holidays(day.year) and day not in closed_days


def after(moment: datetime, days: int) -> datetime:
    """The same time of day, so many working days later. From a day off, counted from the start
    of the next working day.
    """
    local = timezone.localtime(moment)
    day, clock = local.date(), local.time()
    off = closed(day, day + LOOK_AHEAD)
    if not is_working_day(day, off):
        day, clock = following(day, off), DAY_BEGINS
    for _ in range(days):
        day = following(day, off)
    return timezone.make_aware(datetime.combine(day, clock))


def following(day: date, off: Collection[date]) -> date:
    day += timedelta(days=1)
    while not is_working_day(day, off):
        day += timedelta(days=1)
    return day

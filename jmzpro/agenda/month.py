"""A month of the agenda: for each day how many dates fit, and the first of them."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber
from django.http import QueryDict
from django.utils import timezone

from jmzpro.agenda.filters import Asked
from jmzpro.agenda.list_page import address, for_rows
from jmzpro.agenda.models import Occurrence
from jmzpro.kit import dutch

SHOWN_ON_A_DAY = 3
# Dates of several days stand on each of them.
MOST_LONG = 100
FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass
class Cell:
    """One day. `more`: how many fit besides those shown; `url`: the list of that day."""

    day: date
    is_in_month: bool
    is_today: bool
    url: str
    shown: list[Occurrence] = field(default_factory=list)
    count: int = 0

    @property
    def more(self) -> int:
        return self.count - len(self.shown)

    @property
    def label(self) -> str:
        return dutch.day(self.day)

    @property
    def label_weekday(self) -> str:
        return dutch.DAYS[self.day.weekday()]

    @property
    def label_month(self) -> str:
        return dutch.MONTHS[self.day.month - 1]


def month_asked(text: str, today: date) -> date:
    """The first day of "2027-03"; of this month when that is no month."""
    found = re.fullmatch(r"(\d{4})-(\d{2})", text)
    if found and FIRST_YEAR <= int(found[1]) <= LAST_YEAR and 1 <= int(found[2]) <= 12:
        return date(int(found[1]), int(found[2]), 1)
    return today.replace(day=1)


def named(month: date) -> str:
    return f"{dutch.MONTHS[month.month - 1]} {month.year}"


class Month:
    def __init__(self, query: QueryDict, user: Any) -> None:
        self.asked = Asked(query)
        self.today = timezone.localdate(self.asked.now)
        self.first = month_asked(query.get("maand", ""), self.today)
        self.next = (self.first + timedelta(days=32)).replace(day=1)
        self.previous = (self.first - timedelta(days=1)).replace(day=1)
        start = self.first - timedelta(days=self.first.weekday())
        end = self.next + timedelta(days=-self.next.weekday() % 7)
        self.days = [
            self.cell(start + timedelta(days=number)) for number in range((end - start).days)
        ]
        self.fill(user, start, end)

    @property
    def title(self) -> str:
        return named(self.first)

    @property
    def value(self) -> str:
        return f"{self.first:%Y-%m}"

    @property
    def total(self) -> int:
        """Days with something on, of the month itself."""
        return sum(bool(cell.count) for cell in self.days if cell.is_in_month)

    def cell(self, day: date) -> Cell:
        url = address("agenda:list", self.asked, van=day.isoformat(), tot=day.isoformat())
        return Cell(day, day.month == self.first.month, day == self.today, url)

    @property
    def around(self) -> list[tuple[str, str]]:
        """The month before and the month after: address and name."""
        return [
            (address("agenda:month", self.asked, maand=f"{month:%Y-%m}"), named(month))
            for month in (self.previous, self.next)
        ]

    def fill(self, user: Any, start: date, end: date) -> None:
        cells = {cell.day: cell for cell in self.days}
        dates = self.asked.fitting(Occurrence.objects.visible_to(user)).order_by()
        of_one_day = dates.filter(day__gte=start, day__lt=end, last_day=F("day"))
        for day, number in of_one_day.values_list("day").annotate(number=Count("pk")):
            cells[day].count = number
        place = Window(RowNumber(), partition_by=F("day"), order_by=[F("starts_at"), F("pk")])
        first = of_one_day.annotate(place=place).filter(place__lte=SHOWN_ON_A_DAY).values("pk")
        for row in for_rows(
            Occurrence.objects.filter(pk__in=list(first.values_list("pk", flat=True)))
        ):
            cells[row.day].shown.append(row)
        longer = dates.filter(day__lt=end, last_day__gte=start, last_day__gt=F("day")).order_by(
            "day", "pk"
        )
        for row in for_rows(longer)[:MOST_LONG]:
            for number in range((row.last_day - row.day).days + 1):
                if cell := cells.get(row.day + timedelta(days=number)):
                    cell.count += 1
                    cell.shown.append(row)

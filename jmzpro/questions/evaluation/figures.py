"""Does it work? What happened in Durf te Vragen, a month at a time, counted by the database.

A month is a month in the Netherlands: its borders are moments, made here, so that the night the
clock changes counts once and an evening in UTC does not fall in the wrong month. However many
questions there are, the number of queries is the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import (
    Case,
    Count,
    Exists,
    FloatField,
    Func,
    IntegerField,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.utils import timezone

from jmzpro.kit.dutch import MONTHS
from jmzpro.kit.lazy import lazy_module
from jmzpro.members.models import AlertPace, Person
from jmzpro.questions.models import Alert, AlertState, OfferRequest, Question
from jmzpro.questions.routing.working_time import WorkingTime

if TYPE_CHECKING:
    import numpy as np
else:
    np = lazy_module("numpy")

BEFORE = -1


@dataclass(frozen=True, order=True)
class Month:
    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Month:
        return cls(day.year, day.month)

    def plus(self, months: int) -> Month:
        counted = self.year * 12 + self.number - 1 + months
        return Month(counted // 12, counted % 12 + 1)

    @property
    def start(self) -> datetime:
        return timezone.make_aware(datetime.combine(date(self.year, self.number, 1), time()))

    @property
    def end(self) -> datetime:
        """The first moment that is no longer in it."""
        return self.plus(1).start

    @property
    def label(self) -> str:
        return f"{MONTHS[self.number - 1]} {self.year}"

    @property
    def short(self) -> str:
        return "mrt" if self.number == 3 else MONTHS[self.number - 1][:3]

    def __str__(self) -> str:
        return f"{self.year}-{self.number:02}"


@dataclass(frozen=True)
class Spread:
    """How alerts fell over the people who got any: with `people` 0 the rest is 0 too."""

    people: int = 0
    median: float = 0
    low: float = 0  # a quarter of them got so many or fewer
    high: float = 0  # three quarters did
    most: int = 0


@dataclass(frozen=True)
class Figures:
    """One month. Shares are from 0 to 1, None when there is nothing to take a share of."""

    month: Month
    asked: int = 0
    answered: int = 0
    median_hours: float | None = None
    alerts: int = 0
    passed: int = 0
    per_person: Spread = Spread()
    first_time_askers: int = 0
    offers_taken: int = 0
    never_reached: int = 0

    @property
    def share_answered(self) -> float | None:
        return self.answered / self.asked if self.asked else None

    @property
    def pass_rate(self) -> float | None:
        return self.passed / self.alerts if self.alerts else None


# What was asked longer ago and is answered now is counted without the office's own days off of
# then.
LONGEST_WAIT = timedelta(days=400)


class Range:
    """Months in a row, and what the database needs to put a moment in one of them."""

    def __init__(self, months: Sequence[Month]) -> None:
        self.months = months
        self.start, self.end = months[0].start, months[-1].end

    def within(self, field: str) -> Q:
        return Q(**{f"{field}__gte": self.start, f"{field}__lt": self.end})

    def bucket(self, field: str) -> Case:
        """The place of the month in the row: -1 before it, the number of months after it or when
        empty.
        """
        cases = [When(**{f"{field}__lt": self.start}, then=Value(BEFORE))]
        cases += [
            When(**{f"{field}__lt": month.end}, then=Value(n))
            for n, month in enumerate(self.months)
        ]
        return Case(*cases, default=Value(len(self.months)), output_field=IntegerField())

    def place(self, moment: datetime) -> int:
        return next(n for n, month in enumerate(self.months) if moment < month.end)


def last_months(count: int, until: Month | None = None) -> list[Month]:
    last = until or Month.of(timezone.localdate())
    return [last.plus(n - count + 1) for n in range(count)]


def figures_of(months: Sequence[Month], working_time: WorkingTime | None = None) -> list[Figures]:
    """The figures of these months (in a row, oldest first): seven queries."""
    span = Range(months)
    asked = {place: (n, answered) for place, n, answered in asked_and_answered(span)}
    calendar = working_time or WorkingTime.of_the_office(
        span.start.date() - LONGEST_WAIT, span.end.date()
    )
    hours = hours_to_first_answer(span, calendar)
    asked_people = alerts_per_person(span)
    first = first_askers(span)
    taken = dict(offers_taken(span))
    unreached = never_reached(span)
    return [
        Figures(
            month=month,
            asked=asked.get(n, (0, 0))[0],
            answered=asked.get(n, (0, 0))[1],
            median_hours=hours.get(n),
            alerts=sum(one.alerts * one.people for one in asked_people.get(n, ())),
            passed=sum(one.passed * one.people for one in asked_people.get(n, ())),
            per_person=spread_of(by_alerts(asked_people.get(n, ()))),
            first_time_askers=first.get(n, 0),
            offers_taken=taken.get(n, 0),
            never_reached=unreached[n],
        )
        for n, month in enumerate(months)
    ]


def asked_and_answered(span: Range) -> Iterable[Any]:
    """Month → how many were asked in it, and how many of those have an answer by now."""
    found = (
        Question.objects.standing()
        .filter(span.within("asked_at"))
        .annotate(month=span.bucket("asked_at"))
    )
    return (
        found.order_by()
        .values_list("month")
        .annotate(n=Count("pk"), answered=Count("first_answer_at"))
    )


def hours_to_first_answer(span: Range, working_time: WorkingTime) -> dict[int, float]:
    """Month → the median over its answered questions. The database knows no working days; all
    moments are measured at once.
    """
    answered = Question.objects.standing().filter(
        span.within("asked_at"), first_answer_at__isnull=False
    )
    columns = answered.annotate(
        month=span.bucket("asked_at"), start=Seconds("asked_at"), end=Seconds("first_answer_at")
    )
    table = np.array(
        list(columns.order_by().values_list("month", "start", "end")), dtype=np.float64
    ).reshape(-1, 3)
    hours = working_time.hours_of(table[:, 1], table[:, 2])
    return {
        int(place): float(np.median(hours[table[:, 0] == place]))
        for place in np.unique(table[:, 0])
    }


class Seconds(Func):
    """A moment as seconds since 1970: a number is read a good deal faster than a moment."""

    output_field = FloatField()

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        return self.as_sql(
            compiler,
            connection,
            template="((julianday(%(expressions)s) - 2440587.5) * 86400)",
            **more,
        )

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        return self.as_sql(
            compiler,
            connection,
            template="CAST(EXTRACT(EPOCH FROM %(expressions)s) AS double precision)",
            **more,
        )


@dataclass(frozen=True)
class Alike:
    """So many people got this many alerts in a month, and passed on this many of them."""

    alerts: int
    passed: int
    people: int


def alerts_per_person(span: Range) -> dict[int, list[Alike]]:
    """Month → who got one alert, two, three: few rows, however many people."""
    found = (
        Alert.objects.filter(span.within("created_at"))
        .annotate(month=span.bucket("created_at"))
        .order_by()
    )
    persons = found.values("month", "person").annotate(
        n=Count("pk"), passed=Count("pk", filter=Q(state=AlertState.PASSED))
    )
    months: dict[int, list[Alike]] = {}
    for place, alerts, passed, people in counted(persons, "month", "n", "passed"):
        months.setdefault(place, []).append(Alike(alerts, passed, people))
    return months


def by_alerts(people: Iterable[Alike]) -> dict[int, int]:
    """Number of alerts → number of people."""
    counts: Counter[int] = Counter()
    for one in people:
        counts[one.alerts] += one.people
    return counts


def spread_of(people: dict[int, int]) -> Spread:
    """From number of alerts → number of people."""
    total = sum(people.values())
    if not total:
        return Spread()
    middle = (at(people, (total - 1) // 2) + at(people, total // 2)) / 2
    return Spread(
        total,
        middle,
        at(people, (total - 1) // 4),
        at(people, (3 * (total - 1) + 3) // 4),
        max(people),
    )


def at(people: dict[int, int], place: int) -> int:
    """What the person at this place got, the one with fewest alerts at place 0."""
    for alerts in sorted(people):
        place -= people[alerts]
        if place < 0:
            return alerts
    raise IndexError(place)


def first_askers(span: Range) -> dict[int, int]:
    """Month → people whose very first question was asked in it."""
    first = (
        Question.objects.standing()
        .filter(asker__isnull=False)
        .order_by()
        .values("asker")
        .annotate(first=Min("asked_at"))
    )
    return {
        place: n
        for place, n in counted(first.annotate(month=span.bucket("first")), "month")
        if 0 <= place < len(span.months)
    }


def offers_taken(span: Range) -> Iterable[Any]:
    """By the day of the yes; what fell through afterwards does not count."""
    found = (
        OfferRequest.objects.promised()
        .filter(span.within("promised_at"))
        .annotate(month=span.bucket("promised_at"))
    )
    return found.order_by().values_list("month").annotate(n=Count("pk"))


def never_reached(span: Range) -> list[int]:
    """For each month: people (as they take part now, and want questions) who were there at its
    end and had none by then.
    """
    people = (
        Person.objects.active().filter(welcomed_at__isnull=False).exclude(alert_pace=AlertPace.NONE)
    )
    # Who had one before these months is in none of the counts: most people, and they cost one look
    # in an index.
    people = people.exclude(
        Exists(Alert.objects.filter(person=OuterRef("pk"), created_at__lt=span.start))
    )
    seen = (
        people.order_by()
        .values("pk")
        .annotate(first=Min("alerts__created_at"), joined=span.bucket("created_at"))
    )
    rows = list(counted(seen.annotate(reached=span.bucket("first")), "joined", "reached"))
    return [
        sum(n for joined, reached, n in rows if joined <= place < reached)
        for place in range(len(span.months))
    ]


def counted(rows: QuerySet[Any, Any], *columns: str) -> list[tuple[int, ...]]:
    """How many rows of a grouped query share these columns: grouping a second time, which the
    ORM does not say. Columns are ours.
    """
    sql, params = rows.query.sql_with_params()
    names = ", ".join(connection.ops.quote_name(column) for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {names}, COUNT(*) FROM ({sql}) AS grouped GROUP BY {names}", params)  # noqa: S608 -- names of our own
        return [tuple(row) for row in cursor.fetchall()]

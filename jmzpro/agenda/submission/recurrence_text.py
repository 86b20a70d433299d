"""A rule of RFC 5545 in ordinary Dutch, so that `recurrence_parser.read` reads it back."""

import re
from datetime import date, datetime

from jmzpro.agenda.activity import recurrence
from jmzpro.agenda.activity.recurrence import WEEKDAYS
from jmzpro.agenda.submission.dates import listed, write_day
from jmzpro.kit.dutch import DAYS

NAMES = {1: "eerste", 2: "tweede", 3: "derde", 4: "vierde", -1: "laatste"}
UNSAID = "volgens een eigen regel"


def how_often(rrule: str, rdate: str, exdate: str) -> str:
    """`elke eerste dinsdag tot en met 30 juni 2027, behalve 2 maart 2027`; `volgens een eigen
    regel` for what nobody says.
    """
    try:
        extra, left_out = days_of(rdate), days_of(exdate)
        said = of_rule(recurrence.parts(rrule)) if rrule else ""
    except recurrence.UnknownRule:
        return UNSAID
    if said == UNSAID or (said and extra):
        return UNSAID
    return f"{said or (listed(extra) if extra else '')}{f', behalve {listed(left_out)}' if left_out else ''}"  # noqa: E501


def days_of(moments: str) -> list[date]:
    return sorted({moment.date() for moment in recurrence.read_moments(moments)})


def of_rule(found: dict[str, str]) -> str:
    known = {"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYMONTH", "UNTIL", "COUNT", "WKST"}
    interval = found.get("INTERVAL", "1")
    if found.keys() - known or not interval.isdigit() or not 1 <= int(interval) <= 24:
        return UNSAID
    head = {"DAILY": of_days, "WEEKLY": of_weeks, "MONTHLY": of_months, "YEARLY": of_years}.get(
        found.get("FREQ", ""), unsaid
    )(found, int(interval))
    return f"{head}{end_of(found)}" if head else UNSAID


def unsaid(found: dict[str, str], interval: int) -> str:
    return ""


def end_of(found: dict[str, str]) -> str:
    if "UNTIL" in found:
        last: datetime = recurrence.read_moment(found["UNTIL"], ends_day=True)
        return f" tot en met {write_day(last.date())}"
    return f" {found['COUNT']} keer" if "COUNT" in found else ""


def of_days(found: dict[str, str], interval: int) -> str:
    return (
        "elke dag"
        if interval == 1 and not found.keys() & {"BYDAY", "BYMONTHDAY", "BYMONTH"}
        else ""
    )


def of_weeks(found: dict[str, str], interval: int) -> str:
    days = found.get("BYDAY", "").split(",") if found.get("BYDAY") else []
    if found.keys() & {"BYMONTHDAY", "BYMONTH"} or not all(day in WEEKDAYS for day in days):
        return ""
    every = {1: "elke week", 2: "om de week"}.get(interval, f"elke {interval} weken")
    named = " en ".join(DAYS[WEEKDAYS.index(day)] for day in days)
    if not days:
        return every
    return f"elke {named}" if interval == 1 else f"{every} op {named}"


def of_months(found: dict[str, str], interval: int) -> str:
    every = "elke maand" if interval == 1 else f"elke {interval} maanden"
    if "BYDAY" in found and not found.keys() & {"BYMONTHDAY", "BYMONTH"}:
        return by_weekday(found["BYDAY"], interval, every)
    day = found.get("BYMONTHDAY", "")
    return (
        f"{every} op de {day}e" if day.isdigit() and not found.keys() & {"BYDAY", "BYMONTH"} else ""
    )


def by_weekday(days: str, interval: int, every: str) -> str:
    shapes = [re.fullmatch(r"(-?\d)([A-Z]{2})", day) for day in days.split(",")]
    numbers = [int(shape[1]) for shape in shapes if shape]
    codes = {shape[2] for shape in shapes if shape}
    if len(numbers) != len(shapes) or len(codes) != 1 or not set(numbers) <= NAMES.keys():
        return ""
    said = f"{' en '.join(NAMES[number] for number in numbers)} {DAYS[WEEKDAYS.index(codes.pop())]}"
    return f"elke {said}" if interval == 1 else f"{every} op de {said}"


def of_years(found: dict[str, str], interval: int) -> str:
    return "elk jaar" if interval == 1 and "BYDAY" not in found else ""

"""When a series is: from its rule and its dates (RFC 5545, local times of Europe/Amsterdam) to
moments.

A rule says a time on the wall clock: weekly at 19.30 uur stays at 19.30 uur when summer time
begins. A time that the clock skips (the night of 28 March 2027) is that long after the last time
before it, as RFC 5545 has it.
"""

from calendar import isleap, monthrange
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from dateutil.rrule import rrule, rrulestr

ZONE = ZoneInfo("Europe/Amsterdam")
UTC = ZoneInfo("UTC")
# A rule may go on for ever, and may be written by anybody.
MOST_DATES = 750
MOST_COUNTED = 100_000  # a rule may say that it comes a million times a million
FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
# The days among which a rule chooses.
PERIODS: dict[str, Callable[[datetime], Hashable]] = {
    "DAILY": lambda day: day,
    "WEEKLY": lambda day: day.isocalendar()[:2],
    "MONTHLY": lambda day: (day.year, day.month),
    "YEARLY": lambda day: day.year,
}


class UnknownRule(ValueError):
    """A recurrence that we do not read, with the reason in Dutch."""


def local(moment: datetime) -> datetime:
    """The wall clock, without its zone."""
    return moment.astimezone(ZONE).replace(tzinfo=None)


def aware(wall: datetime) -> datetime:
    """The moment of this time on the wall clock, in UTC."""
    return wall.replace(tzinfo=ZONE).astimezone(UTC)


def exists(wall: datetime) -> bool:
    """Is there such a time? In the night that summer time begins an hour is skipped."""
    return local(aware(wall)) == wall


def midnight(day: date) -> datetime:
    return aware(datetime.combine(day, time()))


def parts(rule: str) -> dict[str, str]:
    """FREQ=WEEKLY;BYDAY=TU as a mapping. Raises UnknownRule."""
    pairs = [piece.partition("=") for piece in rule.upper().strip().strip(";").split(";")]
    if not all(value for _, _, value in pairs):
        raise UnknownRule("De herhaling is niet te lezen.")
    return {name: value for name, _, value in pairs}


def read_rule(rule: str, start: datetime) -> tuple[rrule, int | None]:
    """The rule from a naive `start`, without its end by number, and that number. Raises
    UnknownRule.
    """
    found = parts(rule)
    if found.get("FREQ") not in FREQUENCIES:
        raise UnknownRule("Vaker dan eens per dag herhalen kan hier niet.")
    if {"BYHOUR", "BYMINUTE", "BYSECOND"} & found.keys():
        raise UnknownRule("Een herhaling met meer tijden per dag lezen we niet.")
    count = found.pop("COUNT", None)
    if "UNTIL" in found:
        found["UNTIL"] = f"{write(read_moment(found['UNTIL'], ends_day=True))}"
    try:
        number = int(count) if count else None
        if number is not None and number < 1:
            raise UnknownRule("Een herhaling komt minstens één keer voor.")
        number = min(number, MOST_COUNTED) if number is not None else None
        read = rrulestr(";".join(f"{name}={value}" for name, value in found.items()), dtstart=start)
    except (ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
        raise UnknownRule("De herhaling is niet te lezen.") from error
    assert isinstance(read, rrule)
    return read, number


def read_moment(text: str, *, ends_day: bool = False) -> datetime:
    """20270302T193000, 20270302T183000Z or 20270302 as wall clock time; a bare date is its first
    or last moment. Raises UnknownRule.
    """
    clean = text.strip()
    try:
        if len(clean) == 8:
            day = datetime.strptime(clean, "%Y%m%d")
            return day + timedelta(hours=23, minutes=59, seconds=59) if ends_day else day
        wall = datetime.strptime(clean.rstrip("Z"), "%Y%m%dT%H%M%S")
    except ValueError as error:
        raise UnknownRule(f"“{clean[:40]}” is geen datum.") from error
    return local(wall.replace(tzinfo=UTC)) if clean.endswith("Z") else wall


def read_moments(text: str) -> list[datetime]:
    return [read_moment(piece) for piece in text.split(",") if piece.strip()]


def write(wall: datetime) -> str:
    return f"{wall:%Y%m%dT%H%M%S}"


def write_moments(walls: Iterable[datetime]) -> str:
    return ",".join(write(wall) for wall in sorted(set(walls)))


def dates(
    start: datetime, rule: str, extra: str, left_out: str, *, since: datetime, until: datetime
) -> list[datetime]:
    """The starts of a series on the wall clock, from `since` up to `until` (all naive); at most
    MOST_DATES, the first ones.

    DTSTART is always one of them, as RFC 5545 says, unless it is left out. Raises UnknownRule.
    """
    without = set(read_moments(left_out))
    found = {start, *(of_day(moment, start) for moment in read_moments(extra))}
    if rule:
        found |= set(
            islice(
                (moment for moment in by_rule(start, rule, until) if moment >= since), MOST_DATES
            )
        )
    inside = (
        moment
        for moment in sorted(found)
        if since <= moment <= until and not is_left_out(moment, without)
    )
    return list(islice(inside, MOST_DATES))


def by_rule(start: datetime, rule: str, until: datetime) -> Iterator[datetime]:
    read, number = read_rule(rule, start)
    last = min(until, getattr(read, "_until", None) or until)
    if not may_come_true(parts(rule), start, last):
        return iter(())
    bounded = read.replace(until=last)
    return islice(bounded, number) if number is not None else iter(bounded)


def may_come_true(found: dict[str, str], start: datetime, last: datetime) -> bool:
    """Whether there is a day up to `last` with what the rule asks of a day; one that never comes
    true is looked for until the year 9999.

    Which of several days it is (the second Tuesday) is not looked at, but that there are so many.
    """
    if found["FREQ"] == "DAILY":
        step, first, end = int(found.get("INTERVAL", 1)), start, last
    else:  # whole years, for which day it is of its month or year
        step, first, end = 1, start.replace(month=1, day=1), last.replace(month=12, day=31)
    days = (first + timedelta(days=number) for number in range(0, (end - first).days + 1, step))
    period = PERIODS[found["FREQ"]]
    fitting = Counter(period(day) for day in days if fits(found, day))
    positions = [abs(int(position)) for position in found.get("BYSETPOS", "1").split(",")]
    return bool(fitting) and min(positions) <= max(fitting.values())


def fits(found: dict[str, str], day: datetime) -> bool:
    last_of_month, last_of_year = (
        monthrange(day.year, day.month)[1],
        366 if isleap(day.year) else 365,
    )
    of_year = day.timetuple().tm_yday
    asked_of = {
        "BYMONTH": {str(day.month)},
        "BYMONTHDAY": {str(day.day), str(day.day - last_of_month - 1)},
        "BYYEARDAY": {str(of_year), str(of_year - last_of_year - 1)},
    }
    weekdays = {word[-2:] for word in found.get("BYDAY", "").split(",") if word}
    has_rest = all(
        has & {word.lstrip("+") for word in found[name].split(",")}
        for name, has in asked_of.items()
        if name in found
    )
    return has_rest and (not weekdays or WEEKDAYS[day.weekday()] in weekdays)


def of_day(moment: datetime, start: datetime) -> datetime:
    """An extra date that was given without a time has the time of the series."""
    return datetime.combine(moment, start.time()) if moment.time() == time() else moment


def is_left_out(moment: datetime, without: set[datetime]) -> bool:
    """A whole day may be left out by its date alone."""
    return moment in without or datetime.combine(moment, time()) in without

"""Dates, times and lengths as calendars write them, on our wall clock.

A wall clock time is a naive datetime; in the hour that comes twice `fold` tells which one it is.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from jmzpro.agenda.activity import recurrence
from jmzpro.agenda.external_calendars.events import NotTaken

FIRST, LAST = datetime(1970, 1, 1), datetime(2100, 1, 1)
DAY = timedelta(days=1)
WRITTEN = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d))?(?:[.,]\d+)?\s*(Z|[+-]\d\d:?\d\d)?)?"
)
LENGTH = re.compile(
    r"([+-]?)P(?:(\d{1,5})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,7})H)?(?:(\d{1,7})M)?(?:(\d{1,8})S)?)?"
)


@dataclass(frozen=True)
class Moment:
    """As it is written: a day, or a time on the clock of `zone` (None: ours)."""

    written: datetime
    zone: tzinfo | None = None
    is_day: bool = False

    @property
    def at(self) -> datetime:
        """The moment in UTC. Raises NotTaken."""
        try:
            if self.zone is None:
                return recurrence.aware(self.written)
            return self.written.replace(tzinfo=self.zone).astimezone(UTC)
        except (OverflowError, ValueError) as error:
            raise NotTaken("Het jaar kan niet kloppen.") from error

    @property
    def wall(self) -> datetime:
        """On our clock. Raises NotTaken."""
        return wall(self.written if self.is_day or self.zone is None else self.at)


@dataclass(frozen=True)
class Length:
    """Days follow the clock, hours are hours: a day over the night of the clock change has 23 or
    25.
    """

    days: int = 0
    exact: timedelta = timedelta()

    def after(self, begins: Moment) -> Moment:
        later = Moment(begins.written + timedelta(days=self.days), begins.zone, begins.is_day)
        if begins.is_day or not self.exact:
            return Moment(later.written + self.exact, begins.zone, begins.is_day)
        zone = begins.zone or recurrence.ZONE
        there = (later.at + self.exact).astimezone(zone)
        return Moment(there.replace(tzinfo=None), begins.zone)


def wall(found: datetime) -> datetime:
    """A moment, or a time of our own clock, as a time of our clock. Raises NotTaken."""
    try:
        at = found if found.tzinfo is None else recurrence.local(found)
    except (OverflowError, ValueError) as error:
        raise NotTaken("Het jaar kan niet kloppen.") from error
    if not FIRST <= at <= LAST:
        raise NotTaken(f"Het jaar {at.year} kan niet kloppen.")
    return at.replace(microsecond=0)


def read_moment(text: str, zone: tzinfo | None, utc: tzinfo = UTC) -> Moment | None:
    """`20270302T193000`, with Z for `utc` (which a calendar may say to mean another clock); None
    for what is no date.
    """
    found = WRITTEN.fullmatch(text.strip())
    if found is None:
        return None
    year, month, day, hour, minute, second, behind = found.groups()
    try:
        midnight = datetime(int(year), int(month), int(day))
        if hour is None:
            return Moment(midnight, zone, is_day=True)
        if (int(hour), int(minute), int(second or 0)) == (24, 0, 0):
            written = midnight + DAY
        else:
            written = datetime.combine(
                midnight, time(int(hour), int(minute), min(int(second or 0), 59))
            )
        if behind is None:
            return Moment(written, zone)
        offset = UTC if behind == "Z" else offset_of(behind)
        if behind == "Z" and utc is not UTC:
            return Moment(written.replace(tzinfo=UTC).astimezone(utc).replace(tzinfo=None), utc)
        return Moment(written, offset)
    except (ValueError, OverflowError):
        return None


def offset_of(behind: str) -> tzinfo:
    length = timedelta(hours=int(behind[1:3]), minutes=int(behind[-2:]))
    return timezone(length if behind[0] == "+" else -length)


def read_length(text: str) -> Length | None:
    """`P1DT2H30M`; None for what is no length, or a negative one."""
    found = LENGTH.fullmatch(text.strip().upper())
    if found is None or found[1] == "-":
        return None
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
    try:
        return Length(weeks * 7 + days, timedelta(hours=hours, minutes=minutes, seconds=seconds))
    except OverflowError:
        return None


def is_midnight(moment: datetime) -> bool:
    return moment.time() == time()


def midnight_from(moment: datetime) -> datetime:
    """That moment when it is a midnight, else the next one: 23.59 uur is the end of its day."""
    start = datetime.combine(moment.date(), time())
    return start if is_midnight(moment) else start + DAY


def midnight_of(day: date) -> datetime:
    return datetime.combine(day, time())

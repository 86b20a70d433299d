"""What a calendar says of when something is again, in the columns of an activity.

One rule of our own clock stays a rule. What our agenda has no rule for (a clock elsewhere, several
rules, a rule of exceptions) becomes separate dates, as far ahead as the agenda goes.
"""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cache
from typing import TypedDict

from jmzpro.agenda.activity import recurrence, schedule
from jmzpro.agenda.external_calendars.events import Found, NotTaken
from jmzpro.agenda.external_calendars.moments import Length, Moment, is_midnight, midnight_of, wall

LONGEST_RULE = 500
MOST_MOMENTS = 750
BACK = timedelta(days=90)
TIMES = {"BYHOUR": "hour", "BYMINUTE": "minute", "BYSECOND": "second"}
UNTIL_IN_UTC = re.compile(r"UNTIL=(\d{8}T\d{6}Z)")


class Series(TypedDict, total=False):
    """The columns of a series."""

    rrule: str
    extra: tuple[datetime, ...]
    dropped: tuple[datetime, ...]
    ends: tuple[tuple[datetime, datetime], ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Rules:
    """As they are written; the dates on our clock. `zone` is the clock of the rules (None:
    ours).
    """

    rules: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    extra: tuple[datetime, ...] = ()
    ends: dict[datetime, datetime] = field(default_factory=dict)
    dropped: tuple[datetime, ...] = ()
    zone: tzinfo | None = None
    length: Length | None = None


def series_of(found: Found, said: Rules, now: datetime) -> Series:
    """Raises NotTaken."""
    rules = [rule for rule in (cleaned(one, found.start) for one in said.rules) if rule]
    without = [rule for rule in (cleaned(one, found.start) for one in said.without) if rule]
    extra, dropped = days_of(found, said.extra), days_of(found, said.dropped)
    ends, notes = dict(said.ends), []
    try:
        for rule in (*rules, *without):
            recurrence.read_rule(rule, found.start)
        clock = (
            None if said.zone is None or runs_like_ours(said.zone, found.start.year) else said.zone
        )
        rrule = rules[0] if len(rules) == 1 and not without and clock is None else ""
        if rules and not rrule:
            dates = expanded(found, rules, without, clock, now)
            if any(is_endless(rule) for rule in rules) and dates:
                notes.append(beyond(max(dates)))
            extra = tuple(sorted({*extra, *dates}))
            ends = {**lengths(found, dates, clock), **ends}
            # The first date is one of the rule's, unless that was taken out.
            if without and found.start not in dates and found.start >= wall(now) - BACK:
                dropped = tuple(sorted({*dropped, found.start}))
    except recurrence.UnknownRule as error:
        raise NotTaken(str(error)) from error
    dates_are_there(found, rrule, extra, dropped, now)
    if len(extra) > MOST_MOMENTS:
        notes.append("Deze reeks heeft meer dan 750 data; we namen de eerste.")
    if rrule and said.length and said.length.exact:
        ends = {**exact_ends(found, rrule, said.length, now), **ends}
    return Series(
        rrule=rrule,
        extra=extra[:MOST_MOMENTS],
        dropped=dropped,
        ends=tuple(sorted(ends.items())),
        notes=(*found.notes, *notes),
    )


def dates_are_there(
    found: Found,
    rrule: str,
    extra: tuple[datetime, ...],
    dropped: tuple[datetime, ...],
    now: datetime,
) -> None:
    """Reckoned once, so that a rule that cannot be reckoned is one event's. Raises NotTaken."""
    moments = recurrence.write_moments(extra), recurrence.write_moments(dropped)
    until = max(recurrence.local(now) + schedule.AHEAD, found.start)
    try:
        dates = recurrence.dates(
            found.start, rrule, *moments, since=recurrence.local(now) - schedule.BACK, until=until
        )
    except (recurrence.UnknownRule, ValueError, OverflowError, ArithmeticError) as error:
        raise NotTaken("De herhaling is niet te lezen.") from error
    if not dates and found.start >= recurrence.local(now) and found.recurrence is None:
        raise NotTaken("Alle data van deze reeks zijn in je kalender weggehaald.")


def beyond(last: datetime) -> str:
    return f"Deze reeks gaat verder dan de agenda. De data na {last:%d-%m-%Y} nemen we later over."


def cleaned(rule: str, start: datetime) -> str:
    """Without what says nothing: spaces, stray commas, the calendar that everybody uses, and the
    time at which it begins anyway. Raises NotTaken.
    """
    written = re.sub(r"\s", "", rule.replace("\\;", ";").replace("\\,", ",")).upper().strip(";")
    kept = []
    for piece in filter(None, written.split(";")):
        name, sign, value = piece.partition("=")
        value = re.sub(r",{2,}", ",", value).strip(",")
        if name == "RSCALE" and value != "GREGORIAN":
            raise NotTaken(
                f"De herhaling telt volgens een andere kalender ({value[:20]}). Die lezen we niet."
            )
        if name in ("RSCALE", "WKST") and value in ("GREGORIAN", "MO"):
            continue
        if (name == "SKIP" and value == "OMIT") or name.startswith("X-"):
            continue
        if name == "SKIP":
            raise NotTaken(
                "De herhaling schuift dagen op die er niet zijn (SKIP). Dat lezen we niet."
            )
        if name in TIMES and value == str(getattr(start, TIMES[name])):
            continue
        kept.append(f"{name}{sign}{value}")
    if len(";".join(kept)) > LONGEST_RULE:
        raise NotTaken("De herhaling is te ingewikkeld.")
    return ";".join(kept)


def days_of(found: Found, moments: tuple[datetime, ...]) -> tuple[datetime, ...]:
    """Of what is for whole days: the days, whatever time stands behind them."""
    if not found.is_all_day:
        return moments
    return tuple(sorted({midnight_of(one.date()) for one in moments}))


def is_endless(rule: str) -> bool:
    return "COUNT=" not in rule and "UNTIL=" not in rule


@cache
def runs_like_ours(zone: tzinfo, year: int) -> bool:
    """Whether its clock is ours, all year round."""
    noons = (datetime(year, month, day, 12) for month in range(1, 13) for day in (1, 11, 21, 28))
    return all(
        noon.replace(tzinfo=zone).utcoffset() == noon.replace(tzinfo=recurrence.ZONE).utcoffset()
        for noon in noons
    )


def expanded(
    found: Found, rules: list[str], without: list[str], zone: tzinfo | None, now: datetime
) -> tuple[datetime, ...]:
    """The dates of rules by their own clock, on ours. Raises UnknownRule."""
    clock = zone or recurrence.ZONE
    there = recurrence.aware(found.start).astimezone(clock).replace(tzinfo=None)
    since = max(there, now.astimezone(clock).replace(tzinfo=None) - BACK)
    until = now.astimezone(clock).replace(tzinfo=None) + schedule.AHEAD
    dates: set[datetime] = set()
    for rule in rules:
        dates.update(
            recurrence.dates(
                there, on_clock(rule, clock), "", "", since=since, until=max(until, there)
            )
        )
    for rule in without:
        dates.difference_update(recurrence.by_rule(there, on_clock(rule, clock), max(until, there)))
    return tuple(sorted(wall(one.replace(tzinfo=clock)) for one in dates)[:MOST_MOMENTS])


def on_clock(rule: str, clock: tzinfo) -> str:
    """With its end on the clock of the rule, where it was written in UTC."""

    def there(written: re.Match[str]) -> str:
        try:
            moment = datetime.strptime(written[1], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        except ValueError:
            return written[0]
        return f"UNTIL={moment.astimezone(clock):%Y%m%dT%H%M%S}"

    return UNTIL_IN_UTC.sub(there, rule)


def lengths(
    found: Found, dates: tuple[datetime, ...], zone: tzinfo | None
) -> dict[datetime, datetime]:
    """The end of those dates that, by the clock of their own zone, end otherwise than the first
    one.
    """
    if zone is None or found.end <= found.start:
        return {}
    first = recurrence.aware(found.start).astimezone(zone).replace(tzinfo=None)
    last = recurrence.aware(found.end).astimezone(zone).replace(tzinfo=None)
    ends = {}
    for one in dates:
        there = recurrence.aware(one).astimezone(zone).replace(tzinfo=None)
        end = wall((there + (last - first)).replace(tzinfo=zone))
        if end != one + (found.end - found.start) and end > one:
            ends[one] = end
    return ends


def exact_ends(found: Found, rrule: str, length: Length, now: datetime) -> dict[datetime, datetime]:
    """Eight hours are eight hours, also in the night in which the clock moves."""
    is_by_day = found.end.date() == found.start.date() and found.start.hour >= 4
    if is_by_day or found.is_all_day:
        return {}
    here = recurrence.local(now)
    since, until = max(found.start, here - BACK), max(found.start, here + schedule.AHEAD)
    ends = {}
    for one in recurrence.dates(found.start, rrule, "", "", since=since, until=until):
        end = length.after(Moment(one)).wall
        if end != one + (found.end - found.start):
            ends[one] = end
    return ends


def of_day(moment: datetime, start: datetime) -> datetime:
    """A date that was given without a time is at the time of its series."""
    return datetime.combine(moment, start.time()) if is_midnight(moment) else moment

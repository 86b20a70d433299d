"""From the events of a calendar to activities: versions, dates of a series, and dates that a
program wrote as events of one name.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from hashlib import sha256

from jmzpro.agenda.activity import recurrence, schedule
from jmzpro.agenda.external_calendars.events import Feed, Found, LeftOut
from jmzpro.agenda.external_calendars.moments import midnight_from, midnight_of
from jmzpro.agenda.external_calendars.rules import MOST_MOMENTS, beyond, is_endless, of_day

DOUBLE = "Deze activiteit staat er dubbel in, met hetzelfde kenmerk. We namen de nieuwste."
DATE_TWICE = "Deze datum staat er dubbel in. We namen de nieuwste."
OTHER_TEXT = "Op {} staat er een andere tekst of link bij. Op de site staat die van de reeks."
OTHER_DAY_FORM = "Op {} is het in je kalender {}. Kijk of die datum klopt."
NO_MORE = "De losse datum {} hoort bij een vorige versie van deze reeks. Die namen we niet over."
TOO_FAR = "De andere tijd van {} ligt verder dan anderhalf jaar vooruit. Die nemen we later over."


@dataclass(frozen=True)
class Date:
    """One date of an activity. `name` is when the series has it; title and place when they are
    its own.
    """

    name: datetime
    start: datetime
    end: datetime
    is_cancelled: bool = False
    title: str = ""
    place: str = ""


@dataclass
class Series:
    """One activity: an event, with the dates of it that are different. `uid` names it."""

    main: Found
    dates: list[Found] = field(default_factory=list)
    uid: str = ""
    notes: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.uid or self.main.name_of_date

    @property
    def key(self) -> str:
        return sha256(self.name.encode()).hexdigest()

    @cached_property
    def fingerprint(self) -> str:
        dates = sorted(self.dates, key=lambda one: str(one.recurrence))
        return sha256(repr((self.main, dates)).encode()).hexdigest()

    def all_notes(self) -> list[str]:
        """Each once."""
        notes = (*self.main.notes, *(note for one in self.dates for note in one.notes), *self.notes)
        return list(dict.fromkeys(notes))

    def names(self, now: datetime) -> list[datetime]:
        """When it is by its rule and its separate dates, from 400 days back to 18 months ahead.
        Raises UnknownRule.
        """
        main = self.main
        if not (main.rrule or main.extra):
            return [main.start]
        here = recurrence.local(now)
        moments = (recurrence.write_moments(main.extra), recurrence.write_moments(main.dropped))
        return recurrence.dates(
            main.start,
            main.rrule,
            *moments,
            since=here - schedule.BACK,
            until=max(here + schedule.AHEAD, main.start),
        )

    def own_dates(self) -> dict[datetime, Date]:
        """The dates that are other than the series has them, by their name."""
        own = {name: Date(name, name, max(name, end)) for name, end in self.main.ends}
        for one in self.dates:
            if one.recurrence is not None:
                own[one.recurrence] = Date(
                    name=one.recurrence,
                    start=one.start,
                    end=one.end,
                    is_cancelled=one.is_cancelled,
                    title=one.title if one.title != self.main.title else "",
                    place=one.place if one.place != self.main.place else "",
                )
        return own

    def all_dates(self, now: datetime) -> list[Date]:
        """Each date, in the order in which they are. Raises UnknownRule."""
        own, main = self.own_dates(), self.main
        length = main.end - main.start
        found = []
        for name in self.names(now):
            end = main.end if name == main.start else max(name, name + length)
            found.append(own.get(name) or Date(name, name, end))
        return sorted(found, key=lambda one: (one.start, one.name))

    def is_over(self, now: datetime) -> bool:
        """No date of it is still to come."""
        here = recurrence.local(now)
        if self.main.end > here or any(one.end > here for one in self.dates):
            return False
        return not any(one.end > here for one in self.all_dates(now))


def assembled(feed: Feed, now: datetime) -> tuple[list[Series], list[LeftOut]]:
    """All activities in the order in which they begin, and what was left out on the way."""
    left: list[LeftOut] = []
    mains: dict[str, list[Found]] = defaultdict(list)
    others: dict[str, list[Found]] = defaultdict(list)
    for found in feed.events:
        (mains if found.recurrence is None else others)[found.uid].append(found)
    made: list[Series] = []
    for uid, versions in mains.items():
        of_uid = with_own_uids(uid, versions, left)
        for one in newest_dates(others.pop(uid, []), left):
            belongs_to(of_uid, one, now).dates.append(one)
        made.extend(of_uid)
    for alone in others.values():
        made.extend(Series(one) for one in newest_dates(alone, left))
    whole = []
    for series in made:
        try:
            whole.append(finished(series, now))
        except (ValueError, ArithmeticError):  # what cannot be reckoned is one activity's
            leave(left, series.main, "De herhaling is niet te lezen.")
    return sorted(whole, key=lambda one: one.main.start), left


def leave(left: list[LeftOut], found: Found, why: str) -> None:
    left.append(LeftOut(found.title, why, found.when))


def newest_dates(found: Iterable[Found], left: list[LeftOut]) -> list[Found]:
    """Of each date of a series its newest version."""
    kept: dict[datetime | None, Found] = {}
    for one in found:
        there = kept.get(one.recurrence)
        if there is None or one.version >= there.version:
            kept[one.recurrence] = one
        if there is not None:
            leave(left, one if kept[one.recurrence] is there else there, DATE_TWICE)
    return sorted(kept.values(), key=lambda one: str(one.recurrence))


def with_own_uids(uid: str, versions: list[Found], left: list[LeftOut]) -> list[Series]:
    """Events of one UID are versions of one when they are of one moment or numbered as versions;
    else a program gave each date of something the same UID.
    """
    highest = max(one.sequence for one in versions)
    newest: dict[datetime, Found] = {}
    for one in versions:
        there = newest.get(one.start)
        is_older = one.sequence < highest
        if is_older or there is not None:
            leave(
                left,
                one if is_older or (there and one.version < there.version) else there or one,
                DOUBLE,
            )
        if not is_older and (there is None or one.version >= there.version):
            newest[one.start] = one
    groups: dict[tuple[str, ...], list[Found]] = defaultdict(list)
    for one in newest.values():
        alone = f"{one.start}" if one.rrule or one.extra else ""
        groups[one.title, one.place, one.text, one.link, str(one.is_all_day), alone].append(one)
    made = [as_dates(group) for group in groups.values()]
    if len(made) > 1:
        seen: Counter[str] = Counter()
        for series in made:
            name = f"{uid}#{series.main.title}#{series.main.place}"
            seen[name] += 1
            series.uid = name if seen[name] == 1 else f"{name}#{seen[name]}"
    return made


def as_dates(group: list[Found]) -> Series:
    """Events that differ in their date alone, as one activity on several dates."""
    first, *rest = sorted(group, key=lambda one: one.start)
    if not rest:
        return Series(first)
    length = first.end - first.start
    ends = tuple((one.start, one.end) for one in rest if one.end - one.start != length)
    main = replace(
        first,
        extra=tuple(one.start for one in rest),
        ends=ends,
        is_cancelled=all(one.is_cancelled for one in group),
    )
    off = [replace(one, recurrence=one.start) for one in group if one.is_cancelled]
    return Series(main, [] if main.is_cancelled else off)


def belongs_to(of_uid: list[Series], date: Found, now: datetime) -> Series:
    """The one that has this date; else the first."""
    if len(of_uid) == 1:
        return of_uid[0]
    return next((one for one in of_uid if date.recurrence in one.names(now)), of_uid[0])


def finished(series: Series, now: datetime) -> Series:
    """Its dates by the names that they have in the series; what holds for all later ones carried
    out.
    """
    if series.main.recurrence is not None or not series.dates:
        return series
    series.dates = [with_name(one, series.main) for one in series.dates]
    changes = sorted(
        (one for one in series.dates if one.is_for_later), key=lambda one: str(one.recurrence)
    )
    if changes:
        change_later(series, changes, now)
    bring_in_loose_dates(series, now)
    for one in series.dates:
        tell_differences(series, one)
    return series


def with_name(date: Found, main: Found) -> Found:
    """RECURRENCE-ID may be a day where the series has a time, or a time where it has days."""
    assert date.recurrence is not None
    name = midnight_of(date.recurrence.date()) if main.is_all_day else date.recurrence
    if not main.is_all_day and not (main.start.hour == main.start.minute == 0):
        name = of_day(name, main.start)
    if main.is_all_day and not date.is_all_day:
        days = midnight_of(date.start.date()), midnight_from(date.end)
        note = OTHER_DAY_FORM.format(
            f"{date.start:%d-%m-%Y}", f"van {date.start:%H.%M} tot {date.end:%H.%M} uur"
        )
        end = max(days[1], days[0] + (main.end - main.start))
        return replace(date, recurrence=name, start=days[0], end=end, notes=(*date.notes, note))
    return replace(date, recurrence=name)


def change_later(series: Series, changes: list[Found], now: datetime) -> None:
    """RANGE=THISANDFUTURE: from a date on all are so much earlier or later, last otherwise, or do
    not go on.

    The series becomes separate dates, since it has no one rule any more. A change holds until the
    next one.
    """
    main, names = series.main, series.names(now)
    if main.rrule and is_endless(main.rrule) and names:
        series.notes.append(beyond(names[-1]))
    dates = [one for one in series.dates if not one.is_for_later]
    own = {one.recurrence for one in dates}
    ends, kept = dict(main.ends), []
    for name in names:
        change = next(
            (one for one in reversed(changes) if one.recurrence and one.recurrence <= name), None
        )
        if change is None or change.recurrence is None or name in own:
            kept.append(name)
        elif not change.is_cancelled:
            ends.pop(name, None)
            start = name + (change.start - change.recurrence)
            changed = replace(
                change,
                recurrence=start,
                start=start,
                end=start + (change.end - change.start),
                is_for_later=False,
            )
            if changed.end - start != main.end - main.start:
                ends[start] = changed.end
            if (change.title, change.place) != (main.title, main.place):
                dates.append(changed)
            kept.append(start)
    series.main = replace(
        main,
        rrule="",
        extra=tuple(sorted(set(kept))[:MOST_MOMENTS]),
        dropped=tuple(sorted({*main.dropped, *(set(names) - set(kept))})),
        ends=tuple(sorted(ends.items())),
    )
    series.dates = dates


def bring_in_loose_dates(series: Series, now: datetime) -> None:
    """A date of its own that the series does not have is one more date, as programs show it; one
    that was taken out is not.
    """
    here = recurrence.local(now)
    names = set(series.names(now))
    first, last = here - schedule.BACK, here + schedule.AHEAD
    kept: list[Found] = []
    extra, ends = set(series.main.extra), dict(series.main.ends)
    taken = {one.recurrence for one in series.dates}
    for one in series.dates:
        assert one.recurrence is not None
        name = (
            name_on_that_day(one.recurrence, names - taken)
            if one.recurrence not in names
            else one.recurrence
        )
        if name is not None:
            kept.append(replace(one, recurrence=name))
        elif one.recurrence in series.main.dropped:
            continue  # taken out of the series, whatever was other about it before
        elif one.sequence < series.main.sequence:
            series.notes.append(NO_MORE.format(f"{one.start:%d-%m-%Y}"))
        elif one.recurrence > last and one.start > last:
            if not one.is_cancelled:
                series.notes.append(TOO_FAR.format(f"{one.recurrence:%d-%m-%Y}"))
        elif not one.is_cancelled and one.start >= first:
            extra.add(one.start)
            if one.end - one.start != series.main.end - series.main.start:
                ends[one.start] = one.end
            kept.append(replace(one, recurrence=one.start))
    series.main = replace(series.main, extra=tuple(sorted(extra)), ends=tuple(sorted(ends.items())))
    series.dates = kept


def name_on_that_day(moment: datetime, free: set[datetime]) -> datetime | None:
    """Where a program names a date in another zone than its series: the one that the series has
    on that day.
    """
    alike = [name for name in free if name.date() == moment.date()]
    return alike[0] if len(alike) == 1 else None


def tell_differences(series: Series, date: Found) -> None:
    """What of one date is different and stays behind."""
    main = series.main
    if date.is_cancelled:
        return
    day = f"{date.start:%d-%m-%Y}"
    if (date.text, date.link) != (main.text, main.link) and (date.text or date.link):
        series.notes.append(OTHER_TEXT.format(day))
    if date.is_all_day and not main.is_all_day:
        series.notes.append(OTHER_DAY_FORM.format(day, "de hele dag"))

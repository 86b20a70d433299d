"""Activities as iCalendar (RFC 5545, 7986): what subscribers' programs read.

The same activity gives the same bytes until it changes: DTSTAMP is when it last did, so that a
program that asks again finds nothing new.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from jmzpro.agenda.activity import recurrence
from jmzpro.agenda.activity.record import address_of
from jmzpro.agenda.activity.wording import for_whom, place
from jmzpro.agenda.choices import Audience, OccurrenceState
from jmzpro.agenda.models import Activity, Occurrence
from jmzpro.kit.lazy import lazy_module

if TYPE_CHECKING:
    import icalendar
    from icalendar import Event
    from icalendar.prop import vRecur
else:
    icalendar = lazy_module("icalendar")

CONTENT_TYPE = "text/calendar; charset=utf-8"
REFRESH = timedelta(hours=6)
# A rule may say any number; one that goes on longer keeps its number.
LONGEST_COUNTED = timedelta(days=366 * 20)
# The rule of the European Union, as it has been since 1996.
AMSTERDAM = """BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
""".replace("\n", "\r\n")


# How many events, and their text.
Written = tuple[int, bytes]


@dataclass(frozen=True)
class Entry:
    """An activity with its dates. `chosen`: the names of the dates that were asked for; None for
    the whole series.
    """

    activity: Activity
    dates: Sequence[Occurrence] = field(default_factory=list)
    chosen: frozenset[datetime] | None = None


def calendar(
    name: str,
    description: str,
    entries: Iterable[Written],
    *,
    page: str,
    source: str,
    most: int | None = None,
) -> bytes:
    """A whole calendar of these activities, at most so many events. `page`: for people;
    `source`: where this file is.
    """
    made = icalendar.Calendar()
    made.add("prodid", "-//JMZ Pro//Agenda//NL")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    for standard, customary, text in (
        ("name", "x-wr-calname", name),
        ("description", "x-wr-caldesc", description),
    ):
        # As text, or a comma ends it for some programs, and a line end would end the line.
        made.add(standard, icalendar.vText(text))
        made.add(customary, icalendar.vText(text))
    made.add("x-wr-timezone", "Europe/Amsterdam")
    made.add("url", page)
    made.add("source", source, parameters={"VALUE": "URI"})
    made.add("refresh-interval", icalendar.vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", icalendar.vDuration(REFRESH))
    made.add_component(icalendar.Timezone.from_ical(AMSTERDAM))
    frame: bytes = made.to_ical()
    head, end, tail = frame.rpartition(b"END:VCALENDAR")
    return head + b"".join(limited(entries, most)) + end + tail


def limited(entries: Iterable[Written], most: int | None) -> Iterator[bytes]:
    """Whole entries only: a series without its exceptions would say something else."""
    count = 0
    for number, text in entries:
        count += number
        if most is not None and count > most:
            return
        yield text


def as_text(entry: Entry) -> Written:
    made = events(entry)
    return len(made), b"".join(event.to_ical() for event in made)


def events(entry: Entry) -> "list[Event]":
    """A rule with its exceptions; whatever no rule gives, by itself: programs read dates beside
    a rule each in their own way.
    """
    activity = entry.activity
    if not activity.is_series:
        return [event(activity, date) for date in entry.dates]
    names = UidsOfDates(activity, entry.dates)
    if entry.chosen is not None or not activity.rrule:
        chosen = entry.chosen
        kept = [date for date in entry.dates if chosen is None or date.recurrence_id in chosen]
        return [event(activity, date, uid=names.of(date)) for date in kept]
    return whole_series(activity, entry.dates, names)


def is_exception(date: Occurrence) -> bool:
    """Not as the rule has it."""
    return date.state != OccurrenceState.PLANNED or bool(
        date.own_title or date.own_place or date.note
    )


class UidsOfDates:
    """What each date is called that stands by itself: the same in every calendar, also when its
    hour changes.

    The date that a series begins with has the name of the series, as it always had, unless a rule
    has that name (`beside_rule`); the others have their day in it.
    """

    def __init__(self, activity: Activity, dates: Sequence[Occurrence]) -> None:
        self.activity = activity
        self.first_of_day: dict[date, datetime] = {}
        for row in dates:
            day = recurrence.local(row.recurrence_id).date()
            self.first_of_day.setdefault(day, row.recurrence_id)

    def of(self, row: Occurrence, *, beside_rule: bool = False) -> str:
        if row.recurrence_id == self.activity.starts_at and not beside_rule:
            return self.activity.uid
        name, at, host = self.activity.uid.partition("@")
        wall = recurrence.local(row.recurrence_id)
        is_first = self.first_of_day.get(wall.date()) == row.recurrence_id
        day = f"{wall:%Y%m%d}" if is_first else f"{wall:%Y%m%dT%H%M}"
        return f"{name}-{day}{at}{host}"


def whole_series(
    activity: Activity, dates: Sequence[Occurrence], names: UidsOfDates
) -> "list[Event]":
    """What the rule gives as one event with its exceptions, and each other date by itself."""
    by_rule = ruled(activity, dates)
    without = left_out(activity)
    there = [moment for moment in by_rule if moment not in without]
    inside = set(there)
    apart = [row for row in dates if row.recurrence_id not in inside]
    exceptions = [row for row in dates if is_exception(row) and row.recurrence_id in inside]
    return [
        *([series(activity, by_rule, there[0], without)] if there else []),
        *(exception(activity, row) for row in exceptions),
        *(event(activity, row, uid=names.of(row, beside_rule=bool(there))) for row in apart),
    ]


def ruled(activity: Activity, dates: Sequence[Occurrence]) -> list[datetime]:
    """The moments that the rule gives, up to the last of these dates; all of them where their
    number must be known.
    """
    start = recurrence.local(activity.starts_at)
    last = max((recurrence.local(row.recurrence_id) for row in dates), default=start)
    if activity.exdate and "COUNT" in recurrence.parts(activity.rrule):
        last = max(last, start + LONGEST_COUNTED)
    return [recurrence.aware(wall) for wall in recurrence.by_rule(start, activity.rrule, last)]


def left_out(activity: Activity) -> set[datetime]:
    start = recurrence.local(activity.starts_at)
    walls = recurrence.read_moments(activity.exdate)
    return {recurrence.aware(recurrence.of_day(wall, start)) for wall in walls}


def series(
    activity: Activity, by_rule: Sequence[datetime], first: datetime, without: Collection[datetime]
) -> "Event":
    """From the first date that the rule gives and that is on: not all programs leave out the
    date an event begins with.
    """
    made = common(activity)
    length = recurrence.local(activity.ends_at) - recurrence.local(activity.starts_at)
    ends_at = recurrence.aware(recurrence.local(first) + length)
    put_span(made, activity, first, ends_at)
    made.add("rrule", rule(activity, by_rule if without else ()))
    if later := [moment(at, activity) for at in sorted(without) if at > first]:
        made.add("exdate", later, parameters=kind_of_date(activity))
    return made


def rule(activity: Activity, by_rule: Sequence[datetime] = ()) -> "vRecur":
    """Its end in UTC, as RFC 5545 wants it beside a start with a zone; of whole days a date.

    `by_rule`: the moments it gives, where some are taken out. It then ends at the last of them:
    there are programs that go on counting over what was taken out.
    """
    found = recurrence.parts(activity.rrule)
    if by_rule and int(found.get("COUNT", "0")) == len(by_rule):
        del found["COUNT"]
        found["UNTIL"] = recurrence.write(recurrence.local(by_rule[-1]))
    if "UNTIL" in found:
        wall = recurrence.read_moment(found["UNTIL"], ends_day=True)
        utc = recurrence.aware(wall)
        found["UNTIL"] = f"{wall:%Y%m%d}" if activity.is_all_day else f"{utc:%Y%m%dT%H%M%SZ}"
    read: vRecur = icalendar.vRecur.from_ical(
        ";".join(f"{name}={value}" for name, value in found.items())
    )
    return read


def exception(activity: Activity, date: Occurrence) -> "Event":
    made = event(activity, date)
    made.add(
        "recurrence-id", moment(date.recurrence_id, activity), parameters=kind_of_date(activity)
    )
    return made


def event(activity: Activity, date: Occurrence, *, uid: str = "") -> "Event":
    """One date, under the name of its activity or one of its own."""
    made = common(activity, date, uid)
    put_span(made, activity, date.starts_at, date.ends_at)
    return made


def put_span(made: "Event", activity: Activity, starts_at: datetime, ends_at: datetime) -> None:
    made.add("dtstart", moment(starts_at, activity))
    if ends_at > starts_at:
        made.add("dtend", moment(ends_at, activity))


def moment(when: datetime, activity: Activity) -> date | datetime:
    """On our clock, with its zone; of whole days the day. The end of a whole day is the day
    after it, as it is kept.
    """
    local = when.astimezone(recurrence.ZONE)
    return local.date() if activity.is_all_day else local


def kind_of_date(activity: Activity) -> dict[str, str]:
    return {"VALUE": "DATE"} if activity.is_all_day else {}


def common(activity: Activity, date: Occurrence | None = None, uid: str = "") -> "Event":
    made = icalendar.Event()
    made.add("uid", uid or activity.uid)
    made.add("dtstamp", activity.last_modified)
    made.add("last-modified", activity.last_modified)
    made.add("created", activity.created_at)
    made.add("sequence", activity.sequence)
    made.add("summary", date.title if date else activity.title)
    made.add("description", description(activity, date))
    made.add("url", address_of(activity))
    made.add(
        "status",
        "CANCELLED" if activity.is_cancelled or (date and date.is_cancelled) else "CONFIRMED",
    )
    made.add("categories", categories(activity))
    if where := (date and date.own_place) or place(activity):
        made.add("location", where)
    if activity.latitude is not None and activity.longitude is not None:
        made.add("geo", (activity.latitude, activity.longitude))
    if contact := ", ".join(
        part
        for part in (activity.organiser_name, activity.contact_name, activity.contact_email)
        if part
    ):
        made.add("contact", contact)
    return made


def description(activity: Activity, date: Occurrence | None) -> str:
    parts = (
        date.note if date else "",
        activity.summary,
        for_whom(activity),
        activity.cost,
        address_of(activity),
    )
    return "\n\n".join(part for part in parts if part)


def categories(activity: Activity) -> list[str]:
    themes = [theme.name for theme in activity.themes.all() if theme.is_active]
    return [
        activity.get_kind_display(),
        *(Audience(audience).label for audience in activity.audiences),
        *themes,
    ]

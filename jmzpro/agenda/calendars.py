"""Activities as iCalendar (RFC 5545, 7986): what subscribers' programs read.

The same activity gives the same bytes until it changes: DTSTAMP is when it last did, so that a program that asks again finds nothing new.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event, Timezone
from icalendar.prop import vDuration, vRecur

from jmzpro.agenda import recurrence
from jmzpro.agenda.choices import Audience, OccurrenceState
from jmzpro.agenda.models import Activity, Occurrence
from jmzpro.agenda.record import address_of
from jmzpro.agenda.wording import for_whom, place

CONTENT_TYPE = "text/calendar; charset=utf-8"
REFRESH = timedelta(hours=6)
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
    """An activity with its dates. `chosen`: the names of the dates that were asked for; None for the whole series."""

    activity: Activity
    dates: Sequence[Occurrence] = field(default_factory=list)
    chosen: frozenset[datetime] | None = None


def calendar(name: str, description: str, address: str, entries: Iterable[Written], *, most: int | None = None) -> bytes:
    """A whole calendar of these activities, at most so many events."""
    made = Calendar()
    made.add("prodid", "-//JMZ Pro//Agenda//NL")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    for standard, customary, text in (("name", "x-wr-calname", name), ("description", "x-wr-caldesc", description)):
        made.add(standard, text)
        made.add(customary, text)
    made.add("x-wr-timezone", "Europe/Amsterdam")
    made.add("url", address)
    made.add("source", address, parameters={"VALUE": "URI"})
    made.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", vDuration(REFRESH))
    made.add_component(Timezone.from_ical(AMSTERDAM))
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


def events(entry: Entry) -> list[Event]:
    activity = entry.activity
    if not activity.is_series:
        return [event(activity, date) for date in entry.dates]
    if entry.chosen is not None:
        return some_dates(activity, entry.dates, entry.chosen)
    return [series(activity), *(exception(activity, date) for date in entry.dates if is_exception(date))]


def is_exception(date: Occurrence) -> bool:
    """Not as the rule has it."""
    return date.state != OccurrenceState.PLANNED or bool(date.own_title or date.own_place or date.note)


def some_dates(activity: Activity, dates: Sequence[Occurrence], chosen: Collection[datetime]) -> list[Event]:
    """A series of which only these dates were asked for: each by itself, for no rule gives them."""
    kept = [date for date in dates if date.recurrence_id in chosen]
    if len(kept) < 2:
        return [event(activity, date) for date in kept]
    made = event(activity, kept[0], at=kept[0].recurrence_id)
    made.add("rdate", [moment(date.recurrence_id, activity) for date in kept[1:]], parameters=kind_of_date(activity))
    return [made, *(exception(activity, date) for date in kept if is_exception(date))]


def series(activity: Activity) -> Event:
    made = common(activity)
    put_span(made, activity, activity.starts_at, activity.ends_at)
    if activity.rrule:
        made.add("rrule", rule(activity))
    for name, text in (("rdate", activity.rdate), ("exdate", activity.exdate)):
        if text:
            walls = [recurrence.of_day(wall, recurrence.local(activity.starts_at)) for wall in recurrence.read_moments(text)]
            made.add(name, [moment(recurrence.aware(wall), activity) for wall in walls], parameters=kind_of_date(activity))
    return made


def rule(activity: Activity) -> vRecur:
    """Its end in UTC, as RFC 5545 wants it beside a start with a zone; of whole days a date."""
    found = recurrence.parts(activity.rrule)
    if "UNTIL" in found:
        wall = recurrence.read_moment(found["UNTIL"], ends_day=True)
        utc = recurrence.aware(wall)
        found["UNTIL"] = f"{wall:%Y%m%d}" if activity.is_all_day else f"{utc:%Y%m%dT%H%M%SZ}"
    read: vRecur = vRecur.from_ical(";".join(f"{name}={value}" for name, value in found.items()))
    return read


def exception(activity: Activity, date: Occurrence) -> Event:
    made = event(activity, date)
    made.add("recurrence-id", moment(date.recurrence_id, activity), parameters=kind_of_date(activity))
    return made


def event(activity: Activity, date: Occurrence, *, at: datetime | None = None) -> Event:
    """One date; `at` another moment than its own, for the series it begins."""
    made = common(activity, date)
    length = date.ends_at - date.starts_at
    put_span(made, activity, at or date.starts_at, at + length if at else date.ends_at)
    return made


def put_span(made: Event, activity: Activity, starts_at: datetime, ends_at: datetime) -> None:
    made.add("dtstart", moment(starts_at, activity))
    if ends_at > starts_at:
        made.add("dtend", moment(ends_at, activity))


def moment(when: datetime, activity: Activity) -> date | datetime:
    """On our clock, with its zone; of whole days the day. The end of a whole day is the day after it, as it is kept."""
    local = when.astimezone(recurrence.ZONE)
    return local.date() if activity.is_all_day else local


def kind_of_date(activity: Activity) -> dict[str, str]:
    return {"VALUE": "DATE"} if activity.is_all_day else {}


def common(activity: Activity, date: Occurrence | None = None) -> Event:
    made = Event()
    made.add("uid", activity.uid)
    made.add("dtstamp", activity.last_modified)
    made.add("last-modified", activity.last_modified)
    made.add("created", activity.created_at)
    made.add("sequence", activity.sequence)
    made.add("summary", date.title if date else activity.title)
    made.add("description", description(activity, date))
    made.add("url", address_of(activity))
    made.add("status", "CANCELLED" if activity.is_cancelled or (date and date.is_cancelled) else "CONFIRMED")
    made.add("categories", categories(activity))
    if where := (date and date.own_place) or place(activity):
        made.add("location", where)
    if activity.latitude is not None and activity.longitude is not None:
        made.add("geo", (activity.latitude, activity.longitude))
    if contact := ", ".join(part for part in (activity.organiser_name, activity.contact_name, activity.contact_email) if part):
        made.add("contact", contact)
    return made


def description(activity: Activity, date: Occurrence | None) -> str:
    parts = (date.note if date else "", activity.summary, for_whom(activity), activity.cost, address_of(activity))
    return "\n\n".join(part for part in parts if part)


def categories(activity: Activity) -> list[str]:
    themes = [theme.name for theme in activity.themes.all() if theme.is_active]
    return [activity.get_kind_display(), *(Audience(audience).label for audience in activity.audiences), *themes]

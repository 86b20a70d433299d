"""An iCalendar text as events on our wall clock. Each event is read on its own: one that is broken is explained, and the rest goes on."""

import contextlib
import re
import warnings
from datetime import UTC, date, datetime, timedelta, tzinfo
from html import unescape
from typing import Any

import x_wr_timezone
from icalendar import Calendar, Event

from jmzpro.agenda import recurrence
from jmzpro.agenda.connected.blocks import Block, Blocks, take_apart
from jmzpro.agenda.connected.found import LONGEST_LINK, LONGEST_PLACE, LONGEST_TEXT, LONGEST_TITLE, Feed, Found, LeftOut
from jmzpro.agenda.models.occurrence import LONGEST
from jmzpro.text.clean import tidy, tidy_line
from jmzpro.text.guard import inspect

FIRST, LAST = datetime(1970, 1, 1), datetime(2100, 1, 1)
MOST_MOMENTS = 750
FAR = timedelta(days=548)
BROKEN = "Deze activiteit is niet te lezen: er staat iets in wat niet klopt."
CUT = "Er staan meer dan 10.000 activiteiten in deze kalender. De rest is niet gelezen."


class NotTaken(ValueError):
    """Why this event is not taken over, in Dutch."""


def read(content: bytes, now: datetime) -> Feed:
    """All events of a calendar. Raises found.Unreadable when it is none."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the library warns of zones with a name of their maker's
        return read_blocks(take_apart(content), now)


def read_blocks(blocks: Blocks, now: datetime) -> Feed:
    feed = Feed(of=len(blocks.events))
    for block in blocks.events:
        try:
            feed.events.append(read_event(block, blocks, now))
        except NotTaken as refusal:
            feed.left_out.append(LeftOut(block.title() or "zonder titel", str(refusal)))
        except Exception:
            feed.left_out.append(
                LeftOut(block.title() or "zonder titel", "Deze activiteit is niet te lezen: er staat iets in wat niet klopt.")
            )
    if blocks.is_cut:
        feed.left_out.append(LeftOut("de rest", CUT))
    return feed


def read_event(block: Block, blocks: Blocks, now: datetime) -> Found:
    if not block.is_whole:
        raise NotTaken("Deze activiteit houdt halverwege op.")
    event = parsed(block, blocks)
    if str(event.get("CLASS", "")).upper() in ("PRIVATE", "CONFIDENTIAL"):
        raise NotTaken("Deze activiteit staat in je kalender op privé.")
    title = tidy_line(text_in(event, "SUMMARY"))[:LONGEST_TITLE].strip()
    if not title:
        raise NotTaken("Deze activiteit heeft geen titel.")
    begins = moment(event, "DTSTART")
    is_all_day = not isinstance(begins, datetime)
    zone = begins.tzinfo if isinstance(begins, datetime) else None
    start = wall(begins)
    end = end_of(event, begins, start)
    text = tidy(without_tags(text_in(event, "DESCRIPTION")))[:LONGEST_TEXT].strip()
    if inspect(f"{title}\n{text}").refused:
        raise NotTaken("In de tekst staat een burgerservicenummer. Haal het weg uit je kalender.")
    series, notes = series_of(event, block.lines, start, zone, now)
    link = text_in(event, "URL").strip()
    return Found(
        uid=text_in(event, "UID").strip() or f"{title}@{start.isoformat()}",
        title=title,
        start=start,
        end=end,
        is_all_day=is_all_day,
        recurrence=wall(moment(event, "RECURRENCE-ID")) if "RECURRENCE-ID" in event else None,
        text=text,
        place=tidy_line(text_in(event, "LOCATION"))[:LONGEST_PLACE].strip(),
        link=link if link.startswith(("https://", "http://")) and len(link) <= LONGEST_LINK and " " not in link else "",
        is_cancelled=str(event.get("STATUS", "")).upper() == "CANCELLED",
        version=number_in(event, "SEQUENCE"),
        notes=tuple(notes),
        **series,
    )


def parsed(block: Block, blocks: Blocks) -> Event:
    """With only the zones that it names: reading them all for each event would take a minute for 5,000."""
    zones = [text for name, text in blocks.zones.items() if any(name in line for line in block.lines)]
    header = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-", *([f"X-WR-TIMEZONE:{blocks.zone}"] if blocks.zone else [])]
    source = "\r\n".join([*header, *zones, "BEGIN:VEVENT", *block.lines, "END:VEVENT", "END:VCALENDAR", ""])
    calendar = Calendar.from_ical(source)
    if blocks.zone:
        with contextlib.suppress(Exception):  # a zone that does not exist: the times stay as they are
            calendar = x_wr_timezone.to_standard(calendar, add_timezone_component=False)
    found = next((part for part in calendar.subcomponents if isinstance(part, Event)), None)
    if found is None:
        raise NotTaken("Deze activiteit is niet te lezen.")
    return found


def text_in(event: Event, name: str) -> str:
    """As text; of a line that stands there twice the first."""
    value = event.get(name, "")
    if isinstance(value, list):
        value = value[0] if value else ""
    return str(value) if isinstance(value, str) else ""


def number_in(event: Event, name: str) -> int:
    try:
        return int(event.get(name, 0))
    except (TypeError, ValueError):
        return 0


def read_of(value: Any, name: str) -> Any:
    """What the library read of a property; None for what it could not."""
    try:
        return getattr(value, name, None)
    except ValueError:  # a broken property says so when it is asked
        return None


def moment(event: Event, name: str) -> date | datetime:
    """A date or a moment. Raises NotTaken."""
    value = event.get(name)
    if isinstance(value, list):
        value = value[0] if value else None
    found = read_of(value, "dt")
    if not isinstance(found, date):
        what = "Er staat niet bij wanneer dit begint" if value is None else "Wat er als begin staat, is geen datum"
        raise NotTaken(f"{what if name == 'DTSTART' else 'Een van de data is geen datum'}. Vul in je kalender een dag en tijd in.")
    return found


def wall(found: date | datetime) -> datetime:
    """On our clock. A time without a zone is a time in the Netherlands. Raises NotTaken."""
    if not isinstance(found, datetime):
        at = datetime(found.year, found.month, found.day)
    elif found.tzinfo is None:
        at = found
    else:
        try:
            at = recurrence.local(found)
        except (OverflowError, ValueError) as error:
            raise NotTaken("Het jaar kan niet kloppen.") from error
    if not FIRST <= at <= LAST:
        raise NotTaken(f"Het jaar {at.year} kan niet kloppen.")
    return at.replace(microsecond=0)


def end_of(event: Event, begins: date | datetime, start: datetime) -> datetime:
    """DTEND, or DURATION from the start; of a whole day the next midnight. An end before the start is none."""
    day = timedelta(days=1)
    if "DTEND" in event:
        try:
            end = wall(moment(event, "DTEND"))
        except NotTaken:
            end = start
    else:
        lasts = read_of(event.get("DURATION"), "dt")
        if isinstance(lasts, timedelta) and isinstance(begins, datetime) and begins.tzinfo is not None:
            end = wall(begins + lasts)
        else:
            end = start + lasts if isinstance(lasts, timedelta) else start
    if not isinstance(begins, datetime) and end <= start:
        end = start + day
    if end - start > LONGEST:
        raise NotTaken("Dit duurt langer dan een jaar. Maak er in je kalender een herhaling van.")
    return max(start, end)


def series_of(event: Event, lines: list[str], start: datetime, zone: tzinfo | None, now: datetime) -> tuple[dict[str, Any], list[str]]:
    """The columns of a series, and what of it we did not take over. A rule of another zone becomes separate dates."""
    rule = event.get("RRULE")
    notes = ["We lezen geen uitzonderingsregels (EXRULE)."] if "EXRULE" in event else []
    if isinstance(rule, list):
        raise NotTaken("Deze activiteit heeft meer dan één herhaling. Maak er in je kalender aparte activiteiten van.")
    extra, dropped = moments(event, "RDATE"), moments(event, "EXDATE")
    if rule is None:
        return {"extra": extra, "dropped": dropped}, notes
    # Some programs write a rule as if it were a text, and some write an empty one.
    written = rule.to_ical().decode().replace("\\;", ";").replace("\\,", ",").replace(" ", "")
    if not written:
        if any(line.upper().startswith("RRULE") and line.partition(":")[2].strip() for line in lines):
            raise NotTaken("De herhaling is niet te lezen.")
        return {"extra": extra, "dropped": dropped}, notes
    try:
        recurrence.read_rule(written, start)
    except recurrence.UnknownRule as error:
        raise NotTaken(str(error)) from error
    if len(written) > 500:
        raise NotTaken("De herhaling is te ingewikkeld.")
    if zone is None or runs_like_ours(zone, start):
        return {"rrule": written, "extra": extra, "dropped": dropped}, notes
    return {"extra": (*extra, *elsewhere(written, start, zone, now)), "dropped": dropped}, notes


def runs_like_ours(zone: tzinfo, start: datetime) -> bool:
    """Whether its clock is ours, all year round."""
    noons = (datetime(start.year, month, day, 12) for month in range(1, 13) for day in (1, 11, 21, 28))
    return all(noon.replace(tzinfo=zone).utcoffset() == noon.replace(tzinfo=recurrence.ZONE).utcoffset() for noon in noons)


def elsewhere(rule: str, start: datetime, zone: tzinfo, now: datetime) -> tuple[datetime, ...]:
    """The dates of a series by the clock of its own zone, on ours."""
    there = recurrence.aware(start).astimezone(zone).replace(tzinfo=None)
    until = now.astimezone(UTC).replace(tzinfo=None) + FAR
    since = now.astimezone(UTC).replace(tzinfo=None) - timedelta(days=90)
    dates = recurrence.dates(there, rule, "", "", since=max(there, since), until=until)
    return tuple(wall(one.replace(tzinfo=zone)) for one in dates[:MOST_MOMENTS])


def moments(event: Event, name: str) -> tuple[datetime, ...]:
    """Of RDATE or EXDATE, which may stand there often; what is no date among them is skipped."""
    values = event.get(name, [])
    found = []
    for value in values if isinstance(values, list) else [values]:
        for one in (read_of(value, "dts") or ())[:MOST_MOMENTS]:
            given = one.dt[0] if isinstance(one.dt, tuple) else one.dt
            if isinstance(given, date):
                found.append(wall(given))
    return tuple(sorted(set(found))[:MOST_MOMENTS])


def without_tags(text: str) -> str:
    """Google and Outlook write HTML in what should be text."""
    if "<" not in text:
        return text
    broken = re.sub(r"(?i)<(?:br|/p|/div|/li)[^>]*>", "\n", text)
    return unescape(re.sub(r"<[^>]{0,2000}>", "", broken))

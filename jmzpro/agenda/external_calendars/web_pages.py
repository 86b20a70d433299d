"""Events that a web page tells search engines about (schema.org Event as JSON-LD)."""

import json
from collections.abc import Iterator
from datetime import datetime, time
from html.parser import HTMLParser
from typing import Any

from jmzpro.agenda.activity.occurrence import LONGEST
from jmzpro.agenda.external_calendars import titles
from jmzpro.agenda.external_calendars.events import (
    LONGEST_LINK,
    LONGEST_PLACE,
    LONGEST_TEXT,
    LONGEST_TITLE,
    Feed,
    Found,
    LeftOut,
    NotTaken,
    Unreadable,
)
from jmzpro.agenda.external_calendars.moments import (
    DAY,
    Moment,
    midnight_from,
    read_length,
    read_moment,
)
from jmzpro.agenda.external_calendars.parser import BROKEN
from jmzpro.agenda.external_calendars.plain_text import plain
from jmzpro.agenda.external_calendars.tokenizer import LARGEST, text_of
from jmzpro.text.clean_text import tidy, tidy_line
from jmzpro.text.guard import inspect

MOST_EVENTS = 2_000
DEEPEST = 12
ONLINE = "online"
CUT = "Op deze bladzijde staan meer dan 2.000 activiteiten. De rest is niet gelezen."
# Postponed has no new date yet, so the one that was said does not hold.
TAKEN_BACK = {"EventCancelled", "EventPostponed"}
NOTHING = (
    "Op deze bladzijde vinden we geen activiteiten. Geef het adres van je kalender (iCal), of "
    "laat er schema.org Event aan toevoegen."
)


class Scripts(HTMLParser):
    """The JSON-LD of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.is_inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.is_inside = (
            tag == "script"
            and (dict(attrs).get("type") or "").lower().split(";")[0].strip()
            == "application/ld+json"
        )
        if self.is_inside:
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        self.is_inside = False

    def handle_data(self, data: str) -> None:
        if self.is_inside:
            self.found[-1] += data


def read(content: bytes) -> Feed:
    """Raises Unreadable when there is nothing that is an event."""
    if len(content) > LARGEST:
        raise Unreadable("Deze bladzijde is groter dan 5 MB.")
    text = text_of(content)
    feed = Feed()
    for source in [text] if text.lstrip()[:1] in ("{", "[") else scripts(text):
        try:
            told = json.loads(source, strict=False)
        except (ValueError, RecursionError):
            continue
        for event in events(told):
            if feed.of >= MOST_EVENTS:
                feed.notes.append(CUT)
                return feed
            take(feed, event)
    if not feed.of:
        raise Unreadable(NOTHING)
    return feed


def scripts(text: str) -> list[str]:
    parser = Scripts()
    parser.feed(text)
    return parser.found


def events(told: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Every Event in it, in lists and graphs as well."""
    if depth > DEEPEST:
        return
    if isinstance(told, list):
        for one in told:
            yield from events(one, depth + 1)
    elif isinstance(told, dict):
        if is_event(told.get("@type")):
            parts = list(events(told.get("subEvent") or [], depth + 1))
            # What only gathers other events has no date of its own.
            if told.get("startDate") or not parts:
                yield told
            yield from parts
            return
        for value in told.values():
            if isinstance(value, (dict, list)):
                yield from events(value, depth + 1)


def is_event(kind: Any) -> bool:
    kinds = kind if isinstance(kind, list) else [kind]
    return any(
        isinstance(one, str)
        and (one.endswith("Event") or one in ("Festival", "CourseInstance", "Hackathon"))
        for one in kinds
    )


def take(feed: Feed, event: dict[str, Any]) -> None:
    feed.of += 1
    title = tidy_line(plain(string(event.get("name"))))
    try:
        feed.events.append(one(event, title))
    except NotTaken as refusal:
        feed.left_out.append(LeftOut(title or "zonder titel", str(refusal)))
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        feed.left_out.append(LeftOut(title or "zonder titel", BROKEN))


def one(event: dict[str, Any], given: str) -> Found:
    """Raises NotTaken."""
    notes: list[str] = []
    title, is_taken_back = titles.read(cut(given, LONGEST_TITLE, "titel", notes))
    if not title:
        raise NotTaken("Deze activiteit heeft geen titel.")
    start, end, is_all_day = span(event)
    text = cut(tidy(plain(string(event.get("description")))), LONGEST_TEXT, "tekst", notes)
    if inspect(f"{title}\n{text}").refused:
        raise NotTaken("In de tekst staat een burgerservicenummer. Haal het weg van je site.")
    if event.get("eventSchedule"):
        notes.append("De herhaling op je site (eventSchedule) lezen we niet; alleen deze datum.")
    link = string(event.get("url")).strip()
    is_link = link.startswith(("https://", "http://")) and " " not in link
    return Found(
        # Without its moment: an event that moves is the same one.
        uid=string(event.get("@id")) or string(event.get("identifier")) or f"{link}#{title}",
        title=title,
        start=start,
        end=end,
        is_all_day=is_all_day,
        text=text,
        place=cut(place_of(event), LONGEST_PLACE, "plaats", notes),
        link=link if is_link and len(link) <= LONGEST_LINK else "",
        is_cancelled=is_taken_back or statuses(event) & TAKEN_BACK != set(),
        notes=tuple(notes),
    )


def cut(text: str, longest: int, called: str, notes: list[str]) -> str:
    if len(text) > longest:
        notes.append(f"De {called} is langer dan {longest} tekens; we namen het begin.")
    return text[:longest].strip()


def statuses(event: dict[str, Any]) -> set[str]:
    """EventScheduled, with or without the address of the vocabulary before it; there may be
    several.
    """
    given = event.get("eventStatus")
    return {
        string(status).rsplit("/", 1)[-1]
        for status in (given if isinstance(given, list) else [given])
    }


def span(event: dict[str, Any]) -> tuple[datetime, datetime, bool]:
    """On our clock. Raises NotTaken."""
    begins = moment(event.get("startDate"))
    if begins is None:
        raise NotTaken("Er staat niet bij wanneer dit begint, of het is geen datum.")
    start, is_all_day = begins.wall, begins.is_day
    ends = moment(event.get("endDate"))
    length = read_length(string(event.get("duration")))
    if ends is None and length is not None:
        ends = length.after(begins)
        end = midnight_from(ends.wall) if is_all_day else ends.wall
    else:
        end = ends.wall if ends is not None else start
        if is_all_day:
            # schema.org names the last day itself; ours is exclusive.
            end = max(start, datetime.combine(end, time())) + DAY
    if end - start > LONGEST:
        raise NotTaken("Dit duurt langer dan een jaar.")
    return start, max(start, end), is_all_day


def string(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = (
            value.get("@value") or value.get("value") or value.get("name") or value.get("@id") or ""
        )
    return str(value) if isinstance(value, (str, int, float)) else ""


def moment(value: Any) -> Moment | None:
    return read_moment(string(value), None)


def place_of(event: dict[str, Any]) -> str:
    """The place, and whether it is online (as well)."""
    given = event.get("location")
    places = given if isinstance(given, list) else [given]
    lines = [line for place in places if (line := line_of(place)) and line != ONLINE]
    mode = string(event.get("eventAttendanceMode")).rsplit("/", 1)[-1]
    is_online = mode in ("OnlineEventAttendanceMode", "MixedEventAttendanceMode")
    if is_online or "EventMovedOnline" in statuses(event) or any(map(is_virtual, places)):
        lines.append(ONLINE)
    return ", ".join(lines)


def is_virtual(location: Any) -> bool:
    return isinstance(location, dict) and location.get("@type") == "VirtualLocation"


def line_of(location: Any) -> str:
    if is_virtual(location):
        return ONLINE
    if not isinstance(location, dict):
        return tidy_line(plain(string(location)))
    address = location.get("address")
    if isinstance(address, dict):
        code, town = string(address.get("postalCode")), string(address.get("addressLocality"))
        lines = [string(address.get("streetAddress")), f"{code} {town}".strip()]
        lines.append(string(address.get("addressRegion")))
    else:
        lines = [string(address)]
    named = [string(location.get("name")), *lines]
    return ", ".join(dict.fromkeys(filter(None, (tidy_line(plain(part)) for part in named))))

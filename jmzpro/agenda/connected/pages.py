"""Events that a web page tells search engines about (schema.org Event as JSON-LD)."""

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from html.parser import HTMLParser
from typing import Any

from jmzpro.agenda.connected.blocks import LARGEST, text_of
from jmzpro.agenda.connected.found import LONGEST_LINK, LONGEST_PLACE, LONGEST_TEXT, LONGEST_TITLE, Feed, Found, LeftOut, Unreadable
from jmzpro.agenda.connected.reading import BROKEN, NotTaken, wall, without_tags
from jmzpro.agenda.models.occurrence import LONGEST
from jmzpro.text.clean import tidy, tidy_line
from jmzpro.text.guard import inspect

MOST_EVENTS = 2_000
DEEPEST = 12
NOTHING = "Op deze bladzijde vinden we geen activiteiten. Geef het adres van je kalender (iCal), of laat er schema.org Event aan toevoegen."


class Scripts(HTMLParser):
    """The JSON-LD of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.is_inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.is_inside = tag == "script" and (dict(attrs).get("type") or "").lower().split(";")[0].strip() == "application/ld+json"
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
            told = json.loads(source)
        except (ValueError, RecursionError):
            continue
        for event in events(told):
            if feed.of >= MOST_EVENTS:
                break
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
            yield told
            return
        for value in told.values():
            if isinstance(value, (dict, list)):
                yield from events(value, depth + 1)


def is_event(kind: Any) -> bool:
    kinds = kind if isinstance(kind, list) else [kind]
    return any(isinstance(one, str) and (one.endswith("Event") or one in ("Festival", "CourseInstance", "Hackathon")) for one in kinds)


def take(feed: Feed, event: dict[str, Any]) -> None:
    feed.of += 1
    title = tidy_line(string(event.get("name")))[:LONGEST_TITLE].strip()
    try:
        feed.events.append(one(event, title))
    except NotTaken as refusal:
        feed.left_out.append(LeftOut(title or "zonder titel", str(refusal)))
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        feed.left_out.append(LeftOut(title or "zonder titel", BROKEN))


def one(event: dict[str, Any], title: str) -> Found:
    if not title:
        raise NotTaken("Deze activiteit heeft geen titel.")
    begins = moment(event.get("startDate"))
    if begins is None:
        raise NotTaken("Er staat niet bij wanneer dit begint, of het is geen datum.")
    start, is_all_day = wall(begins), not isinstance(begins, datetime)
    ends = moment(event.get("endDate"))
    end = wall(ends) if ends is not None else start
    if is_all_day:
        # schema.org names the last day itself; ours is exclusive.
        end = max(start, end) + timedelta(days=1)
    if end - start > LONGEST:
        raise NotTaken("Dit duurt langer dan een jaar.")
    text = tidy(without_tags(string(event.get("description"))))[:LONGEST_TEXT].strip()
    if inspect(f"{title}\n{text}").refused:
        raise NotTaken("In de tekst staat een burgerservicenummer. Haal het weg van je site.")
    link = string(event.get("url")).strip()
    status = string(event.get("eventStatus"))
    return Found(
        uid=string(event.get("@id")) or string(event.get("identifier")) or f"{link}#{title}@{start.isoformat()}",
        title=title,
        start=start,
        end=max(start, end),
        is_all_day=is_all_day,
        text=text,
        place=place_of(event.get("location")),
        link=link if link.startswith(("https://", "http://")) and len(link) <= LONGEST_LINK and " " not in link else "",
        is_cancelled=status.rsplit("/", 1)[-1] == "EventCancelled",
    )


def string(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("@value") or value.get("value") or value.get("name") or value.get("@id") or ""
    return str(value) if isinstance(value, (str, int, float)) else ""


def moment(value: Any) -> date | datetime | None:
    text = string(value).strip().replace("Z", "+00:00")
    try:
        return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
    except ValueError:
        return None


def place_of(location: Any) -> str:
    if isinstance(location, list):
        location = location[0] if location else ""
    if not isinstance(location, dict):
        return tidy_line(string(location))[:LONGEST_PLACE]
    address = location.get("address")
    names = ("streetAddress", "postalCode", "addressLocality")
    lines = [string(address.get(name)) for name in names] if isinstance(address, dict) else [string(address)]
    return tidy_line(", ".join(part for part in (string(location.get("name")), *lines) if part))[:LONGEST_PLACE]

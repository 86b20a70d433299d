"""An iCalendar text as events on our wall clock. Each event is read on its own: one that is broken
is explained, and the rest goes on."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, tzinfo

from jmzpro.agenda.activity.occurrence import LONGEST
from jmzpro.agenda.external_calendars import availability, titles
from jmzpro.agenda.external_calendars.events import (
    LONGEST_LINK,
    LONGEST_PLACE,
    LONGEST_TEXT,
    LONGEST_TITLE,
    Feed,
    Found,
    LeftOut,
    NotTaken,
)
from jmzpro.agenda.external_calendars.moments import (
    DAY,
    Length,
    Moment,
    is_midnight,
    midnight_from,
    midnight_of,
    read_length,
    read_moment,
)
from jmzpro.agenda.external_calendars.plain_text import plain
from jmzpro.agenda.external_calendars.rules import Rules, series_of
from jmzpro.agenda.external_calendars.time_zones import Zones
from jmzpro.agenda.external_calendars.tokenizer import Block, Blocks, Line, as_line, take_apart
from jmzpro.text.clean_text import tidy, tidy_line
from jmzpro.text.guard import inspect

MOST_MOMENTS = 750
BROKEN = "Deze activiteit is niet te lezen: er staat iets in wat niet klopt."
CUT = "Er staan meer dan 10.000 activiteiten in deze kalender. De rest is niet gelezen."
TENTATIVE = "Onder voorbehoud: het staat nog niet vast of dit doorgaat."
SAID_TENTATIVE = (
    "In je kalender staat dit op voorlopig. Op de site staat erbij dat het onder voorbehoud is."
)
CITIZEN_NUMBER = "In de tekst staat een burgerservicenummer. Haal het weg uit je kalender."
# Numbers to dial in with are nobody's own: "Telefonische vergader-id: 123 456 782#".
DIAL_IN = re.compile(
    r"(?im)(?:\b(?:vergader(?:ings)?-?\s?(?:id|nummer|code)|meeting\s?-?(?:id|number|code)|conference\s?-?id"
    r"|conferentie-?\s?(?:id|nummer|code)|webinar\s?-?id|(?:toegangs|deelnemers?|inbel)-?(?:code|nummer)|pincode|passcode"
    r"|access\s?code)\b[^\d\n]{0,24})\d[\d \-]*#?|\d[\d ,*\-]{5,}#"
)
PARTS = {
    "VTODO": ("één taak", "{} taken"),
    "VJOURNAL": ("één notitie", "{} notities"),
    "VFREEBUSY": ("één overzicht van vrije tijd", "{} overzichten van vrije tijd"),
}


def read(content: bytes, now: datetime) -> Feed:
    """All events of a calendar. Raises found.Unreadable when it is none."""
    return read_blocks(take_apart(content), now)


def read_blocks(blocks: Blocks, now: datetime) -> Feed:
    methods = {block.header.method for block in blocks.events}
    feed = Feed(of=len(blocks.events), is_partial="CANCEL" in methods or "ADD" in methods)
    zones = Zones(blocks.zones)
    for block in blocks.events:
        try:
            feed.events.append(Event(block, zones).found(now))
        except NotTaken as refusal:
            feed.left_out.append(LeftOut(block.title() or "zonder titel", str(refusal)))
        except Exception:
            feed.left_out.append(LeftOut(block.title() or "zonder titel", BROKEN))
    if blocks.is_cut:
        feed.left_out.append(LeftOut("de rest", CUT))
    feed.notes.extend(notes_of(blocks, zones))
    return feed


def notes_of(blocks: Blocks, zones: Zones) -> Iterable[str]:
    """What of the calendar as a whole is not as it stands there."""
    for part, (one, many) in PARTS.items():
        if number := blocks.other[part]:
            yield (
                f"In je kalender staat ook {one if number == 1 else many.format(number)}. Daar "
                "doen we niets mee."
            )
    if blocks.unread["ATTACH"]:
        yield "Bij activiteiten in je kalender zitten bijlagen. Die nemen we niet over."
    for name in dict.fromkeys(block.header.zone for block in blocks.events):
        if name and zones.of(name) is None:
            yield (
                f"De tijdzone van je kalender, “{name[:60]}”, kennen we niet. We lezen de "
                "tijden als Nederlandse tijd."
            )


class Event:
    """One event while it is read. `notes`: what of it is not as it stands there."""

    def __init__(self, block: Block, zones: Zones) -> None:
        self.block, self.zones = block, zones
        self.lines: dict[str, list[Line]] = {}
        for written in block.lines:
            line = as_line(written)
            self.lines.setdefault(line.name, []).append(line)
        self.notes: Counter[str] = Counter()
        # A calendar that says its zone writes its times in UTC and means that clock.
        self.calendar_zone = zones.of(block.header.zone) if block.header.zone else None

    def found(self, now: datetime) -> Found:
        """Raises NotTaken."""
        if not self.block.is_whole:
            raise NotTaken("Deze activiteit houdt halverwege op.")
        if self.word("CLASS") in ("PRIVATE", "CONFIDENTIAL"):
            raise NotTaken("Deze activiteit staat in je kalender op privé.")
        title, is_taken_back = titles.read(self.fitting("SUMMARY", LONGEST_TITLE, "titel"))
        if not title:
            raise NotTaken("Deze activiteit heeft geen titel.")
        if availability.is_all_it_says(title):
            raise NotTaken(availability.ONE)
        begins = self.begins()
        ends = self.ends(begins)
        first, is_all_day = self.span(begins, ends)
        text = self.description()
        if inspect(DIAL_IN.sub("", f"{title}\n{text}")).refused:
            raise NotTaken(CITIZEN_NUMBER)
        is_cancelled = (
            is_taken_back
            or self.word("STATUS") == "CANCELLED"
            or self.block.header.method == "CANCEL"
        )
        found = Found(
            uid=self.text("UID").strip() or f"{title}@{first[0].isoformat()}",
            title=title,
            start=first[0],
            end=first[1],
            is_all_day=is_all_day,
            recurrence=self.recurrence(begins),
            is_for_later=self.is_for_later,
            text=text,
            place=self.place(),
            link=self.link(),
            is_cancelled=is_cancelled,
            sequence=self.number("SEQUENCE"),
            changed=self.text("LAST-MODIFIED").strip() or self.text("DTSTAMP").strip(),
        )
        found = replace(found, **series_of(found, self.rules(begins, is_all_day), now))
        return replace(found, notes=(*found.notes, *self.notes))

    @property
    def is_for_later(self) -> bool:
        lines = self.lines.get("RECURRENCE-ID", [])
        return any(line.parameters.get("RANGE", "").upper() == "THISANDFUTURE" for line in lines)

    # Texts

    def text(self, name: str) -> str:
        """Of a line that stands there twice the first."""
        lines = self.lines.get(name)
        return lines[0].text if lines else ""

    def word(self, name: str) -> str:
        return self.text(name).strip().upper()

    def number(self, name: str) -> int:
        written = self.text(name).strip()
        return int(written) if written.isascii() and written.isdigit() and len(written) < 10 else 0

    def fitting(self, name: str, longest: int, called: str) -> str:
        """On one line, and no longer than we keep."""
        return self.cut(tidy_line(plain(self.text(name))), longest, called)

    def cut(self, text: str, longest: int, called: str) -> str:
        if len(text) > longest:
            self.notes[f"De {called} is langer dan {longest} tekens; we namen het begin."] += 1
        return text[:longest].strip()

    def description(self) -> str:
        given = self.text("DESCRIPTION") or self.text("X-ALT-DESC")
        text = self.cut(tidy(plain(given)), LONGEST_TEXT, "tekst")
        if self.word("STATUS") != "TENTATIVE":
            return text
        self.notes[SAID_TENTATIVE] += 1
        return f"{TENTATIVE}\n\n{text}".strip()

    def place(self) -> str:
        """Its lines one behind the other."""
        lines = (tidy_line(line).rstrip(",") for line in plain(self.text("LOCATION")).split("\n"))
        return self.cut(", ".join(line for line in lines if line), LONGEST_PLACE, "plaats")

    def link(self) -> str:
        link = self.text("URL").strip()
        if not link:
            return ""
        is_web = link.startswith(("https://", "http://")) and " " not in link
        if is_web and len(link) <= LONGEST_LINK:
            return link
        self.notes["Wat er als link staat, is geen webadres; we lieten het weg."] += 1
        return ""

    # Times

    def zone_of(self, line: Line, beside: tzinfo | None) -> tzinfo | None:
        """The clock of a time; without one, that of the begin it belongs to."""
        name = line.parameters.get("TZID", "")
        if not name:
            return beside or self.calendar_zone
        zone = self.zones.of(name)
        if zone is None:
            self.notes[
                f"De tijdzone “{name[:60]}” kennen we niet. We lezen de tijd als Nederlandse tijd."
            ] += 1
        return zone

    def moment(self, line: Line, beside: tzinfo | None = None) -> Moment | None:
        return self.as_moment(line, line.value, beside)

    def as_moment(self, line: Line, value: str, beside: tzinfo | None) -> Moment | None:
        """Who names a zone and writes a Z behind the time means the zone."""
        zone = self.zone_of(line, beside)
        means_zone = "TZID" in line.parameters and zone is not None
        return read_moment(
            value.removesuffix("Z") if means_zone else value, zone, self.calendar_zone or UTC
        )

    def begins(self) -> Moment:
        line = next(iter(self.lines.get("DTSTART", [])), None)
        begins = self.moment(line) if line and line.value else None
        if begins is None:
            what = (
                "Wat er als begin staat, is geen datum"
                if line and line.value
                else "Er staat niet bij wanneer dit begint"
            )
            raise NotTaken(f"{what}. Vul in je kalender een dag en tijd in.")
        return begins

    def length(self) -> Length | None:
        return read_length(self.text("DURATION")) if "DURATION" in self.lines else None

    def ends(self, begins: Moment) -> Moment:
        """DTEND, or DURATION from the start. An end that is none is the start."""
        line = next(iter(self.lines.get("DTEND", [])), None)
        if line is None or not line.value:
            length = self.length()
            if "DURATION" in self.lines and length is None:
                self.notes["Hoelang dit duurt, is niet te lezen; we lieten het einde weg."] += 1
            return length.after(begins) if length else begins
        ends = self.moment(line, begins.zone)
        if ends is None:
            self.notes["Het einde is geen datum; we lieten het weg."] += 1
        return ends or begins

    def span(self, begins: Moment, ends: Moment) -> tuple[tuple[datetime, datetime], bool]:
        """Start and end on our clock, and whether it is for whole days: those run from midnight to
        midnight. Raises NotTaken."""
        if self.is_for_days(begins, ends):
            start, end = whole_days(begins, ends)
        else:
            start, end = begins.wall, ends.wall
            if ends.at < begins.at:
                self.notes["Het einde ligt voor het begin; we lieten het einde weg."] += 1
                end = start
        if end - start > LONGEST:
            raise NotTaken(
                "Dit duurt langer dan een jaar. Maak er in je kalender een herhaling van."
            )
        return (start, end), self.is_for_days(begins, ends)

    def is_for_days(self, begins: Moment, ends: Moment) -> bool:
        """In each form in which programs write it: a day, a mark of their own, or midnight to
        midnight.
        """
        flags = (self.word("X-MICROSOFT-CDO-ALLDAYEVENT"), self.word("X-FUNAMBOL-ALLDAY"))
        if begins.is_day or any(flag in ("TRUE", "1") for flag in flags):
            return True
        clocks = [(begins.written, ends.written)] if begins.zone == ends.zone else []
        clocks.append((begins.wall, ends.wall))
        return any(
            is_midnight(start)
            and end > start
            and (is_midnight(end) or (end.hour, end.minute) == (23, 59))
            for start, end in clocks
        )

    def recurrence(self, begins: Moment) -> datetime | None:
        line = next(iter(self.lines.get("RECURRENCE-ID", [])), None)
        if line is None:
            return None
        named = self.moment(line, begins.zone)
        if named is None:
            raise NotTaken("Bij welke datum van een reeks dit hoort, is niet te lezen.")
        return named.wall

    def rules(self, begins: Moment, is_all_day: bool) -> Rules:
        """What says when it is again."""
        if "RECURRENCE-ID" in self.lines and not self.is_for_later:
            return Rules()  # one date; some programs copy the rule of its series to it
        zone = None if is_all_day else begins.zone
        rules = [line.value for line in self.lines.get("RRULE", []) if line.value.strip()]
        extra, ends = self.several("RDATE", begins)
        return Rules(
            rules=tuple(dict.fromkeys(rules)),
            without=tuple(
                line.value for line in self.lines.get("EXRULE", []) if line.value.strip()
            ),
            extra=extra,
            ends=ends,
            dropped=self.several("EXDATE", begins)[0],
            zone=zone,
            length=None if is_all_day else self.length(),
        )

    def several(
        self, name: str, begins: Moment
    ) -> tuple[tuple[datetime, ...], dict[datetime, datetime]]:
        """The dates of RDATE or EXDATE, and the end of those that are periods."""
        found: list[datetime] = []
        ends: dict[datetime, datetime] = {}
        for line in self.lines.get(name, []):
            for piece in filter(None, (part.strip() for part in re.split(r"[,;]", line.value))):
                start, _, until = piece.partition("/")
                one = self.as_moment(line, start, begins.zone)
                if one is None:
                    self.notes[
                        f"Een van de data bij een herhaling is geen datum: “{piece[:30]}”."
                    ] += 1
                    continue
                if one.zone is UTC and begins.zone is None and is_meant_here(one, begins):
                    one = Moment(one.written)
                found.append(one.wall)
                if until and (end := self.period_end(until, one)):
                    ends[one.wall] = end.wall
        if len(found) > MOST_MOMENTS:
            self.notes["Er staan meer dan 750 losse data bij; we namen de eerste."] += 1
        return tuple(sorted(set(found))[:MOST_MOMENTS]), ends

    def period_end(self, until: str, begins: Moment) -> Moment | None:
        length = read_length(until)
        end = (
            length.after(begins)
            if length
            else read_moment(until, begins.zone, self.calendar_zone or UTC)
        )
        return end if end is not None and end.at > begins.at else None


def is_meant_here(one: Moment, begins: Moment) -> bool:
    """A time in UTC that is, as written, the one at which a series without a zone begins: its Z
    says nothing.
    """
    return one.written.time() == begins.written.time() != one.wall.time()


def whole_days(begins: Moment, ends: Moment) -> tuple[datetime, datetime]:
    """The days themselves, whatever the clock in which they are written: at least one. Raises
    NotTaken.
    """
    is_written_so = begins.zone == ends.zone and is_midnight(begins.written)
    end = ends.written if is_written_so else as_day(ends)
    first = midnight_of(Moment(as_day(begins)).wall.date())
    return first, max(midnight_from(Moment(end).wall), first + DAY)


def as_day(moment: Moment) -> datetime:
    """A midnight where there is one: as it is written, else on our clock."""
    return moment.written if moment.is_day or is_midnight(moment.written) else moment.wall

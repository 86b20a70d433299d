"""Taking an iCalendar text apart into its events, whatever else is wrong with it: so that one broken event is one broken event."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from jmzpro.agenda.connected.found import Unreadable

LARGEST = 5 * 1024 * 1024  # bytes
MOST_EVENTS = 10_000
LONGEST_LINE = 60_000
# Never read: who comes, what rings, what hangs on it.
UNREAD = ("ATTENDEE", "ORGANIZER", "ATTACH", "COMMENT", "X-", "CONTACT", "IMAGE", "CONFERENCE")
PARTS = ("VALARM", "VTODO", "VJOURNAL", "VFREEBUSY", "PARTICIPANT", "VLOCATION", "VRESOURCE")


@dataclass
class Block:
    lines: list[str] = field(default_factory=list)
    is_whole: bool = False

    def title(self) -> str:
        found = next((line for line in self.lines if line.upper().startswith("SUMMARY")), "")
        return found.partition(":")[2].replace("\\,", ",").replace("\\;", ";").replace("\\n", " ").strip()[:200]


@dataclass
class Blocks:
    zone: str = ""  # X-WR-TIMEZONE
    zones: dict[str, str] = field(default_factory=dict)  # VTIMEZONE by its TZID
    events: list[Block] = field(default_factory=list)
    is_cut: bool = False


def text_of(content: bytes) -> str:
    """UTF-8 as the standard says, or what Windows wrote."""
    for encoding in ("utf-8-sig", "utf-16") if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig",):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("cp1252", errors="replace")


def unfolded(text: str) -> Iterator[str]:
    """Whole lines; a folded line goes on after a space or a tab."""
    line: list[str] = []
    for piece in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if piece[:1] in (" ", "\t") and line:
            line.append(piece[1:])
            continue
        if line:
            yield "".join(line)[:LONGEST_LINE]
        line = [piece.lstrip("\ufeff")] if piece.strip() else []
    if line:
        yield "".join(line)[:LONGEST_LINE]


def take_apart(content: bytes) -> Blocks:
    """Raises Unreadable."""
    if len(content) > LARGEST:
        raise Unreadable("Deze kalender is groter dan 5 MB. Geef er een met minder activiteiten.")
    text = text_of(content)
    if "BEGIN:VCALENDAR" not in text.upper() and "BEGIN:VEVENT" not in text.upper():
        raise Unreadable("Dit is geen kalender: we vinden er geen activiteiten in.")
    reader = Reader()
    for line in unfolded(text):
        reader.take(line)
        if reader.found.is_cut:
            break
    return reader.found


class Reader:
    """Line by line. `skipping`: the part whose lines are not read, until it ends."""

    def __init__(self) -> None:
        self.found = Blocks()
        self.skipping = ""
        self.event: Block | None = None
        self.zone: list[str] | None = None

    def take(self, line: str) -> None:
        name, _, rest = line.partition(":")
        word, what = name.strip().upper(), rest.strip().upper()
        if self.skipping:
            if word == "END" and what == self.skipping:
                self.skipping = ""
        elif word == "BEGIN" and what in ("VEVENT", "VTIMEZONE", *PARTS):
            self.begin(what)
        elif word == "END" and what in ("VEVENT", "VTIMEZONE"):
            self.end(what)
        elif self.zone is not None:
            self.zone.append(line)
        elif self.event is not None:
            if not word.startswith(UNREAD):
                self.event.lines.append(line)
        elif word.startswith("X-WR-TIMEZONE"):
            self.found.zone = rest.strip()[:100]

    def begin(self, what: str) -> None:
        if what in PARTS:
            self.skipping = what
        elif what == "VTIMEZONE":
            self.zone = []
        elif len(self.found.events) >= MOST_EVENTS:
            self.found.is_cut = True
        else:
            self.event = Block()
            self.found.events.append(self.event)

    def end(self, what: str) -> None:
        if what == "VEVENT" and self.event is not None:
            self.event.is_whole = True
            self.event = None
        if what == "VTIMEZONE" and self.zone is not None:
            keep_zone(self.found, self.zone)
            self.zone = None


def keep_zone(found: Blocks, lines: list[str]) -> None:
    name = next((line.partition(":")[2].strip() for line in lines if line.upper().startswith("TZID")), "")
    if name and len(found.zones) < 100 and len(lines) < 2000:
        found.zones[name] = "\r\n".join(["BEGIN:VTIMEZONE", *lines, "END:VTIMEZONE"])

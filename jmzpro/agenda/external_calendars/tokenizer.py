"""Taking an iCalendar text apart into its events, whatever else is wrong with it: so that one
broken event is one broken event."""

import quopri
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from jmzpro.agenda.external_calendars.events import Unreadable

LARGEST = 5 * 1024 * 1024  # bytes
MOST_EVENTS = 10_000
LONGEST_LINE = 60_000
# Never read: who comes, what rings, what hangs on it.
UNREAD = ("ATTENDEE", "ORGANIZER", "ATTACH", "COMMENT", "CONTACT", "IMAGE", "CONFERENCE")
PARTS = ("VALARM", "VTODO", "VJOURNAL", "VFREEBUSY", "PARTICIPANT", "VLOCATION", "VRESOURCE")
READ_X = ("X-ALT-DESC", "X-MICROSOFT-CDO-ALLDAYEVENT", "X-FUNAMBOL-ALLDAY")
TEXTS = ("SUMMARY", "DESCRIPTION", "LOCATION")
DATES = ("DTSTART", "DTEND", "RDATE", "EXDATE", "RECURRENCE-ID", "DTSTAMP", "LAST-MODIFIED")
CONTENT_LINE = re.compile(r"(?:[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*|[Xx]-[\w-]+)(?:[;:]|$)")
ISO_VALUE = re.compile(r":(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)$")
ESCAPED = re.compile(r"\\([nN,;:\"\\])")
PARAMETER = re.compile(r';\s*([\w-]+)\s*=\s*((?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)')
NONE_HERE = "Dit is geen kalender: we vinden er geen activiteiten in."
REPLY = (
    "Dit is een antwoord op een uitnodiging, geen kalender. Geef het adres van je kalender, of "
    "een bestand ervan."
)
REPLIES = ("REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH")


@dataclass(frozen=True)
class Line:
    """NAME;PARAMETER=value:value, the name in capitals and the value as it was written."""

    name: str
    parameters: dict[str, str]
    value: str

    @property
    def text(self) -> str:
        """The value as text: its escapes undone, and the octets of an old calendar (vCalendar
        1.0) read.
        """
        value = self.value
        if self.parameters.get("ENCODING", "").upper() == "QUOTED-PRINTABLE":
            octets = quopri.decodestring(value.encode("utf-8"))
            value = decoded(octets)
        return ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def as_line(written: str) -> Line:
    """A line as its parts. A zone with a colon in it (`tzone://Microsoft/Utc`) need not be
    quoted.
    """
    name = re.split(r"[;:]", written, maxsplit=1)[0].strip().upper()
    if name in DATES:
        iso = ISO_VALUE.search(written)
        head, value = (written[: iso.start()], iso[1]) if iso else split_last(written)
    else:
        head, value = split_unquoted(written)
    parameters: dict[str, str] = {}
    for found in PARAMETER.finditer(head[len(name) :]):
        parameters.setdefault(found[1].upper(), found[2].strip().strip('"'))
    if name in DATES and "TZID=" in head.upper():
        parameters["TZID"] = zone_in(head)
    return Line(name, parameters, value.strip() if name not in TEXTS else value)


def zone_in(head: str) -> str:
    """The name of a zone with all that is in it: commas, colons, quotes."""
    given = head[head.upper().index("TZID=") + 5 :].strip()
    if given.startswith('"'):
        return given[1:].partition('"')[0].strip()
    return re.split(r";(?:VALUE|RANGE|X-[\w-]+)=", given, maxsplit=1, flags=re.I)[0].strip('" ')


def split_last(written: str) -> tuple[str, str]:
    head, _, value = written.rpartition(":")
    return head, value


def split_unquoted(written: str) -> tuple[str, str]:
    """At the first colon that is not between quotes."""
    is_quoted = False
    for at, letter in enumerate(written):
        if letter == '"':
            is_quoted = not is_quoted
        elif letter == ":" and not is_quoted:
            return written[:at], written[at + 1 :]
    head, _, value = written.partition(":")
    return head, value


@dataclass
class Header:
    """What the calendar says of all its events."""

    zone: str = ""  # X-WR-TIMEZONE
    method: str = ""


@dataclass
class Block:
    """The lines of one event."""

    header: Header = field(default_factory=Header)
    lines: list[str] = field(default_factory=list)
    is_whole: bool = False

    def title(self) -> str:
        found = next((line for line in self.lines if line.upper().startswith("SUMMARY")), "")
        return " ".join(as_line(found).text.split())[:200] if found else ""


@dataclass
class Blocks:
    zones: dict[str, str] = field(default_factory=dict)  # VTIMEZONE by its TZID
    events: list[Block] = field(default_factory=list)
    other: Counter[str] = field(default_factory=Counter)  # parts that we do not read
    unread: Counter[str] = field(default_factory=Counter)  # lines of events that we do not read
    is_cut: bool = False


def decoded(octets: bytes) -> str:
    """UTF-8; an octet that is no UTF-8 is what Windows wrote, and costs no other one."""
    try:
        return octets.decode("utf-8")
    except UnicodeDecodeError as error:
        odd = octets[error.start : error.end].decode("cp1252", errors="replace")
        before, after = octets[: error.start].decode("utf-8"), octets[error.end :]
    pieces = [before, odd]
    while after:
        try:
            pieces.append(after.decode("utf-8"))
            break
        except UnicodeDecodeError as error:
            pieces.append(after[: error.start].decode("utf-8"))
            pieces.append(after[error.start : error.end].decode("cp1252", errors="replace"))
            after = after[error.end :]
    return "".join(pieces)


def as_utf_8(content: bytes) -> bytes:
    """Without a mark of its order; of what is UTF-16 the same text."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace").encode()
    return content.removeprefix(b"\xef\xbb\xbf")


def text_of(content: bytes) -> str:
    """A page or a file as text, line by line: one bad octet spoils itself."""
    return decoded(as_utf_8(content))


def unfolded(content: bytes) -> Iterator[str]:
    """Whole lines. A folded line goes on after a space or a tab, which may stand inside a letter:
    so octets are put together first, and read then.
    """
    line: list[bytes] = []
    for piece in as_utf_8(content).replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n"):
        if piece[:1] in (b" ", b"\t") and line:
            line.append(piece[1:])
        elif is_soft_end(line):
            line[-1] = line[-1][:-1]
            line.append(piece)
        elif piece.strip():
            if line:
                yield decoded(b"".join(line))[:LONGEST_LINE]
            line = [piece]
    if line:
        yield decoded(b"".join(line))[:LONGEST_LINE]


def is_soft_end(line: list[bytes]) -> bool:
    """Whether the next line belongs to this one, as old calendars (vCalendar 1.0) write it."""
    return bool(line) and line[-1].endswith(b"=") and b"QUOTED-PRINTABLE" in line[0][:200].upper()


def is_calendar(content: bytes) -> bool:
    plain = as_utf_8(content).upper()
    return b"BEGIN:VCALENDAR" in plain or b"BEGIN:VEVENT" in plain


def take_apart(content: bytes) -> Blocks:
    """Raises Unreadable."""
    if len(content) > LARGEST:
        raise Unreadable("Deze kalender is groter dan 5 MB. Geef er een met minder activiteiten.")
    if not is_calendar(content):
        raise Unreadable(NONE_HERE)
    reader = Reader()
    for line in unfolded(content):
        reader.take(line)
        if reader.found.is_cut:
            break
    return reader.found


class Reader:
    """Line by line. `skipping`: the part whose lines are not read, until it ends."""

    def __init__(self) -> None:
        self.found = Blocks()
        self.header = Header()
        self.skipping = ""
        self.event: Block | None = None
        self.zone: list[str] | None = None

    def take(self, line: str) -> None:
        line = line.lstrip("\ufeff")
        name, _, rest = line.partition(":")
        word, what = name.strip().upper(), rest.strip().upper()
        if self.skipping and not self.is_over(word, what):
            if word == "END" and what == self.skipping:
                self.skipping = ""
        elif word == "BEGIN" and what in ("VCALENDAR", "VEVENT", "VTIMEZONE", *PARTS):
            self.begin(what)
        elif word == "END" and what in ("VEVENT", "VTIMEZONE"):
            self.end(what)
        elif self.zone is not None:
            self.zone.append(line)
        elif self.event is not None:
            self.take_of_event(self.event, line, word)
        elif word.startswith("X-WR-TIMEZONE"):
            self.header.zone = rest.strip()[:100]
        elif word == "METHOD":
            self.header.method = what[:20]
            if what in REPLIES:
                raise Unreadable(REPLY)

    def is_over(self, word: str, what: str) -> bool:
        """A part of which the end is missing or misspelled does not take the events behind it
        along.
        """
        if (word == "BEGIN" and what in ("VEVENT", "VCALENDAR")) or (
            word == "END" and what == "VEVENT"
        ):
            self.skipping = ""
        return not self.skipping

    def take_of_event(self, event: Block, line: str, word: str) -> None:
        if word.startswith(UNREAD):
            self.found.unread[word.partition(";")[0]] += 1
        elif not CONTENT_LINE.match(line) and follows_text(event) and not is_property(word):
            # A line end that its program forgot to write as \n.
            event.lines[-1] = f"{event.lines[-1]}\\n{line}"[:LONGEST_LINE]
        elif not word.startswith("X-") or word.startswith(READ_X):
            event.lines.append(line)

    def begin(self, what: str) -> None:
        if what in PARTS:
            self.skipping = what
            self.found.other[what] += 1
        elif what == "VCALENDAR":
            self.header = Header()
        elif what == "VTIMEZONE":
            self.zone = []
        elif len(self.found.events) >= MOST_EVENTS:
            self.found.is_cut = True
        else:
            self.event = Block(self.header)
            self.found.events.append(self.event)

    def end(self, what: str) -> None:
        if what == "VEVENT" and self.event is not None:
            self.event.is_whole = True
            self.event = None
        if what == "VTIMEZONE" and self.zone is not None:
            keep_zone(self.found, self.zone)
            self.zone = None


def is_property(word: str) -> bool:
    """A property whose name was written in small letters, or with a space before its colon."""
    name = word.partition(";")[0].strip()
    return (
        name in TEXTS or name in DATES or name in ("UID", "RRULE", "STATUS", "CLASS", "URL", "END")
    )


def follows_text(event: Block) -> bool:
    return bool(event.lines) and event.lines[-1].upper().startswith(TEXTS)


def keep_zone(found: Blocks, lines: list[str]) -> None:
    """By its name as an event may write it: its commas may be escaped here and bare there."""
    named = next((line for line in lines if line.upper().startswith("TZID")), "")
    name = as_line(named).text.strip() if named else ""
    if name and len(found.zones) < 100 and len(lines) < 2000:
        found.zones.setdefault(name, "\r\n".join(["BEGIN:VTIMEZONE", *lines, "END:VTIMEZONE"]))

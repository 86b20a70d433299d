"""What stands in somebody else's calendar, in the shape in which we take it over: times of our wall
clock, texts that fit."""

from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

LONGEST_TITLE, LONGEST_TEXT, LONGEST_PLACE, LONGEST_LINK = 300, 10_000, 300, 1000


@dataclass(frozen=True)
class Found:
    """One event. `recurrence` names the one date of a series that this is about, and all later ones
    with `is_for_later`; `rrule` and dates are as an activity keeps them; `ends` has the end of
    those dates that do not last as long as the first one.
    """

    uid: str
    title: str
    start: datetime
    end: datetime
    is_all_day: bool = False
    recurrence: datetime | None = None
    is_for_later: bool = False
    rrule: str = ""
    extra: tuple[datetime, ...] = ()
    dropped: tuple[datetime, ...] = ()
    ends: tuple[tuple[datetime, datetime], ...] = ()
    text: str = ""
    place: str = ""
    link: str = ""
    is_cancelled: bool = False
    sequence: int = 0
    changed: str = ""  # when it was last changed there, as it is written: 20270301T120000Z
    notes: tuple[str, ...] = ()

    @property
    def version(self) -> tuple[int, str]:
        return self.sequence, self.changed

    @property
    def key(self) -> str:
        """Names it in an organisation."""
        return sha256(self.uid.encode()).hexdigest()

    @property
    def name_of_date(self) -> str:
        return f"{self.uid}#{self.recurrence:%Y%m%dT%H%M%S}" if self.recurrence else self.uid

    @property
    def when(self) -> str:
        return f"{self.start:%d-%m-%Y}" if self.is_all_day else f"{self.start:%d-%m-%Y %H.%M} uur"


@dataclass(frozen=True)
class LeftOut:
    """What was not taken over, for its owner: which, when and why. `is_taken`: it was, and
    something of it asks attention.
    """

    title: str
    why: str
    when: str = ""
    is_taken: bool = False


@dataclass
class Feed:
    """All that was read. `of` is how many events there were: each is in `events` or explained in
    `left_out`. `notes` say what of the calendar as a whole is not as it stands there.

    `is_partial`: it tells of some events only (METHOD:CANCEL), and what it does not name is not
    gone.
    """

    events: list[Found] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    of: int = 0
    is_partial: bool = False


class Unreadable(ValueError):
    """No calendar at all, with the reason in Dutch."""


class NotTaken(ValueError):
    """Why an event is not taken over, in Dutch."""

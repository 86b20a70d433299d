"""The numbers for who cannot wait: what is shown of them, and which can be reached now.

The office keeps them (`jmzpro.helplines`). Where none are kept, and before a process read them,
those are shown that were known first.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from urllib.parse import urlsplit

from django.utils import timezone

ALWAYS, DAILY, WEEKDAYS = "altijd", "elke-dag", "werkdagen"
DAYS = {ALWAYS: "dag en nacht", DAILY: "elke dag", WEEKDAYS: "op werkdagen"}
NAMES = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


@dataclass(frozen=True)
class Hours:
    """When somebody is there. `days` is a key of DAYS, or empty when that is not known; times
    are those of the Netherlands.
    """

    days: str = ""
    opens: time | None = None
    closes: time | None = None

    def is_open(self, now: datetime) -> bool:
        """What is not known counts as open: a number that is left out helps nobody."""
        if self.days in {"", ALWAYS} or self.opens is None or self.closes is None:
            return True
        return self.is_day(now.date()) and self.opens <= now.time() < self.closes

    def is_day(self, day: date) -> bool:
        return self.days != WEEKDAYS or day.weekday() < 5

    def words(self) -> str:
        """ "elke dag van 11.00 tot 21.00 uur", whatever the time is: for paper and mail."""
        if self.opens is None or self.closes is None:
            return DAYS.get(self.days, "")
        return f"{DAYS[self.days]} van {clock(self.opens)} tot {clock(self.closes)} uur"

    def words_now(self, now: datetime) -> str:
        """ "open tot 21.00 uur", "dicht, morgen vanaf 11.00 uur", "dag en nacht"."""
        if self.opens is None or self.closes is None:
            return DAYS.get(self.days, "")
        if self.is_open(now):
            return f"open tot {clock(self.closes)} uur"
        return f"dicht, {self.next_day(now)}vanaf {clock(self.opens)} uur"

    def next_day(self, now: datetime) -> str:
        assert self.opens is not None
        if self.is_day(now.date()) and now.time() < self.opens:
            return ""
        ahead = next(days for days in range(1, 8) if self.is_day(now.date() + timedelta(days=days)))
        return "morgen " if ahead == 1 else f"{NAMES[(now.weekday() + ahead) % 7]} "


def clock(moment: time) -> str:
    return f"{moment:%-H.%M}"


@dataclass(frozen=True)
class HelpLine:
    """One number. `for_whom` fits after its name; `short` is the line of a list. `urgent` ones
    stand first, whatever is open.
    """

    key: str
    name: str
    short: str
    for_whom: str
    phone: str
    other_phone: str = ""
    phone_hours: Hours = field(default_factory=Hours)
    chat_url: str = ""
    chat_hours: Hours = field(default_factory=Hours)
    checked_on: date | None = None
    is_urgent: bool = False

    @property
    def chat_host(self) -> str:
        """ "kindertelefoon.nl": how a chat is found from paper."""
        return (urlsplit(self.chat_url).hostname or "").removeprefix("www.")

    @property
    def phones(self) -> list[tuple[str, str]]:
        """Each number as it is written, and as it is dialled."""
        return [
            (phone, "".join(filter(str.isdigit, phone)))
            for phone in (self.phone, self.other_phone)
            if phone
        ]

    @property
    def phone_words(self) -> str:
        return self.phone_hours.words()

    @property
    def chat_words(self) -> str:
        return self.chat_hours.words() if self.chat_hours != self.phone_hours else ""


@dataclass(frozen=True)
class LineNow:
    """A line at a moment."""

    line: HelpLine
    phone_words: str
    chat_words: str
    is_open: bool


ALL_DAY, TILL_NINE = Hours(ALWAYS), Hours(DAILY, time(11), time(21))
STARTERS = (
    HelpLine("gevaar", "112", "Direct gevaar", "als iemand nu in gevaar is", "112", phone_hours=ALL_DAY, is_urgent=True),  # noqa: E501
    HelpLine(
        "veilig-thuis", "Veilig Thuis", "Veilig Thuis", (
"bij geweld of verwaarlozing, ook "
"als je twijfelt"
), "0800-2000",
        phone_hours=ALL_DAY, chat_url="https://veiligthuis.nl/", chat_hours=Hours(WEEKDAYS, time(9), time(17)),  # noqa: E501
    ),
    HelpLine(
        "113", "113 Zelfmoordpreventie", "Denk je aan zelfmoord?", (
"als jij of iemand anders aan "
"zelfmoord denkt"
), "113", "0800-0113",
        phone_hours=ALL_DAY, chat_url="https://www.113.nl/", chat_hours=ALL_DAY,
    ),
    HelpLine(
        "kindertelefoon", "Kindertelefoon", "Kindertelefoon", "om te praten over wat je wilt", "0800-0432",  # noqa: E501
        phone_hours=TILL_NINE, chat_url="https://www.kindertelefoon.nl/", chat_hours=TILL_NINE,
    ),
)  # fmt: skip

_kept: tuple[HelpLine, ...] = ()


def keep(found: Iterable[HelpLine]) -> None:
    """What the office keeps, as it was read last: whoever renders asks no database."""
    global _kept
    _kept = tuple(found)


def lines() -> Sequence[HelpLine]:
    """All that are shown, in the order of the office; without any, those that were known first."""
    return _kept or STARTERS


def lines_now(now: datetime | None = None) -> list[LineNow]:
    """What is urgent first, then what can be reached now, then the rest."""
    moment = timezone.localtime(now)
    found = [at(line, moment) for line in lines()]
    return sorted(found, key=lambda one: (not one.line.is_urgent, not one.is_open))


def at(line: HelpLine, now: datetime) -> LineNow:
    is_same = line.chat_hours == line.phone_hours
    chat = "" if is_same or not line.chat_url else line.chat_hours.words_now(now)
    is_open = line.phone_hours.is_open(now) or (
        bool(line.chat_url) and line.chat_hours.is_open(now)
    )
    return LineNow(line, line.phone_hours.words_now(now), chat, is_open)


def checked_on() -> date | None:
    """The day on which the last of them was looked at; None while one never was."""
    days = [line.checked_on for line in lines()]
    known = [day for day in days if day is not None]
    return min(known) if known and len(known) == len(days) else None


def line_of(key: str) -> HelpLine | None:
    return next((line for line in lines() if line.key == key), None)

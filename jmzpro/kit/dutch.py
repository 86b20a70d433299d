"""Dates, spans of time and numbers as a Dutch reader says them."""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december",  # noqa: E501
)  # fmt: skip


def local(moment: date | datetime) -> date | datetime:
    """An aware moment in the time of the Netherlands; a date or a naive moment as it is."""
    return (
        timezone.localtime(moment)
        if isinstance(moment, datetime) and timezone.is_aware(moment)
        else moment
    )


def day(moment: date | datetime) -> str:
    """`dinsdag 3 maart`, with the year when it is not this one."""
    found = local(moment)
    year = "" if found.year == timezone.localdate().year else f" {found.year}"
    return f"{DAYS[found.weekday()]} {found.day} {MONTHS[found.month - 1]}{year}"


def moment(when: datetime) -> str:
    """`dinsdag 3 maart, 19.30 uur`."""
    found = local(when)
    clock = f", {found:%-H.%M} uur" if isinstance(found, datetime) else ""
    return day(when) + clock


def ago(when: datetime, now: datetime | None = None) -> str:
    """`2 uur geleden` up to a week; older than that the day in words."""
    passed = (now or timezone.now()) - when
    if passed < timedelta(minutes=1):
        return "zojuist"
    if passed < timedelta(days=1):
        return f"{span(passed)} geleden"
    days = ((now and timezone.localtime(now).date()) or timezone.localdate()) - timezone.localtime(
        when
    ).date()
    if days <= timedelta(days=1):
        return "gisteren"
    return f"{days.days} dagen geleden" if days < timedelta(days=8) else day(when)


def span(length: timedelta) -> str:
    """`40 minuten`, `3 uur`, `2 dagen`: rounded down to the largest unit that fits."""
    seconds = max(0, int(length.total_seconds()))
    if seconds < 60:
        return "minder dan een minuut"
    if seconds < 3600:
        return counted(seconds // 60, "minuut", "minuten")
    if seconds < 86400:
        return f"{seconds // 3600} uur"
    days = seconds // 86400
    return counted(days, "dag", "dagen") if days < 14 else f"{days // 7} weken"


def in_a_row(words: Sequence[str], last: str = "en") -> str:
    """`a`, `a en b`, `a, b en c`; empty for none. `last` is the word before the last one."""
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else "".join(words)


def counted(number: int, one: str, many: str) -> str:
    return f"{figure(number)} {one if number == 1 else many}"


def figure(number: float | Decimal) -> str:
    """`577.000`, `1,5`: points between thousands, a comma before decimals (as many as are
    given).
    """
    return f"{number:,}".translate(str.maketrans(",.", ".,"))


ROUND_NUMBERS = (
    "tien",
    "twintig",
    "dertig",
    "veertig",
    "vijftig",
    "zestig",
    "zeventig",
    "tachtig",
    "negentig",
    "honderd",
)


def in_round_words(number: int) -> str:
    """`Tachtig` for 80, `Ruim tachtig` for 81 to 84; otherwise, and below twenty, the figure."""
    tens, over = divmod(number, 10)
    if not 2 <= tens <= len(ROUND_NUMBERS) or over > 4:
        return figure(number)
    word = ROUND_NUMBERS[tens - 1]
    return f"Ruim {word}" if over else word.capitalize()


LINK = re.compile(r"https?://[^\s<>\"]+")


def paragraphs(text: str) -> SafeString:
    """Plain text that somebody typed, as safe paragraphs: blank lines part them, web addresses
    become links.
    """
    blocks = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    return mark_safe(  # noqa: S308 -- linked() escapes
        "\n".join(f"<p>{linked(block.strip())}</p>" for block in blocks if block.strip())
    )


def linked(line: str) -> str:
    parts: list[str] = []
    at = 0
    for found in LINK.finditer(line):
        address = found.group().rstrip(".,;:!?)'”’]")
        parts.append(escape(line[at : found.start()]))
        parts.append(
            f'<a href="{escape(address)}" rel="nofollow noopener ugc">{escape(address)}</a>'
        )
        at = found.start() + len(address)
    parts.append(escape(line[at:]))
    return "".join(parts).replace("\n", "<br>\n")

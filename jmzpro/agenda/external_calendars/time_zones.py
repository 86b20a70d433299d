"""Which clock the name of a zone in somebody else's calendar means."""

import re
from contextlib import suppress
from datetime import UTC, timedelta, timezone, tzinfo
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, available_timezones

from jmzpro.kit.lazy import lazy_module

if TYPE_CHECKING:
    import icalendar
    from icalendar.timezone import windows_to_olson
else:
    icalendar, windows_to_olson = (
        lazy_module("icalendar"),
        lazy_module("icalendar.timezone.windows_to_olson"),
    )

OFFSET = re.compile(r"\(?(?:UTC|GMT)?\s*([+-])\s*(\d{1,2})(?:[:.]?([0-5]\d))?\b")
IN_UTC = (
    "utc",
    "gmt",
    "z",
    "etc/utc",
    "etc/gmt",
    "zulu",
    "tzone://microsoft/utc",
    "greenwich mean time",
)
# The names that Dutch, English, German and French programs give to the clock of Western Europe.
OURS = ("cet", "met", "mez", "west-europa", "west europe", "west-europa (standaardtijd)")


@cache
def named() -> dict[str, str]:
    return {name.lower(): name for name in available_timezones()}


@cache
def windows_names() -> dict[str, str]:
    return {name.lower(): zone for name, zone in windows_to_olson.WINDOWS_TO_OLSON.items()}


@cache
def cities() -> dict[str, str]:
    return {
        name.rsplit("/", 1)[-1].replace("_", " ").lower(): name
        for name in sorted(available_timezones())
    }


class Zones:
    """The zones of one calendar. Asks for each name once."""

    def __init__(self, defined: dict[str, str]) -> None:
        self.defined = {name.lower(): text for name, text in defined.items()}
        self.known: dict[str, tzinfo | None] = {}

    def of(self, name: str) -> tzinfo | None:
        """None for a name that says nothing to us."""
        if name not in self.known:
            self.known[name] = self.found(clean(name))
        return self.known[name]

    def found(self, name: str) -> tzinfo | None:
        return (
            by_name(name)
            or self.by_definition(name)
            or by_offset(name)
            or by_city(name)
            or by_offset(re.sub(r"\).*", "", name))
        )

    def by_definition(self, name: str) -> tzinfo | None:
        """As the calendar itself says when this clock moves."""
        text = self.defined.get(name.lower())
        if text is None:
            return None
        located = re.search(
            r"^X-LIC-LOCATION[^:\r\n]*:(.+?)\s*$", text, re.MULTILINE | re.IGNORECASE
        )
        if located and (zone := by_name(clean(located[1]))):
            return zone
        with suppress(Exception):  # a definition that the library cannot read is none
            part = icalendar.Calendar.from_ical(
                f"BEGIN:VCALENDAR\r\n{text}\r\nEND:VCALENDAR\r\n"
            ).subcomponents[0]
            if isinstance(part, icalendar.Timezone):
                zone = part.to_tz(lookup_tzid=False)
                return zone if isinstance(zone, tzinfo) else None
        return None


def clean(name: str) -> str:
    return re.sub(r"\\([,;\\])", r"\1", name).strip().strip('"').strip()


def by_name(name: str) -> tzinfo | None:
    """A name of IANA, also behind the maker's own path, or one of Windows."""
    lower = name.lower()
    if lower in IN_UTC or lower.startswith("coordinated universal"):
        return UTC
    if lower in OURS:
        return ZoneInfo("Europe/Amsterdam")
    parts = lower.strip("/").split("/")
    for length in range(min(3, len(parts)), 0, -1):
        key = "/".join(parts[-length:]).replace(" ", "_")
        if key in named() and (length > 1 or len(parts) == 1):
            return ZoneInfo(named()[key])
    windows = windows_names().get(lower) or windows_names().get(
        re.sub(r"daylight|summer", "standard", lower)
    )
    return ZoneInfo(windows) if windows else None


def by_city(name: str) -> tzinfo | None:
    """Windows shows its zones as "(UTC+01:00) Amsterdam, Berlijn, Bern"; the first city known
    decides.
    """
    without_offset = re.sub(r"^\([^)]*\)", "", name)
    for city in re.split(r"[,/;]", without_offset):
        zone = cities().get(city.strip().lower())
        if zone and "/" in zone:
            return ZoneInfo(zone)
    return None


def by_offset(name: str) -> tzinfo | None:
    """`+01:00`, `UTC+1`, `GMT-0500`. What has cities behind it moves its clock, and is none of
    these.
    """
    found = OFFSET.fullmatch(name.strip().strip("()").upper())
    if found is None or int(found[2]) > 14:
        return None
    length = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return timezone(length if found[1] == "+" else -length)

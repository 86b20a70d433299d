"""Which clock the name of a zone in somebody else's calendar means."""

import re
from contextlib import suppress
from datetime import UTC, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, available_timezones

from icalendar import Calendar, Timezone
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

OFFSET = re.compile(r"\(?(?:UTC|GMT)?\s*([+-])\s*(\d{1,2})(?:[:.]?([0-5]\d))?\b")
IN_UTC = ("utc", "gmt", "z", "etc/utc", "etc/gmt", "zulu", "tzone://microsoft/utc", "greenwich mean time")
NAMED = {name.lower(): name for name in available_timezones()}
WINDOWS = {name.lower(): zone for name, zone in WINDOWS_TO_OLSON.items()}
# The names that Dutch, English, German and French programs give to the clock of Western Europe.
OURS = ("cet", "met", "mez", "west-europa", "west europe", "west-europa (standaardtijd)")
CITIES = {name.rsplit("/", 1)[-1].replace("_", " ").lower(): name for name in sorted(available_timezones())}


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
        return by_name(name) or self.by_definition(name) or by_offset(name) or by_city(name) or by_offset(re.sub(r"\).*", "", name))

    def by_definition(self, name: str) -> tzinfo | None:
        """As the calendar itself says when this clock moves."""
        text = self.defined.get(name.lower())
        if text is None:
            return None
        located = re.search(r"^X-LIC-LOCATION[^:\r\n]*:(.+?)\s*$", text, re.MULTILINE | re.IGNORECASE)
        if located and (zone := by_name(clean(located[1]))):
            return zone
        with suppress(Exception):  # a definition that the library cannot read is none
            part = Calendar.from_ical(f"BEGIN:VCALENDAR\r\n{text}\r\nEND:VCALENDAR\r\n").subcomponents[0]
            if isinstance(part, Timezone):
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
        if key in NAMED and (length > 1 or len(parts) == 1):
            return ZoneInfo(NAMED[key])
    windows = WINDOWS.get(lower) or WINDOWS.get(re.sub(r"daylight|summer", "standard", lower))
    return ZoneInfo(windows) if windows else None


def by_city(name: str) -> tzinfo | None:
    """Windows shows its zones as "(UTC+01:00) Amsterdam, Berlijn, Bern"; the first city known decides."""
    named = re.sub(r"^\([^)]*\)", "", name)
    for city in re.split(r"[,/;]", named):
        zone = CITIES.get(city.strip().lower())
        if zone and "/" in zone:
            return ZoneInfo(zone)
    return None


def by_offset(name: str) -> tzinfo | None:
    """`+01:00`, `UTC+1`, `GMT-0500`. What has cities behind it moves its clock, and is none of these."""
    found = OFFSET.fullmatch(name.strip().strip("()").upper())
    if found is None or int(found[2]) > 14:
        return None
    length = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return timezone(length if found[1] == "+" else -length)

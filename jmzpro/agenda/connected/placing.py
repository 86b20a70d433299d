"""Which town a line of somebody else's calendar names."""

import re
from dataclasses import dataclass

from jmzpro.places.folding import fold
from jmzpro.places.lookup import Place, find, labels
from jmzpro.places.models import Town
from jmzpro.places.postcodes import is_postcode

POSTCODE = re.compile(r"\b(\d{4})\s?([A-Z]{2})\b")
ONLINE = re.compile(r"\b(online|zoom|teams|webinar|digitaal|google meet|https?://)", re.IGNORECASE)
STREET = re.compile(r"(?!(?:zaal|ruimte|lokaal|kamer|etage|verdieping|gebouw)\b)[A-Za-zÀ-ÿ' .-]+\s\d+\s?[A-Za-z]?$", re.IGNORECASE)
MOST_PARTS = 8


@dataclass(frozen=True)
class Placed:
    town: Town | None = None
    venue: str = ""
    address: str = ""
    postcode: str = ""
    is_online: bool = False
    doubt: str = ""


class Places:
    """Asks for each line once. `near` is where the organisation is: of two towns of one name the one nearby, when that is clear."""

    def __init__(self, near: Town | None) -> None:
        self.near = near
        self.known: dict[str, Placed] = {}

    def of(self, line: str) -> Placed:
        if line not in self.known:
            self.known[line] = self.found(line)
        return self.known[line]

    def found(self, line: str) -> Placed:
        if not line:
            return Placed()
        parts = [part.strip() for part in re.split(r"[,\n;|]|\s-\s", line) if part.strip()][:MOST_PARTS]
        code = POSTCODE.search(line)
        town, doubt = self.town_of(parts)
        rest = [part for part in parts if not self.names(part, town) and not POSTCODE.fullmatch(part) and part.lower() not in COUNTRY]
        address = next((part for part in rest if STREET.fullmatch(part)), "")
        venue = next((part for part in rest if part != address), "")
        is_online = town is None and bool(ONLINE.search(line))
        if not is_online and town is None and not doubt:
            doubt = f"We herkennen geen dorp of stad in “{line[:80]}”."
        return Placed(
            town=town,
            venue="" if "://" in venue else venue[:200],
            address=address[:300],
            postcode=f"{code[1]} {code[2]}" if code else "",
            is_online=is_online,
            doubt="" if is_online else doubt,
        )

    def names(self, part: str, town: Town | None) -> bool:
        return town is not None and plain(part) in (town.name.lower(), town.full_name.lower())

    def town_of(self, parts: list[str]) -> tuple[Town | None, str]:
        """From the back, where the town stands in an address."""
        for part in reversed(parts):
            name = plain(part)
            if not name or len(name) > 80 or name in COUNTRY:
                continue
            places = [] if is_postcode(name) else [place for place in find(name) if not place.is_area]
            if len(places) == 1:
                return places[0].town, ""
            if places:
                return self.nearest(places, part)
        return None, ""

    def nearest(self, places: list[Place], part: str) -> tuple[Town | None, str]:
        """Clear when it is near, and the next one is twice as far."""
        if self.near is not None:
            by_distance = sorted((self.near.distance_to(place.town), place.town.pk, place.town) for place in places)
            if by_distance[0][0] < 40 and by_distance[1][0] > 2 * by_distance[0][0]:
                return by_distance[0][2], ""
        names = labels(places, frozenset([fold(plain(part))]))
        said = f"Er is meer dan één {part[:60]}: {' of '.join(names)}."
        return None, f"{said} Schrijf in je kalender de provincie erbij, zoals “{places[0].town.full_name}”."


COUNTRY = ("nederland", "the netherlands", "netherlands", "nl")


def plain(part: str) -> str:
    """Without the postcode before it."""
    return POSTCODE.sub("", part).strip().lower()

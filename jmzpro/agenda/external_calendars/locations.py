"""Which town a line of somebody else's calendar names, and what of it is the venue and the
address.
"""

import re
from dataclasses import dataclass

from jmzpro.places.lookup import Place, find, labels, of_postcode
from jmzpro.places.models import PlaceName, Town
from jmzpro.places.normalisation import PROVINCES, fold

POSTCODE = re.compile(r"\b([1-9]\d{3})\s?([A-Z]{2})\b|^\s*([1-9]\d{3})\s?([A-Za-z]{2})\b(?!\w)")
# Four digits before a name: "4196 Beesd".
NUMBER = re.compile(r"^\s*([1-9]\d{3})\s+(?=[^\W\d])")
ONLINE = re.compile(
    (
        r"\b(?:online|(?<!op )zoom|teams|webinar|digitaal|hybride|google "
        r"meet|webex|jitsi|skype)\b|https?://"
    ),
    re.IGNORECASE,
)
# Beside a town these say that it is online as well; "digitaal" may be of the venue's name.
ALSO_ONLINE = re.compile(ONLINE.pattern.replace("|digitaal", ""), re.IGNORECASE)
JOINED = re.compile(
    r"\s+(?:en|of|and|or|&|\+)\s+(?=(?:ook\s+)?(?:online|via zoom|zoom|teams)\b)"
    r"|(?<=online)\s+(?:en|of|and|or|&|\+)\s+|\s[-–—/]\s|[,\n;|•]",
    re.IGNORECASE,
)
STREET = re.compile(
    r"(?!(?:zaal|ruimte|lokaal|kamer|etage|verdieping|gebouw|hal|poort|ingang)\b)"
    r"[^\W\d][\w' .’-]*\s\d{1,5}(?:\s?[-/]\s?\d{1,5})?\s?[A-Za-z]{0,3}",
    re.IGNORECASE,
)
AFTER_NUMBER = re.compile(r"(?:\d\s?[A-Za-z]{0,3}|\b(?:in|te))$", re.IGNORECASE)
HOUSE_NUMBER = re.compile(r"\d\s?[A-Za-z]{0,3}$")
BRACKETS = re.compile(r"\(([^()]*)\)")
COUNTRY = ("nederland", "thenetherlands", "netherlands", "nl", "holland")
MOST_PARTS = 10
MOST_WORDS = 5
NEAR_KM = 40
# A name behind a venue's ("Bibliotheek Amersfoort") is a town's when it is large or nearby;
# villages have names of all sorts.
LARGE = 10_000
ROUGH = "We zochten de plaats bij de postcode. Klopt {} niet, zet dan de plaatsnaam erbij."


@dataclass(frozen=True)
class Placed:
    """`doubt`: what to ask its owner."""

    town: Town | None = None
    venue: str = ""
    address: str = ""
    postcode: str = ""
    is_online: bool = False
    doubt: str = ""


class Places:
    """Asks for each line once. `near` is where the organisation is: of two towns of one name the
    one nearby, when that is clear.
    """

    def __init__(self, near: Town | None) -> None:
        self.near = near
        self.known: dict[str, Placed] = {}
        self.keys = frozenset(PlaceName.objects.order_by().values_list("key", flat=True))

    def of(self, line: str) -> Placed:
        if line not in self.known:
            self.known[line] = Line(self, line).placed()
        return self.known[line]

    def find(self, name: str) -> list[Place]:
        """Only what is the name of a place is asked for: a calendar may have thousands of lines."""
        bare = BRACKETS.sub("", name)
        if (
            len(name) > 80
            or not {fold(name), fold(bare), fold(name.rpartition(" ")[0])} & self.keys
        ):
            return []
        return find(name)


class Line:
    """One line while it is read."""

    def __init__(self, places: Places, line: str) -> None:
        self.places, self.line = places, line
        self.parts = [part.strip(" .") for part in JOINED.split(line) if part.strip(" .")][
            :MOST_PARTS
        ]
        code = POSTCODE.search(line) or next(filter(None, map(POSTCODE.search, self.parts)), None)
        self.postcode = f"{code[1] or code[3]} {(code[2] or code[4]).upper()}" if code else ""
        four = next(filter(None, map(NUMBER.search, self.parts)), None)
        self.code = self.postcode or (four[1] if four else "")
        self.doubt = ""

    def placed(self) -> Placed:
        if not self.line:
            return Placed()
        online = [part for part in self.parts if ALSO_ONLINE.search(part)]
        self.parts = [part for part in self.parts if part not in online or self.has_town(part)]
        town = self.town()
        is_online = bool(online) or (town is None and bool(ONLINE.search(self.line)))
        names = names_of(town)
        rest = [left for part in self.parts if (left := left_of(part, names))]
        address = next((part for part in rest if STREET.fullmatch(part)), "")
        venue = ", ".join(part for part in rest if part != address and "://" not in part)
        if town is None and is_online:
            venue = ", ".join(part for part in rest if part != address and not ONLINE.search(part))
        doubt = self.doubt or f"We herkennen geen dorp of stad in “{self.line[:80]}”."
        return Placed(
            town=town,
            venue=venue[:200],
            address=address[:300],
            postcode=self.postcode,
            is_online=is_online,
            doubt=self.doubt if town else "" if is_online else doubt,
        )

    def has_town(self, part: str) -> bool:
        """Whether a part that says online names a town as well: "Teams De Klink Zwolle" does."""
        return bool(self.named_at_the_end(part))

    def town(self) -> Town | None:
        """From the back, where the town stands in an address: a part that is a name, one that ends
        in a name, one with a name in brackets; else by the postcode.
        """
        for read in (self.named, self.named_in_brackets, self.named_at_the_end):
            found = [(part, places) for part in reversed(self.parts) if (places := read(part))]
            if found:
                part, places = self.before_province(found)
                return self.chosen(places, part)
        place = of_postcode(self.postcode) if self.postcode else None
        if place is not None and place.is_rough:
            self.doubt = ROUGH.format(place.town.full_name)
        return place.town if place else None

    def before_province(self, found: list[tuple[str, list[Place]]]) -> tuple[str, list[Place]]:
        """ "Zeist, Utrecht": the last one may be the province of the one before."""
        last, places = found[0]
        if len(found) == 1 or fold(bare(last)) != fold(places[0].province):
            return found[0]
        part, others = found[1]
        inside = [place for place in others if place.province == places[0].province]
        return (part, inside) if inside else found[0]

    def named(self, part: str) -> list[Place]:
        name = bare(part)
        if not name or fold(name) in COUNTRY:
            return []
        places = self.places.find(name)
        towns = [place for place in places if not place.is_area]
        return towns or [place for place in places if is_one_town(place)]

    def named_in_brackets(self, part: str) -> list[Place]:
        """ "De Klink (Zwolle)", "Den Haag (centrum)"."""
        inside = BRACKETS.findall(part)
        if not inside:
            return []
        outside = self.named(BRACKETS.sub(" ", part).strip())
        return outside or next(filter(None, map(self.named, inside)), [])

    def named_at_the_end(self, part: str) -> list[Place]:
        """ "Kerkplein 15 Zwolle", "Bibliotheek Amersfoort"."""
        words = bare(part).split()
        for start in range(max(1, len(words) - MOST_WORDS), len(words)):
            places = self.named(" ".join(words[start:]))
            before = " ".join(words[:start])
            if places and (AFTER_NUMBER.search(before) or any(map(self.is_likely, places))):
                return places
        return []

    def is_likely(self, place: Place) -> bool:
        near = self.places.near
        is_near = near is not None and near.distance_to(place.town) < NEAR_KM
        return is_near or place.town.population >= LARGE

    def chosen(self, places: list[Place], part: str) -> Town | None:
        """Of several of one name: the one in the province that is named, then the one at the
        postcode, then the one near the organisation.
        """
        if len(places) == 1:
            return places[0].town
        beside = [other for other in self.parts if other != part]
        said = {fold(one) for one in (*map(bare, beside), *BRACKETS.findall(self.line))}
        if len(fitting := [place for place in places if any(map(place.fits, said))]) == 1:
            return fitting[0].town
        at = of_postcode(self.code) if self.code else None
        for near in (at.town if at else None, self.places.near):
            if near is not None and (town := nearest(fitting or places, near)):
                return town
        name = bare(part)[:60]
        names = labels(places, frozenset([fold(name)]))
        self.doubt = (
            f"Er is meer dan één {name}: {' of '.join(names)}. "
            f"Schrijf in je kalender de provincie erbij, zoals “{places[0].town.full_name}”."
        )
        return None


def left_of(part: str, names: frozenset[str]) -> str:
    """What of a part is venue or address: not the town, its province, a postcode or the country."""
    if names:
        part = BRACKETS.sub(lambda found: "" if fold(found[1]) in names else found[0], part).strip()
    name = bare(part)
    if fold(name) in names or fold(name) in COUNTRY:
        return ""
    words = name.split()
    for start in range(1, len(words)):
        before = " ".join(words[:start])
        if fold(" ".join(words[start:])) in names and HOUSE_NUMBER.search(before):
            return before
    return name if POSTCODE.search(part) else part


def bare(part: str) -> str:
    """Without a postcode."""
    return NUMBER.sub("", POSTCODE.sub("", part)).strip(" ,.")


def is_one_town(place: Place) -> bool:
    """A municipality that is as good as one town, whatever that is called ('s-Gravenhage)."""
    inside = Town.objects.filter(municipality=place.municipality).values_list(
        "population", flat=True
    )
    return place.town.population >= 0.8 * sum(inside)


def nearest(places: list[Place], near: Town) -> Town | None:
    """Clear when it is near, and the next one is twice as far."""
    by_distance = sorted(
        (near.distance_to(place.town), place.town.pk, place.town) for place in places
    )
    if by_distance[0][0] >= NEAR_KM:
        return None
    is_clear = len(by_distance) == 1 or by_distance[1][0] > 2 * by_distance[0][0]
    return by_distance[0][2] if is_clear else None


def names_of(town: Town | None) -> frozenset[str]:
    """The keys of what is only this town said again."""
    if town is None:
        return frozenset()
    names = set(PlaceName.objects.filter(town=town).order_by().values_list("key", flat=True))
    province = town.province
    names |= {
        fold(town.name),
        fold(town.full_name),
        fold(province.name),
        fold(f"provincie {province.name}"),
    }
    names |= {
        short for short, code in PROVINCES.items() if code == province.code and len(short) > 1
    }
    if town.municipality:
        municipality = fold(town.municipality.name)
        names |= {municipality, fold(f"gemeente {town.municipality.name}")}
        names |= set(
            PlaceName.objects.filter(municipality=town.municipality)
            .order_by()
            .values_list("key", flat=True)
        )
    shorts = [short for short, code in PROVINCES.items() if code == province.code]
    names |= {fold(f"{town.name} {behind}") for behind in (*shorts, province.name)}
    return frozenset(name for name in names if name)

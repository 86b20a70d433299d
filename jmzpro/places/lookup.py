"""From what somebody typed to the place that was meant. Everything that asks for a town, a
municipality or a postcode asks here.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from jmzpro.places.distance import box_around, distance_km
from jmzpro.places.models import Municipality, PlaceName, Postcode, Town
from jmzpro.places.normalisation import AREA, PROVINCES, fold, readings
from jmzpro.places.postcodes import apart, is_postcode, town_near

MOST_CHOICES = 8
LIKENESS = 0.7  # of 1: letters that are right and in place; below it a name is not what was meant
SEARCHED_KM = 12  # around a postcode, for the nearest town


@dataclass(frozen=True)
class Place:
    """Where something is measured from. `town` is what can be kept; of a municipality that is
    its largest.
    """

    name: str
    latitude: float
    longitude: float
    town: Town
    municipality: Municipality | None
    is_rough: bool
    is_area: bool = False  # a whole municipality was meant
    postcode: str = ""

    @property
    def province(self) -> str:
        return self.town.province.name

    def fits(self, behind: str) -> bool:
        """Whether this is what stood behind the name: a province (shortened or not), a
        municipality, or "gemeente".
        """
        if behind == AREA:
            return self.is_area
        municipality = self.municipality
        known = (
            {fold(self.province), *(fold(part) for part in municipality.name.split("(")[:1])}
            if municipality
            else {fold(self.province)}
        )
        return behind in known or PROVINCES.get(behind) == self.town.province.code


def find(typed: str) -> list[Place]:
    """The places that may be meant, the largest first; one when it is clear. A postcode beside a
    name decides between two of that name.
    """
    if is_postcode(typed):
        place = of_postcode(typed)
        return [place] if place else []
    name, postcode = apart(typed)
    for key, behind in readings(name):
        known = called(key)
        places = [place for place in known if not behind or place.fits(behind)]
        if behind == AREA and not places:  # "gemeente Weesp" was one, and the town is still there
            places = known
        if places:
            found = without_twice(places, whole=behind == AREA)[:MOST_CHOICES]
            return nearest_to(postcode, found) if postcode else found
    return []


def nearest_to(postcode: str, places: list[Place]) -> list[Place]:
    """Of several, the one that lies nearest to the postcode; measured from its own centre all
    the same.
    """
    if len(places) == 1 or (here := of_postcode(postcode)) is None:
        return places
    return [
        min(
            places,
            key=lambda place: distance_km(
                here.latitude, here.longitude, place.latitude, place.longitude
            ),
        )
    ]


def called(key: str) -> list[Place]:
    names = PlaceName.objects.filter(key=key).select_related(
        "town__province",
        "town__municipality__province",
        "municipality__province",
        "municipality__merged_into__province",
    )
    names = names.defer(
        "town__municipality__outline", "municipality__outline", "municipality__merged_into__outline"
    )
    rows = list(names)
    towns = sorted(
        (row.town for row in rows if row.town is not None),
        key=lambda town: (-town.population, town.name, town.pk),
    )
    areas = sorted(
        (row.municipality for row in rows if row.municipality is not None),
        key=lambda one: one.merged_into_id is not None,
    )
    return [*map(of_town, towns), *of_municipalities(areas)]


def without_twice(places: list[Place], *, whole: bool) -> list[Place]:
    """A town and the municipality that is called after it are one place, and so are two of one
    name in one municipality.
    """
    kept: dict[tuple[int | None, str], Place] = {}
    towns_in = {
        place.municipality.pk for place in places if place.municipality and not place.is_area
    }
    for place in places:
        if place.is_area and not whole and place.municipality and place.municipality.pk in towns_in:
            continue
        kept.setdefault(
            (
                place.municipality.pk if place.municipality else None,
                "" if place.is_area else fold(place.name),
            ),
            place,
        )
    return list(kept.values())


def of_town(town: Town) -> Place:
    return Place(town.name, town.latitude, town.longitude, town, town.municipality, town.is_rough)


def of_municipalities(municipalities: Iterable[Municipality]) -> list[Place]:
    """Each measured from its centre. One without a town cannot be kept, and is left out.

    One that merged leads to what it is in now; its town is the one at its own centre, not the
    largest of the new one.
    """
    found = {one: one.merged_into or one for one in municipalities}
    towns = Town.objects.filter(municipality__in=found.values()).select_related(
        "province", "municipality"
    )
    inside: dict[int | None, list[Town]] = {}
    for town in (
        towns.defer("municipality__outline").order_by("-population", "-pk") if found else ()
    ):
        inside.setdefault(town.municipality_id, []).append(town)
    return [
        Place(
            one.name,
            one.latitude,
            one.longitude,
            main_town(one, inside[now.pk]),
            now,
            one.is_rough,
            is_area=True,
        )
        for one, now in found.items()
        if now.pk in inside
    ]


def main_town(municipality: Municipality, towns: list[Town]) -> Town:
    """`towns`: of what it is now, the largest first."""
    if municipality.merged_into_id is None:
        return towns[0]
    return min(
        towns,
        key=lambda town: distance_km(
            municipality.latitude, municipality.longitude, town.latitude, town.longitude
        ),
    )


def of_postcode(typed: str) -> Place | None:
    """The nearest town to the centre of the postcode when that was imported; else the largest of
    its area of two digits: rough.
    """
    number = typed.strip()[:4]
    exact = Postcode.objects.filter(number=number).select_related("municipality__province").first()
    if exact is None:
        town = town_near(typed)
        return (
            Place(
                town.name,
                town.latitude,
                town.longitude,
                town,
                town.municipality,
                is_rough=True,
                postcode=number,
            )
            if town
            else None
        )
    town = nearest_town(exact.latitude, exact.longitude)
    if town is None:
        return None
    return Place(
        town.name,
        exact.latitude,
        exact.longitude,
        town,
        exact.municipality or town.municipality,
        is_rough=False,
        postcode=number,
    )


def nearest_town(latitude: float, longitude: float) -> Town | None:
    south, west, north, east = box_around(latitude, longitude, SEARCHED_KM)
    inside = Town.objects.filter(latitude__range=(south, north), longitude__range=(west, east))
    towns = inside.select_related("province", "municipality").defer("municipality__outline")
    return min(
        towns,
        key=lambda town: distance_km(latitude, longitude, town.latitude, town.longitude),
        default=None,
    )


def labels(places: list[Place], shared: frozenset[str] = frozenset()) -> list[str]:
    """What to type to mean each of these: its name, with its province or municipality when the name
    alone is not enough.

    `shared`: the keys of names that mean more than one place, besides those that these places have
    in common.
    """
    names = Counter(fold(place.name) for place in places)
    pairs = Counter((fold(place.name), place.province) for place in places)
    return [
        label(place, names[key] > 1 or key in shared, pairs[key, place.province] > 1)
        for place, key in ((place, fold(place.name)) for place in places)
    ]


def label(place: Place, is_shared: bool, is_shared_in_province: bool) -> str:
    if place.is_area and is_shared:
        return f"{place.name} ({AREA})"
    if is_shared_in_province and place.municipality:
        return f"{place.name} ({place.municipality.name.partition(' (')[0]})"
    return f"{place.name} ({place.province})" if is_shared else place.name


def label_of(town: Town) -> str:
    """What can be typed back to mean this town."""
    if town.municipality_id is None:
        return town.name
    places = find(town.name)
    shared = frozenset([fold(town.name)] if len(places) > 1 else [])
    return next(
        (
            said
            for said, place in zip(labels(places, shared), places, strict=True)
            if place.town == town
        ),
        town.full_name,
    )


def nearest_names(typed: str, most: int = 3) -> list[str]:
    """Names that look like what was typed, as they can be typed."""
    key = readings(typed)[0][0] if readings(typed) else ""
    keys = list(PlaceName.objects.order_by().values_list("key", flat=True).distinct())
    near = most_alike(key, keys, most)
    rows = (
        PlaceName.objects.filter(key__in=near).select_related("town", "municipality").order_by("pk")
    )
    names = {row.key: (row.town or row.municipality) for row in reversed(list(rows))}
    return list(dict.fromkeys(str(names[match]) for match in near))


def most_alike(key: str, keys: Collection[str], most: int) -> list[str]:
    """Those of the keys that look like this one, the most alike first: a typing error is a
    letter too many, too few, wrong or swapped.
    """
    found = process.extract(
        key,
        keys,
        scorer=DamerauLevenshtein.normalized_similarity,
        limit=most,
        score_cutoff=LIKENESS,
    )
    return [match for match, _, _ in found]


def beginning_with(start: str, most: int) -> list[str]:
    """Towns and municipalities whose name begins so, the largest first, as they can be typed
    back.
    """
    key = fold(start)
    if not key:
        return []
    names = PlaceName.objects.filter(key__startswith=key).select_related(
        "town__province",
        "town__municipality__province",
        "municipality__province",
        "municipality__merged_into__province",
    )
    rows = list(
        names.defer(
            "town__municipality__outline",
            "municipality__outline",
            "municipality__merged_into__outline",
        )
    )
    towns = {row.town.pk: row.town for row in rows if row.town is not None}
    largest = sorted(towns.values(), key=lambda town: (-town.population, town.name))[:most]
    areas = {row.municipality.pk: row.municipality for row in rows if row.municipality is not None}
    present_first = sorted(areas.values(), key=lambda one: one.merged_into_id is not None)
    places = without_twice([*map(of_town, largest), *of_municipalities(present_first)], whole=False)
    called_so = Counter(row.key for row in rows if row.town is not None)
    return labels(places, frozenset(key for key, number in called_so.items() if number > 1))[:most]


def towns_within(place: Place | Town, km: float) -> list[int]:
    """The keys of the towns at most so many kilometres away, itself among them; of a
    municipality all that are in it.
    """
    south, west, north, east = box_around(place.latitude, place.longitude, km)
    inside = Town.objects.filter(
        latitude__range=(south, north), longitude__range=(west, east)
    ).order_by()
    found = {
        pk
        for pk, latitude, longitude in inside.values_list("pk", "latitude", "longitude")
        if distance_km(place.latitude, place.longitude, latitude, longitude) <= km
    }
    if isinstance(place, Place):
        found.add(place.town.pk)
        if place.is_area:
            found.update(
                Town.objects.filter(municipality=place.municipality).values_list("pk", flat=True)
            )
    return sorted(found)

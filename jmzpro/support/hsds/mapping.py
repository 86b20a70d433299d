"""A valid HSDS record as the columns and sets of a service, with what could not be placed as
Dutch lines.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from jmzpro.kit.dutch import in_a_row
from jmzpro.members.models import Organisation
from jmzpro.places.models import Municipality, Province, Town
from jmzpro.support.choices import Language
from jmzpro.support.fields import FIELDS
from jmzpro.support.hsds import terms
from jmzpro.support.hsds.exporter import of_member
from jmzpro.support.models import MARK_AFTER, months_ago
from jmzpro.themes.models import Theme

COUNTRY_NAMES = ("nl", "nederland", "heel nederland", "netherlands")
DAYS = {
    "MO": "maandag",
    "TU": "dinsdag",
    "WE": "woensdag",
    "TH": "donderdag",
    "FR": "vrijdag",
    "SA": "zaterdag",
    "SU": "zondag",
}
KEPT_OF_PHONE = ("id", "number", "extension", "type", "description")
KEPT_OF_SCHEDULE = (
    *(
        "id",
        "valid_from",
        "valid_to",
        "dtstart",
        "until",
        "count",
        "wkst",
        "freq",
        "interval",
        "byday",
        "byweekno",
        "bymonthday",
    ),
    *("byyearday", "description", "opens_at", "closes_at", "schedule_link", "notes", "timezone"),
)


@dataclass
class Mapped:
    values: dict[str, Any]
    sets: dict[str, list[Any]]
    notes: list[str] = field(default_factory=list)
    modified: datetime | None = None
    is_assured: bool = False


class Mapper:
    """Knows the places, themes and organisations once, for a whole file."""

    def __init__(self) -> None:
        themes = list(Theme.objects.active())
        self.themes = {theme.slug: theme for theme in themes} | {
            theme.name.lower(): theme for theme in themes
        }
        provinces = list(Province.objects.all())
        self.provinces = {f"pv{one.code}": one for one in provinces} | {
            one.name.lower(): one for one in provinces
        }
        municipalities = list(Municipality.objects.select_related("merged_into"))
        current = {one.name.lower(): one for one in municipalities if one.merged_into_id is None}
        self.municipalities = {
            one.code.lower(): one.merged_into or one for one in municipalities
        } | current
        members = list(Organisation.objects.filter(is_active=True))
        self.members = {of_member(one.public_id): one for one in members} | {
            one.name.lower(): one for one in members
        }

    def map(self, record: dict[str, Any]) -> Mapped:
        mapped = Mapped(values=copied(record), sets={})
        mapped.values["name"] = mapped.values["name"].strip()
        for step in (
            self.owner,
            self.contact,
            self.hours,
            self.spoken,
            self.areas,
            self.location,
            self.about,
            self.looked_at,
        ):
            step(record, mapped)
        return mapped

    def owner(self, record: dict[str, Any], mapped: Mapped) -> None:
        given = record.get("organization") or {}
        name = str(given.get("name", "")).strip()
        member = self.members.get(given.get("id", "")) or self.members.get(name.lower())
        named = {
            "provider_name": "" if member else name,
            "provider_hsds_id": "" if member else str(given.get("id", "")),
        }
        mapped.values |= {"organisation": member, **named}

    def contact(self, record: dict[str, Any], mapped: Mapped) -> None:
        first, *more = record.get("phones") or [{}]
        mapped.values |= {
            "phone": first.get("number", ""),
            "phone_description": first.get("description", ""),
        }
        mapped.values["phones"] = [
            {name: one[name] for name in KEPT_OF_PHONE if name in one} for one in more
        ]

    def hours(self, record: dict[str, Any], mapped: Mapped) -> None:
        found = record.get("schedules") or []
        # What is only words stands in `opening_hours`.
        rules = [one for one in found if set(one) - {"id", "description"}]
        mapped.values["schedules"] = [
            {name: one[name] for name in KEPT_OF_SCHEDULE if name in one} for one in rules and found
        ]
        mapped.values["opening_hours"] = "\n".join(
            dict.fromkeys(words for one in found if (words := in_words(one)))
        )

    def spoken(self, record: dict[str, Any], mapped: Mapped) -> None:
        codes = [str(one.get("code", "")).lower() for one in record.get("languages") or []]
        mapped.values["languages"] = [code for code in Language.values if code in codes]

    def areas(self, record: dict[str, Any], mapped: Mapped) -> None:
        mapped.values["is_national"] = False
        mapped.sets |= {"provinces": [], "municipalities": []}
        for one in record.get("service_areas") or []:
            names = [str(one.get(name, "")).strip().lower() for name in ("extent", "name")]
            province = next(
                (self.provinces[name] for name in names if name in self.provinces), None
            )
            municipality = next(
                (self.municipalities[name] for name in names if name in self.municipalities), None
            )
            if any(name in COUNTRY_NAMES for name in names):
                mapped.values["is_national"] = True
            # Utrecht and Groningen are both: the code says which, and else it is the city, the
            # smaller of the two.
            elif municipality is not None and not (
                province is not None and names[0] in self.provinces
            ):
                mapped.sets["municipalities"].append(municipality)
            elif province is not None:
                mapped.sets["provinces"].append(province)
            else:
                mapped.notes.append(f"werkgebied ‘{names[1][:80] or names[0][:80]}’ kennen we niet")

    def location(self, record: dict[str, Any], mapped: Mapped) -> None:
        mapped.values |= {"town": None, "address": "", "postcode": ""}
        locations = [one.get("location") or {} for one in record.get("service_at_locations") or []]
        for place in locations:
            address: dict[str, Any] = next(
                (one for one in place.get("addresses") or [] if one["address_type"] == "physical"),
                {},
            )
            name = address.get("city") or place.get("name", "")
            town = town_of(name, address.get("state_province", "")) if name else None
            if town is not None:
                mapped.values |= {
                    "town": town,
                    "address": address.get("address_1", ""),
                    "postcode": address.get("postal_code", "")[:7],
                }
                return
        if locations:
            mapped.notes.append("de plaats kennen we niet")

    def about(self, record: dict[str, Any], mapped: Mapped) -> None:
        found = terms.read(record.get("attributes") or [], self.themes)
        mapped.values |= found.columns
        mapped.sets["themes"] = list(dict.fromkeys(found.themes))
        if found.unknown:
            mapped.notes.append(
                f"termen die we niet kennen: {in_a_row(sorted(set(found.unknown))[:5])}"
            )

    def looked_at(self, record: dict[str, Any], mapped: Mapped) -> None:
        """What nobody checked counts as half checked: marked at once, and asked about."""
        given = record.get("assured_date")
        day = date.fromisoformat(given) if given else None
        mapped.is_assured = day is not None
        mapped.values["assured_date"] = (
            min(day, timezone.localdate()) if day else months_ago(MARK_AFTER)
        )
        mapped.values["assurer"] = (
            (str((record.get("organization") or {}).get("name", "")) or "de aanbieder")
            if day
            else ""
        )
        changed = parse_datetime(record["last_modified"]) if record.get("last_modified") else None
        mapped.modified = (
            timezone.make_aware(changed) if changed and timezone.is_naive(changed) else changed
        )


def copied(record: dict[str, Any]) -> dict[str, Any]:
    """The columns that a record gives as they stand. Its days need more than that:
    `Mapper.looked_at`.
    """
    values: dict[str, Any] = {
        column.name: str(record.get(column.hsds, ""))
        for column in FIELDS
        if column.hsds and column.kind is str
    }
    for column in FIELDS:
        if column.hsds and column.kind is int:
            given = record.get(column.hsds)
            values[column.name] = None if given is None else int(given)
    return values


def town_of(name: str, province: str) -> Town | None:
    """The town of this name; of several the one in that province, and else none."""
    towns = list(Town.objects.named(name)[:6])
    inside = [town for town in towns if town.province.name.lower() == province.strip().lower()]
    return towns[0] if len(towns) == 1 else inside[0] if len(inside) == 1 else None


def in_words(schedule: dict[str, Any]) -> str:
    """Its own description, else its days and times."""
    if schedule.get("description"):
        return str(schedule["description"])
    days = in_a_row([DAYS[day] for day in str(schedule.get("byday", "")).split(",") if day in DAYS])
    clock = [
        str(schedule[name])[:5].replace(":", ".")
        for name in ("opens_at", "closes_at")
        if schedule.get(name)
    ]
    times = f"{clock[0]} – {clock[1]} uur" if len(clock) == 2 else ""
    return " ".join(part for part in (days, times) if part)

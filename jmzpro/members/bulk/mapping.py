"""What is stored of an organisation or a person as a list has it, and putting a list's values
there.
"""

import hashlib
import json
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.text import slugify

from jmzpro.members.bulk.models import ImportKind
from jmzpro.members.models import Organisation, Person
from jmzpro.places.models import Province
from jmzpro.text.words import fold
from jmzpro.themes.models import Theme
from jmzpro.trust import audit

PLAIN = {
    ImportKind.ORGANISATIONS: ("name", "kind", "kvk", "description", "website", "email", "phone"),
    ImportKind.PEOPLE: ("name", "function", "role", "is_team_mailbox"),
}


def stored(thing: Organisation | Person) -> dict[str, Any]:
    """As `parser.values_of` gives it."""
    if isinstance(thing, Person):
        plain = {name: getattr(thing, name) for name in PLAIN[ImportKind.PEOPLE]}
        return {**plain, "email": thing.user.email.lower(), "organisation": thing.organisation_id}
    return {
        **{name: getattr(thing, name) for name in PLAIN[ImportKind.ORGANISATIONS]},
        "town": thing.town_id,
        "works_in": sorted(province.slug for province in thing.works_in.all()),
        "themes": sorted(theme.slug for theme in thing.themes.all()),
        "joined_on": thing.joined_on.isoformat() if thing.joined_on else "",
    }


def fingerprint(thing: Organisation | Person) -> str:
    return hashlib.sha256(
        json.dumps(stored(thing), sort_keys=True, default=str).encode()
    ).hexdigest()


def differences(thing: Organisation | Person, values: dict[str, Any]) -> dict[str, list[Any]]:
    """By field: how it is, and how the list has it. The address of a person is what it is known
    by, and stays.
    """
    before = stored(thing)
    kept = {"email"} if isinstance(thing, Person) else set()
    return {
        name: [before[name], value]
        for name, value in values.items()
        if name not in kept and before.get(name) != value
    }


def fill(thing: Organisation, values: dict[str, Any]) -> None:
    """Put the values on an organisation and keep it; what the list does not say stays. Raises
    ValidationError of its rules.
    """
    for name in PLAIN[ImportKind.ORGANISATIONS]:
        if name in values:
            setattr(thing, name, values[name])
    if "town" in values:
        thing.town_id = values["town"]
    if "joined_on" in values:
        thing.joined_on = parse_date(values["joined_on"])
    if thing.pk:
        thing.version += 1  # who has the form open sees that this changed
    thing.save()
    if "works_in" in values:
        thing.works_in.set(Province.objects.filter(slug__in=values["works_in"]))
    if "themes" in values:
        thing.themes.set(Theme.objects.filter(slug__in=values["themes"]))


def add_organisation(values: dict[str, Any], *, by: Any) -> Organisation:
    made = Organisation(slug=free_slug(values["name"]))
    fill(made, values)
    audit.record("organisation.imported", made, by=by)
    return made


def free_slug(name: str) -> str:
    start = slugify(fold(name))[:100] or "organisatie"
    if not Organisation.objects.filter(
        slug=start
    ).exists():  # by its index; the other way reads them all
        return start
    taken = set(
        Organisation.objects.filter(slug__startswith=f"{start}-").values_list("slug", flat=True)
    )
    return next(
        slug for number in range(2, len(taken) + 3) if (slug := f"{start}-{number}") not in taken
    )

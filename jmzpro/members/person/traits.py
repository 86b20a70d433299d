"""By what somebody can be recognised in a text: names of the person, colleagues and
organisation, addresses, a town with few.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from jmzpro.members.models import Organisation, Person
from jmzpro.places.models import Town
from jmzpro.text.known_names import Known

# So many active members must fit what is told of somebody; fewer point at one person.
ENOUGH = 5


@dataclass(frozen=True)
class Spread:
    """Where the members work who have the roles that we were asked about: role → for each of them
    the ids of their towns.

    `colleagues`: the id of each organisation we were asked about, and the name of somebody who
    works there.
    """

    rows: tuple[tuple[str, frozenset[int], frozenset[int], int | None], ...]
    colleagues: tuple[tuple[int, str], ...] = ()

    @classmethod
    def of(cls, people: Iterable[Person]) -> "Spread":
        """Two queries, however many people."""
        asked = list(people)
        roles = {person.role for person in asked}
        organisations = {person.organisation_id for person in asked if person.organisation_id}
        working = Person.objects.active().filter(organisation__in=organisations).order_by("pk")
        active = Person.objects.active().filter(role__in=roles).order_by()
        towns = (
            "town",
            "organisation__town",
            "town__municipality",
            "organisation__town__municipality",
            "province",
        )
        return cls(
            tuple(
                (
                    role,
                    frozenset(filter(None, (own, of_organisation))),
                    frozenset(filter(None, (here, there))),
                    province,
                )
                for role, own, of_organisation, here, there, province in active.values_list(
                    "role", *towns
                )
            ),
            tuple(
                (organisation, name)
                for organisation, name in working.values_list("organisation", "name")
                if organisation
            ),
        )

    def at(self, organisation: int | None) -> Iterable[str]:
        """The names of all who work there."""
        return (name for one, name in self.colleagues if one == organisation)

    def in_town(self, role: str, town: Town) -> int:
        return sum(town.pk in towns for one, towns, _, _ in self.rows if one == role)

    def in_municipality(self, role: str, municipality: int | None) -> int:
        return sum(
            municipality in municipalities for one, _, municipalities, _ in self.rows if one == role
        )

    def in_province(self, role: str, province: int | None) -> int:
        return sum(province == where for one, _, _, where in self.rows if one == role)


def traits_of(person: Person, spread: Spread) -> Known:
    """`spread` must know this person's role."""
    organisation = person.organisation
    people = tuple(dict.fromkeys((person.name, *spread.at(person.organisation_id))))
    known = Known(
        people=people, addresses=(person.user.email,), places=tuple(places_of(person, spread))
    )
    return known | (traits_of_organisation(organisation) if organisation is not None else Known())


def traits_of_organisation(organisation: Organisation) -> Known:
    addresses = [organisation.email, organisation.website]
    return Known(
        organisations=(organisation.name,), addresses=tuple(one for one in addresses if one)
    )


def places_of(person: Person, spread: Spread) -> Iterable[str]:
    """The town, municipality and province where fewer than five members have this role: beside
    the role they point at somebody.
    """
    for town in towns_of(person):
        if spread.in_town(person.role, town) < ENOUGH:
            yield town.name
        if (
            town.municipality is not None
            and spread.in_municipality(person.role, town.municipality_id) < ENOUGH
        ):
            yield town.municipality.name
    if person.province is not None and spread.in_province(person.role, person.province_id) < ENOUGH:
        yield person.province.name


def towns_of(person: Person) -> list[Town]:
    towns = [person.town, person.organisation.town if person.organisation else None]
    return list({town.pk: town for town in towns if town is not None}.values())


def with_traits(prefix: str = "") -> list[str]:
    """What to fetch along with a person, for `select_related`; `prefix` leads to the person
    ("author__").
    """
    names = ("user", "province", "town__municipality", "organisation__town__municipality")
    return [f"{prefix}{name}" for name in names]

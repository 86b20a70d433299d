"""What may be found of members: organisations for everybody, also by a short address; people for
members.
"""

from typing import Any

from django.db.models import QuerySet

from jmzpro.kit.short_links import Shareable, Shared
from jmzpro.members.models import Organisation, Person
from jmzpro.search.registry import Document, Hit, Name, Searchable


def organisations() -> QuerySet[Organisation]:
    return (
        Organisation.objects.filter(is_active=True)
        .select_related("town")
        .prefetch_related("works_in", "themes")
    )


def name(row: Organisation | Person) -> Name:
    return Name(row.name, row.get_absolute_url())


def organisation_document(organisation: Organisation) -> Document:
    return Document(
        title=organisation.name,
        body=organisation.description,
        keywords=[
            organisation.get_kind_display(),
            *(province.name for province in organisation.works_in.all()),
            *(theme.name for theme in organisation.themes.all()),
            *([organisation.town.name] if organisation.town else []),
        ],
        date=organisation.updated_at,
    )


def organisation_hit(organisation: Organisation) -> Hit:
    where = [province.name for province in organisation.works_in.all()]
    return Hit(
        title=organisation.name,
        url=organisation.get_absolute_url(),
        snippet_source=organisation.description,
        facts=[organisation.get_kind_display(), ", ".join(where) or "Het hele land"],
        public_id=organisation.slug,
    )


def whole_people(rows: QuerySet[Person]) -> QuerySet[Person]:
    return rows.select_related("organisation", "province").prefetch_related("themes")


def person_document(person: Person) -> Document:
    return Document(
        title=person.name,
        body="\n".join(part for part in (person.brings, person.seeks) if part),
        keywords=[
            person.function,
            person.get_role_display(),
            *([person.organisation.name] if person.organisation else []),
            *([person.province.name] if person.province else []),
            *(theme.name for theme in person.themes.all()),
        ],
        date=person.updated_at,
    )


def person_hit(person: Person) -> Hit:
    return Hit(
        title=person.name,
        url=person.get_absolute_url(),
        snippet_source=person.brings or person.seeks,
        facts=[
            fact
            for fact in (
                person.function,
                person.organisation.name if person.organisation else person.get_standing_display(),
            )
            if fact
        ],
        public_id=person.public_id,
    )


def find(code: str, user: Any) -> Shared | None:
    found = Organisation.objects.filter(public_id=code).values_list("pk", "merged_into").first()
    organisation = (
        Organisation.objects.visible_to(user).filter(pk=found[1] or found[0]).first()
        if found
        else None
    )
    return shared(organisation) if organisation else None


SHAREABLE = Shareable(key="organisation", prefix="o", find=find)


def shared(organisation: Organisation) -> Shared:
    return Shared(
        code=SHAREABLE.code(organisation.public_id),
        title=organisation.name,
        kind="Lid van het netwerk",
        path=organisation.get_absolute_url(),
        accent="leaf",
        about=organisation.get_kind_display(),
    )


ORGANISATIONS = Searchable(
    key="organisation",
    label="organisatie",
    label_plural="organisaties",
    model=Organisation,
    all=organisations,
    visible_to=Organisation.objects.visible_to,
    with_all=lambda rows: rows.prefetch_related("works_in"),
    name=name,
    document=organisation_document,
    hit=organisation_hit,
    order=60,
)
PEOPLE = Searchable(
    key="person",
    label="persoon",
    label_plural="mensen",
    model=Person,
    all=lambda: whole_people(Person.objects.active()),
    visible_to=Person.objects.visible_to,
    with_all=whole_people,
    name=name,
    document=person_document,
    hit=person_hit,
    order=70,
)

"""Which organisers the office knows, and what they may."""

from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from jmzpro.agenda.activity.organiser import Organiser
from jmzpro.members.models import Organisation, Person

if TYPE_CHECKING:
    from jmzpro.agenda.models import Activity

# Ages that nobody gave may be a child's.
FOR_CHILDREN = Q(for_young_carers=True) & (Q(age_from=None) | Q(age_from__lt=18))


def is_for_children(*, for_young_carers: bool, age_from: int | None) -> bool:
    """Ages that nobody gave may be a child's."""
    return for_young_carers and (age_from is None or age_from < 18)


def of_organisation(organisation: Organisation) -> Organiser:
    """The row of a member organisation, made when it is first needed."""
    made, _ = Organiser.objects.get_or_create(
        organisation=organisation,
        defaults={"name": organisation.name, "website": organisation.website},
    )
    return made


def organiser_for(person: Person | None) -> Organiser | None:
    return (
        of_organisation(person.organisation)
        if person is not None and person.organisation is not None
        else None
    )


def is_known(activity: "Activity") -> bool:
    """Of a member organisation or an approved organiser, with a contact by name."""
    return (
        activity.organiser_id is not None
        and Organiser.objects.known().filter(pk=activity.organiser_id).exists()
    )


def is_trusted(activity: "Activity") -> bool:
    return (
        activity.organiser_id is not None
        and Organiser.objects.trusted().filter(pk=activity.organiser_id).exists()
    )


def may_be_published(activity: "Activity") -> bool:
    """What is for children, only of an organiser the office knows."""
    return not activity.is_for_children or is_known(activity)


def may_go_at_once(activity: "Activity") -> bool:
    return is_trusted(activity) and may_be_published(activity)


def unknown_and_for_children(activities: QuerySet["Activity"]) -> QuerySet["Activity"]:
    return activities.filter(FOR_CHILDREN).exclude(organiser__in=Organiser.objects.known())


def others(activities: QuerySet["Activity"]) -> QuerySet["Activity"]:
    return activities.exclude(FOR_CHILDREN & ~Q(organiser__in=Organiser.objects.known()))

"""What the membership of an organisation holds about a person."""

from typing import Any

from django.db.models import Q

from jmzpro.members.membership.application import submission
from jmzpro.members.models import (
    Agreement,
    Application,
    ApplicationStep,
    MembershipChange,
    Organisation,
    User,
)
from jmzpro.trust.personal_data import DataCategory, moment


def own_applications(user: User) -> Any:
    return Application.objects.filter(contact_email__iexact=user.email)


def export(user: User) -> dict[str, Any]:
    return {
        "contactpersoon van": list(
            Organisation.objects.filter(contact__user=user).values_list("name", flat=True)
        ),
        "besluiten over lidmaatschap": [
            {
                "organisatie": row.organisation.name,
                "stand": row.get_state_display(),
                "op": moment(row.at),
                "waarom": row.reason,
            }
            for row in MembershipChange.objects.filter(
                Q(by=user) | Q(contact__user=user)
            ).select_related("organisation")
        ],
        "akkoord met de Spelregels": [
            {"organisatie": row.organisation.name, "versie": row.rules.number, "op": moment(row.at)}
            for row in Agreement.objects.filter(person__user=user).select_related(
                "organisation", "rules"
            )
        ],
        "aanmeldingen": [
            {
                "naam": row.name,
                "contactpersoon": row.contact_name,
                "functie": row.contact_function,
                "e-mailadres": row.contact_email,
                "waarom": row.motivation,
                "stand": row.get_state_display(),
                "op": moment(row.created_at),
            }
            for row in own_applications(user)
        ],
        "stappen in aanmeldingen": [
            {"wat": row.get_kind_display(), "tekst": row.text, "op": moment(row.at)}
            for row in ApplicationStep.objects.filter(by=user)
        ],
    }


def erase(user: User) -> None:
    """What was decided and agreed to stays of the organisation, without the name."""
    Organisation.objects.filter(contact__user=user).update(contact=None)
    MembershipChange.objects.filter(by=user).update(by=None)
    MembershipChange.objects.filter(contact__user=user).update(contact=None)
    Agreement.objects.filter(person__user=user).update(person=None)
    ApplicationStep.objects.filter(by=user).update(by=None)
    own_applications(user).delete()


DATA_CATEGORY = DataCategory(
    key="membership",
    label="Het lidmaatschap van je organisatie",
    models=(
        "members.Organisation",
        "members.MembershipChange",
        "members.Agreement",
        "members.Application",
        "members.ApplicationStep",
    ),
    export=export,
    erase=erase,
    kept=(
        "Zolang de organisatie er is; je naam verdwijnt als je je gegevens wist. Een aanmelding "
        "die niet bevestigd werd, zeven dagen; "
        "een die niet doorging, een jaar."
    ),
    sweep=submission.sweep,
    order=80,
)

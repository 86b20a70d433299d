"""What the membership of an organisation holds about a person."""

from typing import Any

from jmzpro.members.models import MembershipChange, Organisation, User
from jmzpro.trust.personal_data import Holding, moment


def export(user: User) -> dict[str, Any]:
    return {
        "contactpersoon van": list(Organisation.objects.filter(contact__user=user).values_list("name", flat=True)),
        "besluiten over lidmaatschap": [
            {"organisatie": row.organisation.name, "stand": row.get_state_display(), "op": moment(row.at), "waarom": row.reason}
            for row in MembershipChange.objects.filter(by=user).select_related("organisation")
        ],
    }


def erase(user: User) -> None:
    Organisation.objects.filter(contact__user=user).update(contact=None)
    MembershipChange.objects.filter(by=user).update(by=None)


HOLDING = Holding(
    key="membership",
    label="Het lidmaatschap van je organisatie",
    models=("members.Organisation", "members.MembershipChange"),
    export=export,
    erase=erase,
    kept="Zolang de organisatie er is; je naam verdwijnt als je je gegevens wist.",
    order=80,
)

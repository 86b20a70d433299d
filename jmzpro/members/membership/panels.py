"""What waits for a contact on /mijn/."""

from typing import Any

from django.http import HttpRequest

from jmzpro.kit.panels import Panel
from jmzpro.members.membership.rules import agreement
from jmzpro.members.membership.rules.models import HouseRules
from jmzpro.members.models import Organisation, Person


def rules_to_agree_to(request: HttpRequest, person: Person) -> dict[str, Any] | None:
    waiting = list(agreement.waiting_for(person))
    return {"rules": HouseRules.objects.current(), "waiting": waiting} if waiting else None


def to_check(request: HttpRequest, person: Person) -> dict[str, Any] | None:
    asked = list(
        Organisation.objects.editable_by(request.user).filter(check_asked_at__isnull=False)
    )
    return {"organisations": asked} if asked else None


PANELS = (
    Panel(
        key="house-rules",
        slot="mine",
        template="members/membership/rules_panel.html",
        context=rules_to_agree_to,
        order=5,
    ),
    Panel(
        key="organisation-check",
        slot="mine",
        template="members/membership/check_panel.html",
        context=to_check,
        order=6,
    ),
)

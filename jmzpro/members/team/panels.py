"""What /mijn/ shows of moving."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest

from jmzpro.kit.panels import Panel
from jmzpro.members.models import Organisation, Person
from jmzpro.members.team.models import AskedBy, Move


def waiting(request: HttpRequest, person: Person) -> dict[str, Any] | None:
    """Who asks this contact, and who asks this person."""
    of_us = Q(
        asked_by=AskedBy.PERSON, organisation__in=Organisation.objects.editable_by(request.user)
    )
    of_me = Q(asked_by=AskedBy.ORGANISATION, person=person)
    moves = list(
        Move.objects.waiting().filter(of_us | of_me).select_related("person", "organisation")[:10]
    )
    return {"moves": moves} if moves else None


PANELS = (Panel("moves-mine", "mine", "members/team/panels/moves.html", waiting, order=5),)

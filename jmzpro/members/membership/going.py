"""What it means for its people when an organisation goes: members no more at once, a month to move, and back when it returns."""

from contextlib import suppress
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from jmzpro.members.membership import emails
from jmzpro.members.models import Affiliation, MembershipChange, Organisation, Person, Standing
from jmzpro.members.team import leaving


def let_go(organisation: Organisation, *, by: Any) -> list[Person]:
    """Who belongs to the network by this organisation alone, leaves it. Who works at the office stays: there are rights to give back."""
    went = []
    for person in Person.objects.active().filter(organisation=organisation, standing=Standing.MEMBER).select_related("user"):
        with suppress(leaving.CannotLeave):
            if leaving.leave(person, by=by, tells=False):
                emails.organisation_went(person, organisation)
                went.append(person)
    return went


def take_back(organisation: Organisation, *, by: Any) -> list[Person]:
    """Who left with it, did not move and was not erased yet works there again; who was the contact is it again."""
    last = Affiliation.objects.filter(person=OuterRef("pk")).order_by("-ended_at", "-pk").values("organisation")[:1]
    came = []
    rows = Person.objects.filter(is_active=False, leaves_on__isnull=False).alias(last_at=Subquery(last)).filter(last_at=organisation.pk)
    for person in rows.select_related("user"):
        person.user.is_active = True
        person.user.save(update_fields=["is_active"])
        if leaving.settle_at(person, organisation, by=by):
            came.append(person)
    before = MembershipChange.objects.filter(organisation=organisation, contact__isnull=False).first()
    if before is not None and organisation.contact is None and before.contact in came:
        organisation.contact = before.contact
        Organisation.objects.filter(pk=organisation.pk).update(contact=before.contact, updated_at=timezone.now())
    return came

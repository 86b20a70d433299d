"""Publishing a version of the house rules, and agreeing to it."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from jmzpro.members.membership import emails, lifecycle
from jmzpro.members.membership.rules.forms import HouseRulesForm
from jmzpro.members.membership.rules.models import Agreement, HouseRules
from jmzpro.members.membership.state import MembershipState
from jmzpro.members.models import Organisation, OrganisationQuerySet, Person
from jmzpro.trust import audit
from jmzpro.trust.queue import AlreadyDecided


@transaction.atomic
def write(form: HouseRulesForm, *, by: Any) -> HouseRules:
    """Keep a version that is not published yet. Raises AlreadyDecided when somebody published it
    since the form was opened.

    One at a time, so that two new ones get two numbers.
    """
    unpublished = {
        rules.pk for rules in HouseRules.objects.select_for_update() if rules.published_at is None
    }
    if form.instance.pk and form.instance.pk not in unpublished:
        raise AlreadyDecided
    rules = form.save()
    audit.record("house_rules.written", rules, by=by, versie=rules.number)
    return rules


@transaction.atomic
def publish(rules: HouseRules, *, by: Any) -> int:
    """From now on this version counts. Asks the contact of each organisation once by mail; gives
    how many. Raises AlreadyDecided.
    """
    if not rules.publish(timezone.now()):
        raise AlreadyDecided
    audit.record("house_rules.published", rules, by=by, versie=rules.number)
    organisations = (
        Organisation.objects.filter(is_active=True)
        .exclude(contact=None)
        .select_related("contact__user")
    )
    return emails.ask_to_agree(rules, organisations)


def waiting_for(person: Person) -> OrganisationQuerySet:
    """The organisations for which this contact has yet to agree to the current version."""
    current = HouseRules.objects.current()
    if current is None:
        return Organisation.objects.none()
    return Organisation.objects.filter(is_active=True, contact=person).exclude(
        agreements__rules=current
    )


@transaction.atomic
def agree(person: Person, rules: HouseRules) -> list[Organisation]:
    """For each organisation this person is the contact of. An aspirant becomes a member by it.
    Twice changes nothing.

    Raises AlreadyDecided when these are not the current rules (any more): nobody agrees to what
    they did not read.
    """
    if HouseRules.objects.current() != rules:
        raise AlreadyDecided
    agreed = []
    for organisation in waiting_for(person):
        _, is_new = Agreement.objects.get_or_create(
            rules=rules, organisation=organisation, defaults={"person": person}
        )
        if not is_new:
            continue
        audit.record("house_rules.agreed", organisation, by=person.user, versie=rules.number)
        if organisation.state == MembershipState.ASPIRANT:
            lifecycle.accept(organisation, by=person.user)
        agreed.append(organisation)
    return agreed


def agreed_before(person: Person) -> HouseRules | None:
    """The version that the organisations of this contact agreed to last: what a new one is held
    against.
    """
    earlier = HouseRules.objects.published().filter(agreements__organisation__contact=person)
    return earlier.order_by("-number").first()

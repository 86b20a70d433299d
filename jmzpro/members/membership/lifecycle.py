"""The verbs of a membership. Each changes the state and `is_active` with it, and leaves a row and
an audit line.

What it means for its people when an organisation goes: members no more at once, a month to move,
and back when it returns.
"""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from jmzpro.members.membership import emails
from jmzpro.members.membership.state import BELONGING, GONE, MembershipState
from jmzpro.members.models import Affiliation, MembershipChange, Organisation, Person, Standing
from jmzpro.members.team import departure
from jmzpro.trust import audit
from jmzpro.trust.queue import AlreadyDecided


def let_go(organisation: Organisation, *, by: Any) -> list[Person]:
    """Who belongs to the network by this organisation alone, leaves it. Who works at the office
    stays: there are rights to give back.
    """
    went = []
    for person in (
        Person.objects.active()
        .filter(organisation=organisation, standing=Standing.MEMBER)
        .select_related("user")
    ):
        with suppress(departure.CannotLeave):
            if departure.leave(person, by=by, tells=False):
                emails.organisation_went(person, organisation)
                went.append(person)
    return went


def take_back(organisation: Organisation, *, by: Any) -> list[Person]:
    """Who left with it, did not move and was not erased yet works there again; who was the
    contact is it again.
    """
    last = (
        Affiliation.objects.filter(person=OuterRef("pk"))
        .order_by("-ended_at", "-pk")
        .values("organisation")[:1]
    )
    came = []
    rows = (
        Person.objects.filter(is_active=False, leaves_on__isnull=False)
        .alias(last_at=Subquery(last))
        .filter(last_at=organisation.pk)
    )
    for person in rows.select_related("user"):
        person.user.is_active = True
        person.user.save(update_fields=["is_active"])
        if departure.settle_at(person, organisation, by=by):
            came.append(person)
    before = MembershipChange.objects.filter(
        organisation=organisation, contact__isnull=False
    ).first()
    if before is not None and organisation.contact is None and before.contact in came:
        organisation.contact = before.contact
        Organisation.objects.filter(pk=organisation.pk).update(
            contact=before.contact, updated_at=timezone.now()
        )
    return came


def accept(organisation: Organisation, *, by: Any, reason: str = "") -> MembershipChange:
    """An aspirant becomes a member, for the first time or again. Raises AlreadyDecided."""
    change = become(
        organisation, MembershipState.MEMBER, (MembershipState.ASPIRANT,), by=by, reason=reason
    )
    if organisation.joined_on is None:
        organisation.joined_on = change.at.date()
        Organisation.objects.filter(pk=organisation.pk).update(joined_on=organisation.joined_on)
    return change


def end(organisation: Organisation, *, by: Any, reason: str = "") -> MembershipChange:
    """The organisation gave notice. Raises AlreadyDecided."""
    return become(organisation, MembershipState.ENDED, BELONGING, by=by, reason=reason)


def expire(organisation: Organisation, *, by: Any, reason: str = "") -> MembershipChange:
    """Nobody gave notice, and it is over all the same. Raises AlreadyDecided."""
    return become(organisation, MembershipState.EXPIRED, BELONGING, by=by, reason=reason)


def resume(organisation: Organisation, *, by: Any, reason: str = "") -> MembershipChange:
    """Member again after it ended. Raises AlreadyDecided."""
    return become(organisation, MembershipState.MEMBER, GONE, by=by, reason=reason)


@transaction.atomic
def become(
    organisation: Organisation,
    state: MembershipState,
    before: Sequence[MembershipState],
    *,
    by: Any,
    reason: str,
) -> MembershipChange:
    """One conditional update decides who was first."""
    now = timezone.now()
    values = {
        "state": state,
        "is_active": state in BELONGING,
        "state_since": timezone.localdate(now),
        "updated_at": now,
    }
    if not Organisation.objects.filter(
        pk=organisation.pk, state__in=before, removed_at=None
    ).update(**values):
        raise AlreadyDecided
    for name, value in values.items():
        setattr(organisation, name, value)
    audit.record(f"membership.{state.name.lower()}", organisation, by=by, reason=reason)
    contact = organisation.contact if state in GONE else None
    change = organisation.membership_changes.create(
        state=state, at=now, by=by, reason=reason, contact=contact
    )
    follow(organisation, by=by)
    return change


def follow(organisation: Organisation, *, by: Any) -> None:
    """Its people go with it, and come back with it."""
    if organisation.is_active:
        take_back(organisation, by=by)
    else:
        let_go(organisation, by=by)


@transaction.atomic
def remove(organisation: Organisation, *, by: Any, reason: str = "") -> None:
    """By the office: it is nowhere to be seen, and comes back with everything. Raises
    AlreadyDecided.
    """
    now = timezone.now()
    if not Organisation.objects.filter(pk=organisation.pk, removed_at=None).update(
        removed_at=now, is_active=False, updated_at=now
    ):
        raise AlreadyDecided
    was_active = organisation.is_active
    organisation.removed_at, organisation.is_active = now, False
    audit.record("organisation.removed", organisation, by=by, reason=reason)
    said = f"Weggehaald. {reason}".strip()
    contact = organisation.contact if was_active else None
    organisation.membership_changes.create(
        state=organisation.state, at=now, by=by, reason=said, contact=contact
    )
    if was_active:
        follow(organisation, by=by)


@transaction.atomic
def restore(organisation: Organisation, *, by: Any, reason: str = "") -> None:
    """As it was, with the people who did not move elsewhere. Raises AlreadyDecided, also for one
    that is part of another now.
    """
    is_active, now = organisation.state in BELONGING, timezone.now()
    there = Organisation.objects.filter(
        pk=organisation.pk, state=organisation.state, removed_at__isnull=False, merged_into=None
    )
    if not there.update(removed_at=None, is_active=is_active, updated_at=now):
        raise AlreadyDecided
    organisation.removed_at, organisation.is_active = None, is_active
    audit.record("organisation.restored", organisation, by=by, reason=reason)
    organisation.membership_changes.create(
        state=organisation.state, at=now, by=by, reason=f"Teruggezet. {reason}".strip()
    )
    if is_active:
        follow(organisation, by=by)

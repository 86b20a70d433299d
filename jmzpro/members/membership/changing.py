"""The verbs of a membership. Each changes the state and `is_active` with it, and leaves a row and an audit line."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from jmzpro.members.membership import going
from jmzpro.members.membership.models import MembershipChange
from jmzpro.members.membership.state import BELONGING, GONE, MembershipState
from jmzpro.members.models import Organisation
from jmzpro.trust import audit
from jmzpro.trust.queue import AlreadyDecided


def accept(organisation: Organisation, *, by: Any, reason: str = "") -> MembershipChange:
    """An aspirant becomes a member, for the first time or again. Raises AlreadyDecided."""
    change = become(organisation, MembershipState.MEMBER, (MembershipState.ASPIRANT,), by=by, reason=reason)
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
    organisation: Organisation, state: MembershipState, before: Sequence[MembershipState], *, by: Any, reason: str
) -> MembershipChange:
    """One conditional update decides who was first."""
    now = timezone.now()
    values = {"state": state, "is_active": state in BELONGING, "state_since": timezone.localdate(now), "updated_at": now}
    if not Organisation.objects.filter(pk=organisation.pk, state__in=before, removed_at=None).update(**values):
        raise AlreadyDecided
    for name, value in values.items():
        setattr(organisation, name, value)
    audit.record(f"membership.{state.name.lower()}", organisation, by=by, reason=reason)
    contact = organisation.contact if state in GONE else None
    change = organisation.membership_changes.create(state=state, at=now, by=by, reason=reason, contact=contact)
    follow(organisation, by=by)
    return change


def follow(organisation: Organisation, *, by: Any) -> None:
    """Its people go with it, and come back with it."""
    if organisation.is_active:
        going.take_back(organisation, by=by)
    else:
        going.let_go(organisation, by=by)


@transaction.atomic
def remove(organisation: Organisation, *, by: Any, reason: str = "") -> None:
    """By the office: it is nowhere to be seen, and comes back with everything. Raises AlreadyDecided."""
    now = timezone.now()
    if not Organisation.objects.filter(pk=organisation.pk, removed_at=None).update(removed_at=now, is_active=False, updated_at=now):
        raise AlreadyDecided
    was_active = organisation.is_active
    organisation.removed_at, organisation.is_active = now, False
    audit.record("organisation.removed", organisation, by=by, reason=reason)
    said = f"Weggehaald. {reason}".strip()
    contact = organisation.contact if was_active else None
    organisation.membership_changes.create(state=organisation.state, at=now, by=by, reason=said, contact=contact)
    if was_active:
        follow(organisation, by=by)


@transaction.atomic
def restore(organisation: Organisation, *, by: Any, reason: str = "") -> None:
    """As it was, with the people who did not move elsewhere. Raises AlreadyDecided, also for one that is part of another now."""
    is_active, now = organisation.state in BELONGING, timezone.now()
    there = Organisation.objects.filter(pk=organisation.pk, state=organisation.state, removed_at__isnull=False, merged_into=None)
    if not there.update(removed_at=None, is_active=is_active, updated_at=now):
        raise AlreadyDecided
    organisation.removed_at, organisation.is_active = None, is_active
    audit.record("organisation.restored", organisation, by=by, reason=reason)
    organisation.membership_changes.create(state=organisation.state, at=now, by=by, reason=f"Teruggezet. {reason}".strip())
    if is_active:
        follow(organisation, by=by)

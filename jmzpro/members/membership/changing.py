"""The verbs of a membership. Each changes the state and `is_active` with it, and leaves a row and an audit line."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

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
    return organisation.membership_changes.create(state=state, at=now, by=by, reason=reason)

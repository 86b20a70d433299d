"""One vote for each organisation, wherever the network votes.

Who has a vote: an organisation that is a member. An aspirant has none yet, one that left has none
any more, and an independent professional (an organisation of one) has none, unless the current
version of the house rules gives one. The contact casts it, so that two colleagues never vote
against each other; an organisation without a contact has a vote that nobody can cast.

A ballot is kept by organisation, never by person, with a unique constraint on what is voted about
and the organisation.
"""

from typing import Any

from jmzpro.members.membership.rules.models import HouseRules
from jmzpro.members.membership.state import MembershipState
from jmzpro.members.models import Organisation, OrganisationKind, OrganisationQuerySet


def entitled() -> OrganisationQuerySet:
    """The organisations that have a vote now."""
    members = Organisation.objects.filter(is_active=True, state=MembershipState.MEMBER)
    rules = HouseRules.objects.current()
    return (
        members
        if rules is not None and rules.independents_vote
        else members.exclude(kind=OrganisationKind.INDEPENDENT)
    )


def votes_of(user: Any) -> OrganisationQuerySet:
    """The organisations for which this user votes: each is one vote."""
    if not getattr(user, "is_member", False):
        return Organisation.objects.none()
    return entitled().filter(contact=user.person)


def may_vote_for(user: Any, organisation: Organisation) -> bool:
    return votes_of(user).filter(pk=organisation.pk).exists()


def number_of_votes() -> int:
    """How many votes there are to be cast: what a quorum or a share is counted by."""
    return entitled().count()

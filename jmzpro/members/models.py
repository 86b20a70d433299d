"""Who: the account that logs in, the organisation, and the person who works there."""

from jmzpro.members.account.invitation import Invitation, TooSoon, invite, note_invitation
from jmzpro.members.account.models import FORGOTTEN, User, UserManager
from jmzpro.members.bulk.models import ImportRow, MemberImport
from jmzpro.members.membership.application.models import (
    Application,
    ApplicationState,
    ApplicationStep,
)
from jmzpro.members.membership.models import MembershipChange
from jmzpro.members.membership.rules.models import Agreement, HouseRules, MembershipSettings
from jmzpro.members.membership.state import MembershipState
from jmzpro.members.organisation.models import Organisation, OrganisationKind, OrganisationQuerySet
from jmzpro.members.person.models import (
    FORMER_MEMBER,
    Affiliation,
    AlertPace,
    Byline,
    CannotReactivate,
    Person,
    PersonQuerySet,
    Role,
    Standing,
)
from jmzpro.members.team.models import AskedBy, Move, MoveState

__all__ = [
    "FORGOTTEN",
    "FORMER_MEMBER",
    "Affiliation",
    "Agreement",
    "AlertPace",
    "Application",
    "ApplicationState",
    "ApplicationStep",
    "AskedBy",
    "Byline",
    "CannotReactivate",
    "HouseRules",
    "ImportRow",
    "Invitation",
    "MemberImport",
    "MembershipChange",
    "MembershipSettings",
    "MembershipState",
    "Move",
    "MoveState",
    "Organisation",
    "OrganisationKind",
    "OrganisationQuerySet",
    "Person",
    "PersonQuerySet",
    "Role",
    "Standing",
    "TooSoon",
    "User",
    "UserManager",
    "invite",
    "note_invitation",
]

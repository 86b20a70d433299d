"""Puts organisations and people in Wagtail's admin."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from jmzpro.members.directory import office  # noqa: F401 -- puts the white spots in the menu
from jmzpro.members.models import Organisation, Person
from jmzpro.members.viewsets import BureauPolicy, MembersViewSetGroup

for model in (Organisation, Person):
    register_permission_policy(model, BureauPolicy(model))


def members_viewset() -> MembersViewSetGroup:
    return MembersViewSetGroup()


hooks.register("register_admin_viewset", members_viewset)

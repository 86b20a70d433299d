"""Puts organisations and people in Wagtail's admin."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import register_permission_policy

from jmzpro.members.access import is_office
from jmzpro.members.bulk import views as exchange
from jmzpro.members.directory.white_spots import white_spots
from jmzpro.members.membership import overview as membership
from jmzpro.members.models import Organisation, Person
from jmzpro.members.viewsets import BureauPolicy, MembersViewSetGroup
from jmzpro.trust.offices import Office

for model in (Organisation, Person):
    register_permission_policy(model, BureauPolicy(model))


def members_viewset() -> MembersViewSetGroup:
    return MembersViewSetGroup()


hooks.register("register_admin_viewset", members_viewset)


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    return [
        *membership.urlpatterns,
        *exchange.urlpatterns,
        path("witte-vlekken/", white_spots, name="members_white_spots"),
    ]


class BureauMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return is_office(request.user, Office.BUREAU)


@hooks.register("register_admin_menu_item")
def white_spots_item() -> MenuItem:
    return BureauMenuItem(
        "Witte vlekken",
        reverse("members_white_spots"),
        name="white-spots",
        icon_name="site",
        order=155,
    )


@hooks.register("register_admin_menu_item")
def membership_item() -> MenuItem:
    return BureauMenuItem(
        "Lidmaatschap", reverse("membership"), name="membership", icon_name="group", order=152
    )

"""White spots in /beheer/: municipalities where no member works, with the regions through which somebody may be found."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from jmzpro.members.access import is_office, office_required
from jmzpro.members.directory.reach import Reach


@require_safe
@office_required("Bureau")
def white_spots(request: HttpRequest) -> HttpResponse:
    return render(request, "members/office/white_spots.html", {"reach": Reach()})


class WhiteSpotsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return is_office(request.user, "Bureau")


def menu_item() -> MenuItem:
    return WhiteSpotsMenuItem("Witte vlekken", reverse("members_white_spots"), name="white-spots", icon_name="site", order=155)


hooks.register("register_admin_urls", lambda: [path("witte-vlekken/", white_spots, name="members_white_spots")])
hooks.register("register_admin_menu_item", menu_item)

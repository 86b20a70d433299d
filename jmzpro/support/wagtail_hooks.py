"""Puts Hulp vinden in Wagtail's admin."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from jmzpro.members.access import is_office
from jmzpro.support.models.service import OFFICES
from jmzpro.support.views import office


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    return [path("hulpaanbod/", office.freshness, name="support_freshness")]


class SupportMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return is_office(request.user, *OFFICES)


@hooks.register("register_admin_menu_item")
def freshness_item() -> MenuItem:
    return SupportMenuItem(
        "Hulpaanbod",
        reverse("support_freshness"),
        name="support-freshness",
        icon_name="help",
        order=216,
    )

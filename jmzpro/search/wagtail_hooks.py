"""Puts the words for the same and what is searched in Wagtail's admin."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from jmzpro.search import office
from jmzpro.search.viewsets import SynonymViewSet


@hooks.register("register_admin_viewset")
def synonyms() -> SynonymViewSet:
    return SynonymViewSet()


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    return [
        path("gezocht/", office.asked, name="search_asked"),
        path("gezocht/zoekwoord/", office.add_synonym, name="search_add_synonym"),
    ]


class AskedMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("search.view_askedquery"))


@hooks.register("register_reports_menu_item")
def asked_item() -> MenuItem:
    return AskedMenuItem(
        "Wat er gezocht wordt", reverse("search_asked"), name="asked", icon_name="search", order=20
    )

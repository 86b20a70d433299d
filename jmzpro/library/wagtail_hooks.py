"""Puts the Kennisbank in Wagtail's admin."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from jmzpro.library import dead_links, file_admin, intake_views, upkeep
from jmzpro.library.viewsets import ItemViewSet
from jmzpro.members.access import is_office
from jmzpro.trust.offices import Office

register_snippet(ItemViewSet)


class IntakeMenuItem(MenuItem):
    def is_shown(self, request: object) -> bool:
        return is_office(getattr(request, "user", None), Office.EDITORS)


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    return [
        path("kennisbank/<int:pk>/bestanden/", file_admin.files, name="library_files"),
        path(
            "kennisbank/<int:pk>/bestanden/<slug:public_id>/versie/",
            file_admin.replacement,
            name="library_file_replacement",
        ),
        path(
            "kennisbank/<int:pk>/bestanden/<slug:public_id>/weg/",
            file_admin.removal,
            name="library_file_removal",
        ),
        path(
            "kennisbank/<int:pk>/bestanden/<slug:public_id>/versies/<int:number>/",
            file_admin.original,
            name="library_file_version",
        ),
        path(
            "kennisbank/<int:pk>/bestanden/<slug:public_id>/versies/<int:number>/op-site/",
            file_admin.current,
            name="library_file_current",
        ),
        path("kennisbank/inlezen/", intake_views.intakes, name="library_intakes"),
        path("kennisbank/inlezen/<slug:key>/", intake_views.intake, name="library_intake"),
        path(
            "kennisbank/inlezen/<slug:key>/opname/",
            intake_views.taking_in,
            name="library_taking_in",
        ),
        path("kennisbank/alles.<str:form>", intake_views.whole, name="library_export"),
        path("kennisbank/nakijken/", upkeep.overdue, name="library_overdue"),
        path("kennisbank/nakijken/<int:pk>/", upkeep.looked, name="library_looked"),
        path("kennisbank/dode-links/", dead_links.dead_links, name="library_dead_links"),
    ]


@hooks.register("register_admin_menu_item")
def intake_menu_item() -> MenuItem:
    return IntakeMenuItem(
        "Publicaties inlezen",
        reverse("library_intakes"),
        name="library-intakes",
        icon_name="upload",
        order=210,
    )


class EditorMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("library.change_item")


@hooks.register("register_reports_menu_item")
def overdue_item() -> MenuItem:
    return EditorMenuItem(
        "Kennisbank: nakijken",
        reverse("library_overdue"),
        name="library-overdue",
        icon_name="calendar-check",
        order=20,
    )


@hooks.register("register_reports_menu_item")
def dead_links_item() -> MenuItem:
    return EditorMenuItem(
        "Dode links",
        reverse("library_dead_links"),
        name="library-dead-links",
        icon_name="link",
        order=21,
    )

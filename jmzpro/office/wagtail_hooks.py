"""Puts the queue and the log in Wagtail's admin."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.sidebar import LinkMenuItem
from wagtail.permissions import register_permission_policy

from jmzpro.helplines.models import Line
from jmzpro.mail import backlog
from jmzpro.members.access import is_office
from jmzpro.office import decisions, figures, targets, views
from jmzpro.office.help_lines import HelpLinesViewSet, OfficePolicy
from jmzpro.trust.offices import Office


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    return [
        path("wachtrij/", views.queue_page, name="office_queue"),
        path("wachtrij/<slug:kind>/alles/", views.decide_all, name="office_decide_all"),
        path("wachtrij/<slug:kind>/<str:item_id>/besluit/", views.decide, name="office_decide"),
        path("wachtrij/<slug:kind>/<str:item_id>/terug/", views.undo, name="office_undo"),
        path("cijfers/", figures.page, name="office_figures"),
        path("cijfers/streven/", targets.page, name="office_targets"),
        path("cijfers/csv/", figures.as_csv, name="office_figures_csv"),
        path("logboek/", views.log, name="office_log"),
    ]


register_permission_policy(Line, OfficePolicy(Line))


@hooks.register("register_admin_viewset")
def help_lines_viewset() -> HelpLinesViewSet:
    return HelpLinesViewSet()


@hooks.register("insert_global_admin_css")
def stylesheet() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("office/office.css"))


@hooks.register("construct_help_menu")
def leave_wagtails_guides_out(request: HttpRequest, items: list[MenuItem]) -> None:
    """They are in English, about another program to who reads them, and on another site."""
    items[:] = [
        item
        for item in items
        if item.name != "editor-guide" and not item.name.startswith("whats-new-in-wagtail")
    ]


class QueueMenuItem(MenuItem):
    """Says how many things wait."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(decisions.kinds_for(request.user))

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        waiting = sum(count for _, count in decisions.counts_for(request.user))
        label = f"{self.label} ({waiting})" if waiting else self.label
        return LinkMenuItem(
            self.name,
            label,
            self.url,
            icon_name=self.icon_name,
            classname=self.classname,
            attrs=self.attrs,
        )


class BureauMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return is_office(request.user, Office.BUREAU)


@hooks.register("register_admin_menu_item")
def queue_item() -> MenuItem:
    return QueueMenuItem(
        "Wachtrij", reverse("office_queue"), name="queue", icon_name="tasks", order=10
    )


class OfficeMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return is_office(request.user)


@hooks.register("register_reports_menu_item")
def figures_item() -> MenuItem:
    return OfficeMenuItem(
        "Cijfers", reverse("office_figures"), name="figures", icon_name="table", order=5
    )


@hooks.register("register_reports_menu_item")
def log_item() -> MenuItem:
    return BureauMenuItem(
        "Logboek", reverse("office_log"), name="log", icon_name="history", order=10
    )


class QueuePanel(Component):
    """What waits, on the admin's first page."""

    order = 10
    template_name = "office/queue_panel.html"

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Mapping[str, Any] | None) -> dict[str, Any]:
        counts = decisions.counts_for(self.request.user)
        return {
            "counts": counts,
            "total": sum(count for _, count in counts),
            "backlog": backlog.late(),
        }


@hooks.register("construct_homepage_summary_items", order=1000)
def leave_counts_out(request: HttpRequest, items: list[Component]) -> None:
    """What waits comes first on the admin's first page: how many pages there are is in the
    menu's lists.
    """
    items.clear()


@hooks.register("construct_homepage_panels")
def add_queue_panel(request: HttpRequest, panels: list[Component]) -> None:
    if decisions.kinds_for(request.user):
        panels.insert(0, QueuePanel(request))

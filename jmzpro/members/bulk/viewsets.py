"""Export from the lists in /beheer/: what the list shows with its search and filters is what the
file holds.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from wagtail.admin.views import generic
from wagtail.admin.widgets import Button

from jmzpro.members.access import account, refuse_office
from jmzpro.members.bulk import exporter
from jmzpro.trust.limits import limited
from jmzpro.trust.offices import Office

SHOWN = {"q", "ordering"}


class ExportingIndex(generic.IndexView):
    """The list, with the way to its export and to taking in more."""

    @property
    def header_more_buttons(self) -> list[Button]:
        prefix = self.index_url_name.rpartition(":")[0]
        query = self.request.GET.urlencode()
        export = reverse(f"{prefix}:export") + (f"?{query}" if query else "")
        return [
            *super().header_more_buttons,
            Button("Exporteer deze lijst", url=export, icon_name="download", priority=20),
            Button(
                "Lees een lijst in", url=reverse("members_imports"), icon_name="upload", priority=30
            ),
        ]


class ExportView(ExportingIndex):
    """GET says how many rows the file gets; POST gives it and writes it down."""

    page = "members/exchange/export.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return refuse_office(request, Office.BUREAU) or super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        context = {
            "title": f"{self.model._meta.verbose_name_plural.capitalize()} exporteren",
            "count": self.get_queryset().count(),
            "filters": self.chosen(),
            "action": request.get_full_path(),
            "back": reverse(self.index_url_name)
            + (f"?{request.GET.urlencode()}" if request.GET else ""),
        }
        return render(request, self.page, context)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        form = request.POST.get("soort", "")
        if form not in exporter.FORMS:
            return redirect(request.get_full_path())
        return exporter.export(
            self.get_queryset(), form, by=account(request), filters=self.chosen()
        )

    def chosen(self) -> dict[str, str]:
        """What the list was narrowed by, as it stands in the address."""
        fields = set(self.filters.form.fields) if self.filters else set()
        return {
            name: ", ".join(self.request.GET.getlist(name))[:100]
            for name in self.request.GET
            if name in fields | SHOWN
        }


def export_path(viewset: Any) -> URLPattern:
    view = viewset.construct_view(ExportView, **viewset.get_index_view_kwargs())
    few: Callable[..., HttpResponseBase] = limited(
        "members-export", limit=30, per=timedelta(hours=1)
    )(view)
    return path("export/", few, name="export")

"""The page of one service, and the form with which anybody says what is wrong with it."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from jmzpro.kit.forms import posted
from jmzpro.kit.structured_data import as_json_ld
from jmzpro.page_cache.cache import keep
from jmzpro.support import structured_data
from jmzpro.support.fields import Place, facts
from jmzpro.support.forms import ReportForm
from jmzpro.support.models import ServiceReport, SupportService
from jmzpro.support.views.search import card
from jmzpro.trust.limits import limited


def found(request: HttpRequest, slug: str) -> SupportService:
    return get_object_or_404(SupportService.objects.visible_to(request.user).with_all(), slug=slug)


@require_safe
def service(request: HttpRequest, slug: str) -> HttpResponseBase:
    shown = found(request, slug)
    context = card(shown) | {
        "facts": facts(shown, Place.PAGE),
        "themes": [theme for theme in shown.themes.all() if theme.is_active],
        "for_search_engines": as_json_ld(structured_data.service(shown)),
    }
    return keep(render(request, "support/service.html", context))


@require_http_methods(["GET", "HEAD", "POST"])
@limited("service-report", limit=10, per=timedelta(hours=1), by="address")
def report(request: HttpRequest, slug: str) -> HttpResponseBase:
    shown = found(request, slug)
    form = ReportForm(posted(request))
    if form.is_valid():
        if not form.is_trap_sprung:
            ServiceReport.receive(shown, form.cleaned_data["text"], form.cleaned_data["email"])
        return redirect("support:reported", slug=shown.slug)
    context: dict[str, Any] = {"service": shown, "form": form}
    return render(request, "support/report.html", context, status=422 if form.is_bound else 200)


@require_safe
def reported(request: HttpRequest, slug: str) -> HttpResponse:
    return render(request, "support/reported.html", {"service": found(request, slug)})

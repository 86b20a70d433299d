from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jmzpro.api.middleware import ROOT
from jmzpro.api.problems import problem
from jmzpro.api.registry import resources


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """The API for people: what there is, and how to ask for it."""
    context = {
        "resources": list(resources),
        "root": ROOT,
        "base_url": settings.BASE_URL,
        "per_minute": settings.API_PER_MINUTE,
    }
    return render(request, "api/about.html", context)


def nothing_here(request: HttpRequest, rest: str) -> HttpResponse:
    return problem(request, 404)

"""The search page: one box over every part."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe

from jmzpro.search.finding import LONGEST_QUERY, PER_PAGE, Results, find


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    found = find(request.GET.get("q", ""), request.user, request.GET.get("soort"), page_number(request.GET.get("pagina", "")))
    context = {
        "found": found,
        "longest_query": LONGEST_QUERY,
        "tabs": tabs(found),
        "page": Paginator(range(found.total), PER_PAGE).page(found.page),
        "did_you_mean_url": address(found.did_you_mean) if found.did_you_mean else "",
        "ask_url": ask_url(),
    }
    return render(request, "search/results.html", context)


def tabs(found: Results) -> list[dict[str, object]]:
    """All, and each kind that has results (or is asked for), with its number and address."""
    every = {"label": "Alles", "count": found.total_of_all, "url": address(found.query), "current": found.kind is None}
    kinds = [
        {
            "label": count.kind.label_plural.capitalize(),
            "count": count.number,
            "url": address(found.query, count.kind.key),
            "current": count.kind.key == found.kind,
        }
        for count in found.counts
    ]
    return [every, *kinds]


def address(query: str, kind: str | None = None) -> str:
    asked = {"q": query, **({"soort": kind} if kind else {})}
    return f"{reverse('search:results')}?{urlencode(asked)}"


def page_number(text: str) -> int:
    """What is no number is the first page; what is beyond the last is the last."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def ask_url() -> str:
    """Where a member asks the network; empty while there is no such part."""
    try:
        return reverse("questions:ask")
    except NoReverseMatch:
        return ""

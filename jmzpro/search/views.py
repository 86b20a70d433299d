"""The search page: one box over every part."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe

from jmzpro.kit.help_lines import lines_now
from jmzpro.search import query_log
from jmzpro.search.query import LONGEST_QUERY, PER_PAGE, Results, find, offered, suggest
from jmzpro.text.guard import has_acute_danger


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    found = find(
        request.GET.get("q", ""),
        request.user,
        request.GET.get("soort"),
        page_number(request.GET.get("pagina", "")),
    )
    query_log.note(request, found)
    is_nothing = bool(found.query) and not found.total_of_all and not found.is_building
    context = {
        "found": found,
        "longest_query": LONGEST_QUERY,
        "tabs": tabs(found),
        "page": Paginator(range(found.total), PER_PAGE).page(found.page),
        "did_you_mean_url": address(found.did_you_mean) if found.did_you_mean else "",
        "offered": offered(found.query, request.user) if is_nothing else [],
        "themes_url": address_of("themes:themes"),
        "ask_url": ask_url(found.query),
    }
    return render(request, "search/results.html", context)


def tabs(found: Results) -> list[dict[str, object]]:
    """All, and each kind that has results (or is asked for), with its number and address."""
    every = {
        "label": "Alles",
        "count": found.total_of_all,
        "url": address(found.query),
        "current": found.kind is None,
    }
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


def ask_url(query: str) -> str:
    """Where a member asks the network, with what was typed; empty while there is no such part."""
    asking_page = address_of("questions:ask")
    return f"{asking_page}?{urlencode({'vraag': query})}" if asking_page and query else asking_page


def address_of(name: str) -> str:
    """The address of another part's page; empty while there is no such part."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    """For the search box while somebody types: {"suggestions": [{"title", "url", "kind"}]}, as far
    as this visitor may see.

    Words of danger bring the numbers before all else.
    """
    typed = request.GET.get("q", "")
    told = numbers() if has_acute_danger(typed) else []
    told += [
        {"title": each.name.title, "url": each.name.url, "kind": each.kind.label}
        for each in suggest(typed, request.user)
    ]
    response = JsonResponse({"suggestions": told})
    response["Cache-Control"] = "private, no-cache"
    return response


def numbers() -> list[dict[str, str]]:
    """Each help line as a suggestion that calls it."""
    return [
        {
            "title": f"{one.line.name}: bel {one.line.phone}",
            "url": f"tel:{one.line.phones[0][1]}",
            "kind": one.phone_words or "hulp nu",
        }
        for one in lines_now()
    ]

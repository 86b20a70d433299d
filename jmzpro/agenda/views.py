"""Reading the agenda: the list, the month, the map, the archive, and the page of an activity."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from jmzpro.agenda.activity.record import context_of, poster_of
from jmzpro.agenda.embed import script_path, snippet_for
from jmzpro.agenda.filters import Asked
from jmzpro.agenda.list_page import Listing, address, in_words, query_of
from jmzpro.agenda.map import Map
from jmzpro.agenda.models import Activity
from jmzpro.agenda.month import Month
from jmzpro.page_cache.cache import keep

VIEWS = (
    ("agenda:list", "Lijst"),
    ("agenda:month", "Maand"),
    ("agenda:map", "Kaart"),
    ("agenda:archive", "Voorbij"),
)


@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    listing = Listing(request.GET, request.user)
    return shown(request, "agenda/list.html", "agenda:list", listing.asked, {"listing": listing})


@require_safe
def archive(request: HttpRequest) -> HttpResponseBase:
    listing = Listing(request.GET, request.user, is_past=True)
    return shown(
        request, "agenda/archive.html", "agenda:archive", listing.asked, {"listing": listing}
    )


@require_safe
def month(request: HttpRequest) -> HttpResponseBase:
    found = Month(request.GET, request.user)
    return shown(request, "agenda/month.html", "agenda:month", found.asked, {"month": found})


@require_safe
def network(request: HttpRequest) -> HttpResponseBase:
    found = Map(request.GET, request.user)
    return shown(request, "agenda/map.html", "agenda:map", found.asked, {"map": found})


def shown(
    request: HttpRequest, template: str, route: str, asked: Asked, context: dict[str, Any]
) -> HttpResponse:
    """A page with the filter above it. What could not be read is said at its field; the rest of
    the question is answered.
    """
    tabs = [
        {"label": label, "url": address(name, asked), "current": name == route, "count": None}
        for name, label in VIEWS
    ]
    more = {
        "asked": asked,
        "form": asked.form,
        "words": in_words(asked),
        "query": query_of(asked),
        "tabs": tabs,
        "webcal": webcal(asked),
    }
    page = render(request, template, {**more, **context}, status=422 if asked.form.errors else 200)
    keep(page)
    return page


def webcal(asked: Asked) -> str:
    """The calendar of this question with the scheme that opens a program to subscribe with."""
    return f"webcal:{(settings.BASE_URL + address('agenda:ics', asked)).partition(':')[2]}"


@require_safe
def embed(request: HttpRequest) -> HttpResponseBase:
    """How to put this question on a site of one's own."""
    asked = Asked(request.GET)
    snippet = snippet_for(asked)
    return shown(
        request,
        "agenda/embed.html",
        "agenda:embed",
        asked,
        {"snippet": snippet, "script": script_path()},
    )


@require_safe
def activity(request: HttpRequest, slug: str) -> HttpResponseBase:
    return keep(
        render(request, "agenda/activity.html", context_of(found(request, slug), request.user))
    )


@require_safe
def poster(request: HttpRequest, slug: str) -> HttpResponseBase:
    return keep(render(request, "agenda/poster.html", poster_of(found(request, slug))))


def found(request: HttpRequest, slug: str) -> Activity:
    wanted = Activity.objects.visible_to(request.user).select_related(
        "organisation", "organiser__logo", "town__province", "picture"
    )
    return get_object_or_404(wanted, slug=slug)

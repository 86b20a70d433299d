"""The agenda on somebody else's site: one script with one element, that asks for the same as the
list. No cookie, no frame.
"""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from jmzpro.agenda.feeds import refused
from jmzpro.agenda.filters import Asked
from jmzpro.agenda.list_page import address, for_rows, query_of
from jmzpro.agenda.models import Occurrence
from jmzpro.page_cache.cache import keep

SCRIPT = Path(__file__).parent / "static" / "agenda" / "jmz-agenda.js"
# The script is for sites we do not know: its address stays, and a browser asks again within the
# hour.
KEPT_FOR = 3600
MOST = 20
USUAL = 5


def script_path() -> str:
    return reverse("agenda:embed-script")


def snippet_for(asked: Asked) -> SafeString:
    """What a member puts on a page of its own site."""
    return format_html(
        '<script type="module" src="{}"></script>\n'
        '<jmz-agenda filter="{}" aantal="{}">\n'
        '  <a href="{}">De agenda van JMZ Pro</a>\n'
        "</jmz-agenda>",
        settings.BASE_URL + script_path(),
        query_of(asked),
        USUAL,
        settings.BASE_URL + address("agenda:list", asked),
    )


@require_safe
def script(request: HttpRequest) -> HttpResponseBase:
    response = HttpResponse(SCRIPT.read_bytes(), content_type="text/javascript; charset=utf-8")
    return for_other_sites(request, response)


@require_safe
def data(request: HttpRequest) -> HttpResponseBase:
    """What the element shows: the first dates that fit, in words."""
    asked = Asked(request.GET)
    if refusal := refused(asked):
        refusal["Access-Control-Allow-Origin"] = "*"
        return refusal
    number = request.GET.get("aantal", "")
    most = (
        min(MOST, max(1, int(number)))
        if number.isascii() and number.isdigit() and len(number) < 4
        else USUAL
    )
    dates = for_rows(asked.dates(Occurrence.objects.visible_to(request.user)))[:most]
    found = {
        "url": settings.BASE_URL + address("agenda:list", asked),
        "dates": [shown(date) for date in dates],
    }
    return for_other_sites(request, JsonResponse(found, json_dumps_params={"ensure_ascii": False}))


def shown(date: Occurrence) -> dict[str, Any]:
    return {
        "title": date.title,
        "url": settings.BASE_URL + date.activity.get_absolute_url(),
        "start": date.starts_at.isoformat(),
        "when": date.when,
        "where": date.where,
        "for": date.for_whom,
        "organiser": date.activity.organiser_name,
        "cancelled": date.is_cancelled,
    }


def for_other_sites(request: HttpRequest, response: HttpResponse) -> HttpResponseBase:
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["Cache-Control"] = (
        f"public, max-age={KEPT_FOR}" if request.path == script_path() else "public, max-age=300"
    )
    return keep(get_conditional_response(request, response=response) or response)

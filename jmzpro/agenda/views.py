"""Reading the agenda: the list, and the page of an activity."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from jmzpro.agenda.finding import shared
from jmzpro.agenda.models import Activity, Occurrence
from jmzpro.agenda.wording import for_whom
from jmzpro.freshness.keeping import keep

ON_A_PAGE = 20


@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    dates = Occurrence.objects.visible_to(request.user).upcoming().select_related("activity", "town")
    page = Paginator(dates, ON_A_PAGE).get_page(request.GET.get("pagina"))
    return keep(render(request, "agenda/list.html", {"page": page}))


@require_safe
def activity(request: HttpRequest, slug: str) -> HttpResponseBase:
    found = get_object_or_404(Activity.objects.visible_to(request.user).select_related("organisation", "town"), slug=slug)
    context = {
        "activity": found,
        "dates": found.occurrences.select_related("activity"),
        "for_whom": for_whom(found),
        "shared": shared(found),
    }
    return keep(render(request, "agenda/activity.html", context))

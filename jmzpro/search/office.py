"""What people search, for the office in /beheer/; from there a word becomes one that search
knows.
"""

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from jmzpro.search.models import AskedQuery, Synonym
from jmzpro.search.models.query_log import ENOUGH_VISITORS, KEPT_FOR, LONGEST_KEPT

ON_A_PAGE = 50
PERIODS = (7, 30, KEPT_FOR.days)


def may(request: HttpRequest, verb: str, model: str) -> None:
    if not request.user.has_perm(f"search.{verb}_{model}"):
        raise PermissionDenied


@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    may(request, "view", "askedquery")
    return page(request)


def page(
    request: HttpRequest, status: int = 200, refused: dict[str, Any] | None = None
) -> HttpResponse:
    """`refused`: the words that could not be added, with why."""
    days = (
        int(given)
        if (given := request.GET.get("dagen", "")) in {str(period) for period in PERIODS}
        else PERIODS[1]
    )
    only_nothing = request.GET.get("zonder") == "1"
    told = AskedQuery.objects.filter(
        day__gt=timezone.localdate() - timedelta(days=days)
    ).by_popularity()
    shown = told.filter(most_found=0) if only_nothing else told
    context = {
        "page": Paginator(shown, ON_A_PAGE).get_page(request.GET.get("p")),
        "days": days,
        "periods": PERIODS,
        "only_nothing": only_nothing,
        "may_add": request.user.has_perm("search.add_synonym"),
        "enough": ENOUGH_VISITORS,
        "kept_for": KEPT_FOR.days,
        "longest": LONGEST_KEPT,
        "refused": refused,
    }
    return render(request, "search/office/asked.html", context, status=status)


@require_POST
def add_synonym(request: HttpRequest) -> HttpResponse:
    """What was searched, and the word by which it should be found too."""
    may(request, "add", "synonym")
    words = [
        request.POST.get("gezocht", "")[:LONGEST_KEPT],
        request.POST.get("ook", "")[:LONGEST_KEPT],
    ]
    try:
        made = Synonym.objects.add(words, by=request.user)
    except ValidationError as error:
        return page(
            request, 422, {"text": words[0], "typed": words[1], "why": " ".join(error.messages)}
        )
    messages.success(request, f"Toegevoegd: {made}. Het werkt meteen.")
    return redirect("search_asked")

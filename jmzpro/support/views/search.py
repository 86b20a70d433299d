"""The question, its answer, and the list to pass on. What is asked comes by POST and is gone
when the answer is.
"""

import re
from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jmzpro.kit import errors
from jmzpro.kit.forms import posted
from jmzpro.places.map import Spot
from jmzpro.places.models import Town
from jmzpro.support import matching, wording
from jmzpro.support.candidates import Asked
from jmzpro.support.fields import Place, facts
from jmzpro.support.matching import Found, Match
from jmzpro.support.models import SupportService
from jmzpro.support.query import SearchForm
from jmzpro.support.views.no_store import private
from jmzpro.trust.limits import ReadingLimit, client_key

PER_MINUTE = 60
LONGEST_LIST = 20
CODE = re.compile(r"[a-z0-9]{8}")
# Counted in memory: a row in the database would say who searched, and when.
searching = ReadingLimit(per=timedelta(minutes=1))


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def for_professionals(request: HttpRequest) -> HttpResponseBase:
    return search(request, is_plain=False)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def for_you(request: HttpRequest) -> HttpResponseBase:
    """In the words of a young person or a parent, with a quick way out."""
    return search(request, is_plain=True)


def search(request: HttpRequest, *, is_plain: bool) -> HttpResponseBase:
    if request.method == "POST" and (wait := searching.wait(client_key(request), PER_MINUTE)):
        return errors.too_many(request, wait)
    form = SearchForm(posted(request), is_plain=is_plain)
    context: dict[str, Any] = {
        "form": form,
        "is_plain": is_plain,
        "action": reverse("support:for-you" if is_plain else "support:search"),
    }
    if form.is_valid():
        asked = form.asked()
        context |= results(asked, matching.find(asked, form.known)) | {"form": form}
    return private(request, "support/search.html", context, status=422 if form.errors else 200)


def results(asked: Asked, found: Found) -> dict[str, Any]:
    municipality = asked.place.municipality if asked.place else None

    def cards(matches: list[Match]) -> list[dict[str, Any]]:
        return [
            card(match.service) | {"reasons": wording.reasons(match, municipality)}
            for match in matches
        ]

    return {
        "asked": asked,
        "found": found,
        "near": cards(found.near),
        "national": cards(found.national),
        "elsewhere": cards(found.elsewhere),
        "spots": spots([*found.near, *found.elsewhere]),
        "codes": [match.service.public_id for match in found.all],
        "network_url": network_url(),
        "today": timezone.localdate(),
    }


def spots(matches: list[Match]) -> list[Spot]:
    """Where these are, each town once; its dot leads to the first of them in the list."""
    there: dict[Town, list[SupportService]] = {}
    for match in matches:
        if match.service.town is not None:
            there.setdefault(match.service.town, []).append(match.service)
    return [
        Spot(
            town.name,
            "",
            town.latitude,
            town.longitude,
            len(services),
            f"#dienst-{services[0].public_id}",
        )
        for town, services in there.items()
    ]


def card(service: SupportService) -> dict[str, Any]:
    """What a list says of a service; fetched with `with_all()`."""
    return {
        "service": service,
        "for_whom": wording.for_whom(service),
        "area": service.area_in_words,
        "ways": wording.ways(service),
        "facts": facts(service, Place.CARD),
        "who_applies": wording.who_applies(service),
        "who_applies_plainly": wording.who_applies_plainly(service),
        "checked": wording.checked(service),
    }


def network_url() -> str:
    """Where a professional asks the network; nothing of the search goes along."""
    try:
        return reverse("questions:ask")
    except NoReverseMatch:
        return ""


@require_POST
def share(request: HttpRequest) -> HttpResponse:
    """A link to the services of a list, made when somebody asks for it. It names the services,
    and not what was asked.
    """
    wanted = [
        code for code in dict.fromkeys(request.POST.getlist("dienst")) if CODE.fullmatch(code)
    ][:LONGEST_LIST]
    known = set(
        SupportService.objects.visible_to(request.user)
        .filter(public_id__in=wanted)
        .values_list("public_id", flat=True)
    )
    codes = [code for code in wanted if code in known]
    if not codes:
        return errors.unprocessable(
            request, "Er staat niets in deze lijst. Zoek eerst hulp; dan kun je de lijst delen."
        )
    response = HttpResponseRedirect(reverse("support:list", args=["-".join(codes)]))
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
def shared_list(request: HttpRequest, codes: str) -> HttpResponse:
    """The services that somebody put in a link, in that order; what left the site meanwhile is
    left out, and said.
    """
    wanted = list(dict.fromkeys(codes.split("-")))
    if len(wanted) > LONGEST_LIST or not all(CODE.fullmatch(code) for code in wanted):
        raise Http404
    services = {
        one.public_id: one
        for one in SupportService.objects.visible_to(request.user)
        .for_cards()
        .filter(public_id__in=wanted)
    }
    cards = [card(services[code]) | {"reasons": []} for code in wanted if code in services]
    if not cards:
        raise Http404
    context = {"cards": cards, "gone": len(wanted) - len(cards), "today": timezone.localdate()}
    response = private(request, "support/list.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response

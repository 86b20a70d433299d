"""What other pages show of offers."""

from typing import Any

from django.db.models import Count
from django.http import HttpRequest

from jmzpro.kit.panels import Panel
from jmzpro.members.models import Organisation, Person
from jmzpro.questions.models import Offer, OfferKind, OfferQuerySet, OfferRequest
from jmzpro.questions.offers import matching
from jmzpro.questions.panels import is_member
from jmzpro.themes.models import Theme

SHOWN = 4


def shown_offers(request: HttpRequest) -> OfferQuerySet:
    offers = Offer.objects.visible_to(request.user).available()
    return offers.select_related("bringer__organisation", "province", "town").prefetch_related(
        "themes"
    )


def lies_ready(request: HttpRequest, subject: Any) -> dict[str, Any] | None:
    """For the home page, which is the same for everybody: how much of each kind lies ready, and
    nothing of the offers themselves.
    """
    counts = dict(Offer.objects.available().order_by().values_list("kind").annotate(n=Count("pk")))
    total = sum(counts.values())
    kinds = [
        (OfferKind(kind).label, number)
        for kind, number in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
    return {"total": total, "kinds": kinds} if total else None


def about_theme(request: HttpRequest, theme: Theme) -> dict[str, Any] | None:
    if not is_member(request):
        return None
    offers = list(shown_offers(request).filter(themes=theme)[:SHOWN])
    return {"offers": offers, "theme": theme} if offers else None


def of_person(request: HttpRequest, person: Person) -> dict[str, Any] | None:
    if not is_member(request):
        return None
    offers = list(shown_offers(request).filter(bringer=person)[:SHOWN])
    return {"offers": offers} if offers else None


def of_organisation(request: HttpRequest, organisation: Organisation) -> dict[str, Any] | None:
    if not is_member(request):
        return None
    offers = list(shown_offers(request).filter(bringer__organisation=organisation)[:SHOWN])
    return {"offers": offers} if offers else None


def mine(request: HttpRequest, person: Person) -> dict[str, Any] | None:
    """What lies ready for me, what waits for my yes or no, and what I brought and fetched
    lately.
    """
    waiting = (
        OfferRequest.objects.waiting()
        .filter(offer__bringer=person)
        .exclude(offer__state="verwijderd")
    )
    brought = Offer.objects.brought_by(person)
    fetched = OfferRequest.objects.promised().filter(person=person)
    return {
        "ready": matching.offers_wished_by(person),
        "waiting": list(waiting.select_related("offer", "person__organisation")[:SHOWN]),
        "brought": list(brought[:3]),
        "fetched": list(fetched.select_related("offer").order_by("-promised_at")[:3]),
    }


PANELS = (
    Panel("offers-home", "home", "questions/offers/panels/home.html", lies_ready, order=35),
    Panel("offers-theme", "theme", "questions/offers/panels/theme.html", about_theme, order=22),
    Panel("offers-person", "person", "questions/offers/panels/person.html", of_person, order=15),
    Panel(
        "offers-organisation",
        "organisation",
        "questions/offers/panels/organisation.html",
        of_organisation,
        order=30,
    ),
    Panel("offers-mine", "mine", "questions/offers/panels/mine.html", mine, order=12),
)

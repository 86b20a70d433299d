"""Offers for the tests, brought and asked for the way people do."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from jmzpro.members.models import Person
from jmzpro.places.models import Province
from jmzpro.questions.models import Offer, OfferKind, OfferRequest
from jmzpro.questions.offers import lifecycle, requests
from jmzpro.questions.offers.lifecycle import Told
from jmzpro.themes.models import Theme

WHAT = "Een draaiboek voor vervoer met vrijwilligers"
MORE = "Zo regelen wij het rijden naar de middag voor broertjes en zusjes. Je mag het aanpassen."
WHY = "Wij beginnen in het voorjaar met een groep en willen dit gebruiken."


def bring(
    bringer: Person,
    title: str = WHAT,
    themes: tuple[str, ...] = ("vervoer",),
    province: str = "",
    days: int = 60,
    **more: Any,
) -> Offer:
    told = {
        "kind": OfferKind.MATERIAL,
        "title": title,
        "text": MORE,
        "available_until": timezone.localdate() + timedelta(days=days),
        "copies": 1,
        "themes": list(Theme.objects.filter(slug__in=themes)),
        "province": Province.objects.get(slug=province) if province else None,
        **more,
    }
    return lifecycle.bring(bringer, Told(**told))


def want(offer: Offer, person: Person, text: str = WHY, **more: Any) -> OfferRequest:
    return requests.ask_for(offer, person, text, **more)

"""What the members of the demo network bring: invented, in every state, asked for, promised and
passed by.
"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from django.utils import timezone

from jmzpro.demo.questions import People
from jmzpro.members.models import Person
from jmzpro.places.models import Town
from jmzpro.questions.models import Offer, OfferRequest, OfferState
from jmzpro.questions.offers import lifecycle
from jmzpro.questions.offers import requests as offers_requests
from jmzpro.questions.offers.lifecycle import Told
from jmzpro.themes.models import Theme

DATA = Path(__file__).resolve().parent / "data" / "offers.json"
ASKED = (
    "Wij beginnen dit voorjaar met een groep en kunnen dit goed gebruiken.",
    "Precies wat we zochten. Mogen we er ons eigen logo op zetten?",
    "Graag. Ik denk mee over hoe we het bij ons kunnen doen.",
    "Kan dit ook voor een school? Dan neem ik een collega mee.",
)


@dataclass(frozen=True)
class Stage:
    """Who take part, with the chance and the clock that everything is made with, and the towns
    and themes by slug.
    """

    people: People
    towns: dict[str, Town]
    themes: dict[str, Theme]


def build(people: list[Person], random: Random, now: datetime) -> None:
    members = [
        person
        for person in people
        if person.is_active and person.welcomed_at and not person.user.is_staff
    ]
    stage = Stage(
        People([person for person in members if not person.is_team_mailbox], random, now),
        {town.slug: town for town in Town.objects.select_related("province")},
        {theme.slug: theme for theme in Theme.objects.all()},
    )
    for row in json.loads(DATA.read_text(encoding="utf-8")):
        one_offer(row, stage)


def one_offer(row: dict[str, Any], stage: Stage) -> Offer:
    people, today = stage.people, timezone.localdate(stage.people.now)
    bringer = people.named(row["by"]) if "by" in row else people.random.choice(people.members)
    told = Told(
        kind=row["kind"],
        title=row["title"],
        text=row["text"],
        for_whom=row.get("for_whom", ""),
        conditions=row.get("conditions", ""),
        copies=row.get("copies"),
        town=stage.towns.get(row.get("town", "")) or (bringer.town if row.get("here") else None),
        province=bringer.province if row.get("here") else None,
        themes=[stage.themes[slug] for slug in row["themes"]],
        available_until=today + timedelta(days=row["until"]),
    )
    offer = lifecycle.bring(bringer, told)
    offered_at = people.now - timedelta(days=row["days_ago"], minutes=people.random.randint(0, 300))
    Offer.objects.filter(pk=offer.pk).update(
        offered_at=offered_at, offered_on=timezone.localdate(offered_at)
    )
    others = [
        person
        for person in people.members
        if person != bringer and person.organisation_id != bringer.organisation_id
    ]
    ask_for_it(
        offer,
        row,
        people.random.sample(
            others, k=row.get("promised", 0) + row.get("waiting", 0) + row.get("missed", 0)
        ),
        stage,
    )
    if row.get("expired"):
        offer.refresh_from_db()
        offer.end(OfferState.EXPIRED, among=[OfferState.AVAILABLE.value], now=people.now)
    if row.get("withdrawn"):
        lifecycle.withdraw(offer)
    return offer


def ask_for_it(offer: Offer, row: dict[str, Any], askers: list[Person], stage: Stage) -> None:
    """As many as the row says are promised; the rest waits, or just missed the last one. Of what
    is past its day nobody asks any more.
    """
    Offer.objects.filter(pk=offer.pk).update(
        available_until=max(offer.available_until, timezone.localdate())
    )
    requests = [
        offers_requests.ask_for(offer, person, stage.people.random.choice(ASKED))
        for person in askers
    ]
    for request in requests[: row.get("promised", 0)]:
        offers_requests.promise(request)
    Offer.objects.filter(pk=offer.pk).update(available_until=offer.available_until)
    for number, request in enumerate(requests):
        at = stage.people.now - timedelta(days=max(0.2, row["days_ago"] * 0.6 - number))
        decided = min(at + timedelta(hours=7), stage.people.now)
        OfferRequest.objects.filter(pk=request.pk).update(asked_at=at)
        request.messages.update(at=at)
        OfferRequest.objects.filter(pk=request.pk, promised_at__isnull=False).update(
            promised_at=decided, decided_at=decided
        )

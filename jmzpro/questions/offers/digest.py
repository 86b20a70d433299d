"""What the daily and weekly letter says of offers: what lies ready for its reader, and what is
new about what they follow.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from jmzpro.kit import dutch
from jmzpro.letters.kinds import muted
from jmzpro.letters.registry import Followable, Item, Part, Reader, Section, Subject
from jmzpro.letters.subscriptions import numbers
from jmzpro.questions.models import Offer, OfferMatch
from jmzpro.questions.offers.emails import OWN

KEY = "offers"
AT_MOST = 30


def item(offer: Offer, why: str) -> Item:
    where = (
        offer.town.name
        if offer.town
        else offer.province.name
        if offer.province
        else "Overal in het land"
    )
    organisation = offer.bringer.organisation_id if offer.bringer else None
    return Item(
        key=f"offer/{offer.pk}",
        title=offer.title,
        url=offer.get_absolute_url(),
        meta=f"{offer.get_kind_display()}. {where}, tot en met {dutch.day(offer.available_until)}",
        why=why,
        about=[
            *(("theme", str(theme.pk)) for theme in offer.themes.all()),
            *([("organisation", str(organisation))] if organisation else []),
        ],
    )


def lies_ready(reader: Reader, since: datetime, until: datetime) -> Sequence[Item]:
    """Each match once, however long ago it was found: also who gets no letter for a while hears
    of it, as long as it is there.
    """
    if reader.person is None:
        return []
    matches = OfferMatch.objects.filter(
        person=reader.person,
        mailed_at=None,
        found_at__lt=until,
        offer__in=Offer.objects.visible_to(reader.user).available().values("pk"),
    )
    unwanted = {("theme", id_) for id_ in reader.muted("theme")} | {
        ("organisation", id_) for id_ in reader.muted("organisation")
    }
    found = matches.select_related(
        "offer__bringer", "offer__province", "offer__town", "question"
    ).prefetch_related("offer__themes")
    items = [item(match.offer, because(match)) for match in found[:AT_MOST]]
    return [one for one in items if not unwanted & set(one.about)]


def because(match: OfferMatch) -> str:
    if match.question is not None and match.question.is_open:
        return f"je vroeg: {match.question.title.rstrip('.?!')}"
    return "het lijkt op wat je in je profiel zet onder ‘dit haal ik graag’"


def mailed(reader: Reader, items: Sequence[Item]) -> None:
    keys = [int(one.key.removeprefix("offer/")) for one in items]
    OfferMatch.objects.filter(person=reader.person, offer__in=keys, mailed_at=None).update(
        mailed_at=timezone.now()
    )


def is_new(reader: Reader, since: datetime, until: datetime) -> Sequence[Item]:
    """About what this reader follows; never their own."""
    if reader.person is None:
        return []
    offers = (
        Offer.objects.visible_to(reader.user)
        .available()
        .filter(offered_at__gte=since, offered_at__lt=until)
    )
    chosen = reader.chosen(
        offers.exclude(bringer=reader.person), part=KEY, organisation="bringer__organisation"
    )
    found = (
        chosen.select_related("bringer__organisation", "province", "town")
        .prefetch_related("themes")
        .order_by("-offered_at")
    )
    return [item(offer, why_followed(reader, offer)) for offer in found[:AT_MOST]]


def why_followed(reader: Reader, offer: Offer) -> str:
    followed = [
        theme.name for theme in offer.themes.all() if str(theme.pk) in reader.followed("theme")
    ]
    if followed:
        return f"je het thema {followed[0]} volgt"
    organisation = offer.bringer.organisation if offer.bringer else None
    if organisation and str(organisation.pk) in reader.followed("organisation"):
        return f"je {organisation} volgt"
    return "je het aanbod volgt"


PART = Part(KEY, "het aanbod", "questions:offers")
SECTIONS = (
    Section(
        "offers-ready",
        "Hier ligt iets voor je klaar",
        lies_ready,
        more="questions:offers",
        more_label="Al het aanbod",
        mailed=mailed,
        order=15,
    ),
    Section(
        "offers-new",
        "Nieuw aanbod",
        is_new,
        more="questions:offers",
        more_label="Al het aanbod",
        order=35,
    ),
)


def find(ids: Collection[str], user: Any) -> dict[str, Subject]:
    found = Offer.objects.visible_to(user).filter(pk__in=numbers(ids))
    return {
        str(offer.pk): Subject(offer.title, offer.get_absolute_url(), f"het aanbod ‘{offer.title}’")
        for offer in found
    }


OFFER = Followable("offer", "dit aanbod", "Aanbod", find, order=45)
MAIL_KIND = muted(
    OWN,
    "Geen mail meer over aanbod",
    (
        "Je krijgt geen mail meer over aanbod dat je bracht of vroeg. Verzoeken en berichten "
        "lees je op de site."
    ),
    order=65,
    is_own=True,
)

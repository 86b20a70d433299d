"""What search knows of offers: for members alone."""

from django.db.models import QuerySet

from jmzpro.questions.models import Offer, OfferState
from jmzpro.search.registry import Document, Hit, Name, Searchable


def listed_offers() -> QuerySet[Offer]:
    return Offer.objects.listed().select_related("province", "town").prefetch_related("themes")


def offer_document(offer: Offer) -> Document:
    return Document(
        title=offer.title,
        body="\n\n".join(part for part in (offer.text, offer.for_whom, offer.conditions) if part),
        keywords=[
            offer.get_kind_display(),
            *(theme.name for theme in offer.themes.all()),
            *([offer.town.name] if offer.town else []),
            *([offer.province.name] if offer.province else []),
        ],
        date=offer.offered_at,
    )


def offer_hit(offer: Offer) -> Hit:
    where = (
        offer.town.name
        if offer.town
        else offer.province.name
        if offer.province
        else "Overal in het land"
    )
    return Hit(
        title=offer.title,
        url=offer.get_absolute_url(),
        snippet_source=offer.text,
        facts=[OfferState(offer.state_on()).label, where],
        date=offer.offered_at,
    )


OFFERS = Searchable(
    key="offer",
    label="aanbod",
    label_plural="Aanbod",
    model=Offer,
    all=listed_offers,
    visible_to=lambda user: Offer.objects.visible_to(user).listed(),
    with_all=lambda rows: rows.select_related("province", "town").prefetch_related("themes"),
    document=offer_document,
    hit=offer_hit,
    name=lambda offer: Name(offer.title, offer.get_absolute_url()),
    order=22,
)

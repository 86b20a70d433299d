"""The offer, who asks for it, and for whom it lies ready."""

from jmzpro.questions.offers.models.offer import (
    MORE_TIME,
    Offer,
    OfferKind,
    OfferMatch,
    OfferNumber,
    OfferQuerySet,
    OfferReport,
    OfferRevision,
    OfferState,
    next_offer_number,
)
from jmzpro.questions.offers.models.request import (
    MessageState,
    OfferMessage,
    OfferRequest,
    OfferRequestQuerySet,
    RequestState,
)

__all__ = [
    "MORE_TIME",
    "MessageState",
    "Offer",
    "OfferKind",
    "OfferMatch",
    "OfferMessage",
    "OfferNumber",
    "OfferQuerySet",
    "OfferReport",
    "OfferRequest",
    "OfferRequestQuerySet",
    "OfferRevision",
    "OfferState",
    "RequestState",
    "next_offer_number",
]

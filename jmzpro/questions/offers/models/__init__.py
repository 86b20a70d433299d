"""The offer, who asks for it, and for whom it lies ready."""

from jmzpro.questions.offers.models.match import OfferMatch
from jmzpro.questions.offers.models.offer import (
    MORE_TIME,
    Offer,
    OfferKind,
    OfferNumber,
    OfferQuerySet,
    OfferRevision,
    OfferState,
    next_offer_number,
)
from jmzpro.questions.offers.models.report import OfferReport
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

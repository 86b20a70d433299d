"""Durf te Vragen: the question, who was asked to help, what they answered, and what was said about that."""

from jmzpro.questions.models.alert import Alert, AlertQuerySet, AlertState
from jmzpro.questions.models.answer import Answer, AnswerQuerySet, AnswerState, CameBy, Helpful, Thanks
from jmzpro.questions.models.attachment import Attachment, AttachmentQuerySet, AttachmentState
from jmzpro.questions.models.consent import TIME_TO_DECIDE, ConsentRequest, ConsentRequestQuerySet
from jmzpro.questions.models.history import Event, EventKind, Revision
from jmzpro.questions.models.question import LATE_ANSWERS, Question, QuestionNumber, QuestionQuerySet, QuestionState, Region, next_number
from jmzpro.questions.models.report import Report
from jmzpro.questions.models.summary import LONG_THREAD, SummaryVersion
from jmzpro.questions.models.target import TO_BEGIN_WITH, Target, TargetFigure
from jmzpro.questions.models.waves import ClosedDays, KeptForLetter, Referral, StandIn, Step, StepKind
from jmzpro.questions.offers.models import (
    MORE_TIME,
    MessageState,
    Offer,
    OfferKind,
    OfferMatch,
    OfferMessage,
    OfferNumber,
    OfferQuerySet,
    OfferReport,
    OfferRequest,
    OfferRequestQuerySet,
    OfferRevision,
    OfferState,
    RequestState,
    next_offer_number,
)

__all__ = [
    "LATE_ANSWERS",
    "LONG_THREAD",
    "MORE_TIME",
    "TIME_TO_DECIDE",
    "TO_BEGIN_WITH",
    "Alert",
    "AlertQuerySet",
    "AlertState",
    "Answer",
    "AnswerQuerySet",
    "AnswerState",
    "Attachment",
    "AttachmentQuerySet",
    "AttachmentState",
    "CameBy",
    "ClosedDays",
    "ConsentRequest",
    "ConsentRequestQuerySet",
    "Event",
    "EventKind",
    "Helpful",
    "KeptForLetter",
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
    "Question",
    "QuestionNumber",
    "QuestionQuerySet",
    "QuestionState",
    "Referral",
    "Region",
    "Report",
    "RequestState",
    "Revision",
    "StandIn",
    "Step",
    "StepKind",
    "SummaryVersion",
    "Target",
    "TargetFigure",
    "Thanks",
    "next_number",
    "next_offer_number",
]

"""Durf te Vragen: the question, who was asked to help, what they answered, and what was said
about that.
"""

from jmzpro.questions.answer.models import Answer, AnswerQuerySet, Helpful, Thanks, TooLate
from jmzpro.questions.answer.states import AnswerState, CameBy
from jmzpro.questions.evaluation.targets import TO_BEGIN_WITH, Target, TargetFigure
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
from jmzpro.questions.publication.consent import (
    TIME_TO_DECIDE,
    ConsentRequest,
    ConsentRequestQuerySet,
)
from jmzpro.questions.question.attachments import Attachment, AttachmentQuerySet, AttachmentState
from jmzpro.questions.question.history import Event, EventKind, Revision
from jmzpro.questions.question.models import Question, QuestionNumber, next_number
from jmzpro.questions.question.queries import QuestionQuerySet
from jmzpro.questions.question.reports import Report
from jmzpro.questions.question.states import LATE_ANSWERS, QuestionState, Region
from jmzpro.questions.question.summary import LONG_THREAD, SummaryVersion
from jmzpro.questions.routing.models import (
    Alert,
    AlertQuerySet,
    AlertState,
    ClosedDays,
    KeptForLetter,
    Referral,
    StandIn,
    Step,
    StepKind,
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
    "TooLate",
    "next_number",
    "next_offer_number",
]

"""Durf te Vragen: the question, who was asked to help, what they answered, and what was said about that."""

from jmzpro.questions.models.alert import Alert, AlertQuerySet, AlertState
from jmzpro.questions.models.answer import Answer, AnswerQuerySet, AnswerState, CameBy, Helpful, Thanks
from jmzpro.questions.models.attachment import Attachment, AttachmentQuerySet, AttachmentState
from jmzpro.questions.models.history import Event, EventKind, Revision
from jmzpro.questions.models.question import LATE_ANSWERS, Question, QuestionNumber, QuestionQuerySet, QuestionState, next_number
from jmzpro.questions.models.report import Report, ReportQuerySet, ReportState

__all__ = [
    "LATE_ANSWERS",
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
    "Event",
    "EventKind",
    "Helpful",
    "Question",
    "QuestionNumber",
    "QuestionQuerySet",
    "QuestionState",
    "Report",
    "ReportQuerySet",
    "ReportState",
    "Revision",
    "Thanks",
    "next_number",
]

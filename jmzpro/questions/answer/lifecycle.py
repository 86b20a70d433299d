"""Answering, on the page or by mail: the answer, what it changes for the question, and the mails
it causes, in one transaction.
"""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from jmzpro.mail import outbox
from jmzpro.mail.models import ReplyToken
from jmzpro.mail.tokens import IncomingFile
from jmzpro.media.uploads import CleanFile
from jmzpro.members.models import Person
from jmzpro.questions import digest, emails
from jmzpro.questions.emails import REPLY_KIND
from jmzpro.questions.models import (
    LATE_ANSWERS,
    Alert,
    AlertState,
    Answer,
    AnswerState,
    Attachment,
    AttachmentState,
    CameBy,
    Event,
    EventKind,
    Question,
    Revision,
)
from jmzpro.questions.publication import procedure
from jmzpro.search.models import changed

# What came by mail is known by its content only when its author adds it.
UNKNOWN_TYPE = "application/octet-stream"


class TooLate(Exception):
    """The question was closed too long ago, or removed."""


@transaction.atomic
def answer(
    question: Question,
    author: Person,
    text: str,
    *,
    came_by: CameBy = CameBy.PAGE,
    written_by: str = "",
    message_id: str | None = None,
    is_held: bool = False,
    files: Sequence[CleanFile] = (),
    incoming: Sequence[IncomingFile] = (),
) -> Answer:
    """Add an answer (the asker's own is a reaction). Raises TooLate.

    Held: only its author sees it, until `confirm`. `files` are there at once; `incoming` ones came
    by mail and wait for "voeg toe".
    """
    locked = Question.objects.select_for_update().filter(pk=question.pk)
    if not locked.taking_answers().exists():
        raise TooLate
    now = timezone.now()
    added = Answer.objects.create(
        question=question,
        number=(question.answers.aggregate(last=Max("number"))["last"] or 0) + 1,
        author=author,
        is_by_asker=question.is_asked_by(author),
        written_by="" if question.is_without_name and question.is_asked_by(author) else written_by,
        text=text,
        came_by=came_by,
        message_id=message_id,
        state=AnswerState.HELD if is_held else AnswerState.VISIBLE,
        created_at=now,
    )
    for file in files:
        Attachment.keep(added, file.name, file.content, file.content_type)
    for received in incoming:
        Attachment.keep(
            added, received.name, received.content, UNKNOWN_TYPE, state=AttachmentState.PENDING
        )
    if not is_held:
        stands(added)
    return added


@transaction.atomic
def confirm(held: Answer, text: str) -> bool:
    """The author looked a held answer over: it stands now, with these words. False when it was
    confirmed already.
    """
    confirmed = Answer.objects.filter(pk=held.pk, state=AnswerState.HELD).update(
        state=AnswerState.VISIBLE, text=text
    )
    held.refresh_from_db()
    if confirmed:
        changed(held)
        stands(held)
    return bool(confirmed)


def stands(added: Answer) -> None:
    """What follows when an answer can be read: the question moves up, the alert is done, and who
    waits hears of it.
    """
    question, author = added.question, added.author
    assert author is not None
    question.count_first_answer()
    question.note_activity()
    Event.objects.create(question=question, answer=added, kind=EventKind.ANSWERED, person=author)
    if question.is_asked_by(author):
        emails.asker_reacted(added, people_who_answered(question))
    else:
        Alert.mark(question, author, AlertState.ANSWERED)
        emails.answer_came(added)
    procedure.late_answer(added)


def people_who_answered(question: Question) -> list[Person]:
    answered = Q(answers__question=question, answers__state=AnswerState.VISIBLE)
    people = (
        Person.objects.active()
        .filter(answered)
        .exclude(questions=question)
        .exclude(pk__in=digest.people_who_mute(question))
    )
    return list(people.select_related("user").distinct())


@transaction.atomic
def close(question: Question, what_helped: str, *, may_publish: bool, by: Person) -> bool:
    """Close; replies by mail are taken for thirty days more."""
    if not question.close(what_helped, may_publish=may_publish, by=by):
        return False
    assert question.closed_at is not None
    tokens_of(question).update(expires_at=question.closed_at + LATE_ANSWERS)
    if may_publish:
        procedure.open_round(question)
    return True


@transaction.atomic
def reopen(question: Question, *, by: Person) -> bool:
    if not question.reopen(by=by):
        return False
    tokens_of(question).update(expires_at=None)
    return True


def tokens_of(question: Question) -> QuerySet[ReplyToken]:
    return ReplyToken.objects.filter(kind=REPLY_KIND, subject_id=str(question.pk))


@transaction.atomic
def remove_question(question: Question, *, by: Person | None) -> bool:
    """Take the question off the site with all that hangs on it; replies by mail are refused from
    now on, waiting mails withdrawn.
    """
    if not question.remove(by=by):
        return False
    Revision.objects.filter(answer__question=question).delete()
    for attachment in Attachment.objects.filter(answer__question=question):
        attachment.destroy()
    tokens_of(question).update(expires_at=timezone.now())
    outbox.cancel(f"alert:question/{question.pk}:")
    return True

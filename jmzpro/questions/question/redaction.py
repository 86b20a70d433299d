"""Redaction: a moderator takes a text, or a piece of it, out of everything we keep.

Out of the page and the public page, earlier versions, the summary, thanks and reports, the index,
kept mail (sent, waiting and received) and the files. What remains is a line in the log: who, when,
what kind and why; never the text. Mail that was delivered cannot be called back.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.db.models import Q

from jmzpro.mail import redaction as kept_mail
from jmzpro.mail.models import InboundMail, OutgoingMail
from jmzpro.questions import emails
from jmzpro.questions.models import (
    Answer,
    Attachment,
    Question,
    Report,
    Revision,
    SummaryVersion,
    Thanks,
)
from jmzpro.search.models import changed
from jmzpro.trust import audit

INSTEAD = "[weggehaald door het bureau]"
# characters of a line of a whole text that is looked for by itself, since a letter may show the
# beginning only
LONG_ENOUGH = 24


class Kind(models.TextChoices):
    CHILD = "kind", "Gegevens van een kind of gezin"
    PERSON = "persoon", "Gegevens van iemand anders"
    ASKER = "vraagsteller", "Waaraan te zien is wie zonder naam vroeg"
    RUDE = "kwetsend", "Kwetsend of discriminerend"
    RIGHTS = "rechten", "Werk van een ander"
    OTHER = "anders", "Iets anders"


@dataclass(frozen=True)
class Redaction:
    """What goes: `piece`, wherever it stands in the thread, or (empty) all the words of this
    question or answer. `files`: their ids.
    """

    question: Question
    answer: Answer | None
    piece: str
    files: Sequence[str] = ()

    @property
    def pieces(self) -> list[str]:
        """What to look for in everything that is kept, the longest first."""
        if self.piece:
            return [self.piece]
        found: list[str] = []
        for text in self.texts():
            parts = re.split(r"\n+|(?<=[.!?])\s+", text)
            found += [text, *(part for part in parts if len(part) >= LONG_ENOUGH)]
        # Within a sentence of ours a title stands without its last mark.
        found += [one.strip().rstrip(".?!") for one in found]
        return sorted({one.strip() for one in found if one.strip()}, key=len, reverse=True)

    def texts(self) -> list[str]:
        """All the words of this question or answer, the earlier ones too."""
        if self.answer is not None:
            now = [self.answer.text, self.answer.public_wording]
            earlier = list(self.answer.revisions.values_list("text", flat=True))
        else:
            question = self.question
            now = [question.title, question.text, question.what_helped]
            now += [question.public_title, question.public_text, question.public_what_helped]
            earlier = [
                text for pair in question.revisions.values_list("title", "text") for text in pair
            ]
        return [text for text in [*now, *earlier] if text and text != INSTEAD]


@dataclass(frozen=True)
class Done:
    """How many of each were changed or destroyed."""

    texts: int
    mails: int
    received: int
    files: int


@transaction.atomic
def redact(redaction: Redaction, kind: Kind, why: str, *, by: Any, note: str = "") -> Done:
    """All of it or nothing. Twice does no harm. `why` is mailed to the writer, `note` is for the
    log.
    """
    question, answer = redaction.question, redaction.answer
    Question.objects.select_for_update().get(pk=question.pk)
    pieces = redaction.pieces
    texts = strike_texts(redaction, pieces)
    done = Done(
        texts=texts,
        mails=kept_mail.strike_outgoing(mails_about(question, pieces), pieces, INSTEAD),
        received=kept_mail.destroy_incoming(received_about(question), pieces),
        files=destroy_files(redaction),
    )
    changed(question, *question.answers.all())
    subject = answer or question
    details = {
        "sort": str(kind),
        "whole": not redaction.piece,
        "texts": done.texts,
        "mails": done.mails,
        "files": done.files,
    }
    audit.record(
        "Tekst doorgehaald", subject, by=by, reason=note, received=done.received, **details
    )
    emails.redacted(answer.author if answer else question.asker, question, answer, why)
    return done


def strike_texts(redaction: Redaction, pieces: Sequence[str]) -> int:
    """A piece goes from the whole thread, for people quote each other; a whole text from where
    it stands and from who repeats it.
    """
    question, answer = redaction.question, redaction.answer
    texts = 0
    if not redaction.piece:
        if answer is not None:
            texts += Answer.objects.filter(pk=answer.pk).update(text=INSTEAD, public_wording="")
            answer.revisions.all().delete()
        else:
            texts += blank_question(question)
    of_thread: list[tuple[models.QuerySet[Any], tuple[str, ...]]] = [
        (
            Question.objects.filter(pk=question.pk),
            ("title", "text", "what_helped", "public_title", "public_text", "public_what_helped"),
        ),
        (Answer.objects.filter(question=question), ("text", "public_wording", "written_by")),
        (
            Revision.objects.filter(Q(question=question) | Q(answer__question=question)),
            ("title", "text"),
        ),
        (SummaryVersion.objects.filter(question=question), ("text",)),
        (Thanks.objects.filter(answer__question=question), ("text",)),
        (Report.objects.filter(question=question), ("text",)),
        (Attachment.objects.filter(answer__question=question), ("name",)),
    ]
    return texts + sum(strike_rows(rows, fields, pieces) for rows, fields in of_thread)


def blank_question(question: Question) -> int:
    question.revisions.all().delete()
    return Question.objects.filter(pk=question.pk).update(
        title=INSTEAD,
        text=INSTEAD,
        what_helped="",
        public_title="",
        public_text="",
        public_what_helped="",
        agrees_to_wording=True,
    )


def strike_rows(rows: models.QuerySet[Any], fields: Sequence[str], pieces: Sequence[str]) -> int:
    count = 0
    for row in rows:
        after = {}
        for field in fields:
            struck = kept_mail.strike(getattr(row, field), pieces, INSTEAD)
            if struck != getattr(row, field):
                after[field] = struck[: row._meta.get_field(field).max_length]
        if after:
            rows.model._default_manager.filter(pk=row.pk).update(**after)
            count += 1
    return count


def mails_about(question: Question, pieces: Sequence[str]) -> models.QuerySet[OutgoingMail]:
    """The mails of the thread, and any other mail that may hold the words: a letter, a
    thank-you.
    """
    return OutgoingMail.objects.filter(
        Q(thread=question.thread) | kept_mail.with_first_words(pieces)
    )


def received_about(question: Question) -> models.QuerySet[InboundMail]:
    return InboundMail.objects.filter(token__in=question.reply_tokens)


def destroy_files(redaction: Redaction) -> int:
    """Those that were chosen; with a whole answer all of its files."""
    files = Attachment.objects.filter(answer__question=redaction.question)
    chosen = files.filter(public_id__in=redaction.files)
    if redaction.answer is not None and not redaction.piece:
        chosen = files.filter(Q(public_id__in=redaction.files) | Q(answer=redaction.answer))
    found = list(chosen)
    for file in found:
        file.destroy()
    return len(found)

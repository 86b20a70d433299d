"""From an answered question to knowledge for everybody: asker, authors and office each say yes to
the words as visitors will read them.

The asker agrees; each author sees the own text and has fourteen days; the office reads once and
confirms each word that may be a name. When the office changes somebody's words, that person is
asked again. Everybody can take theirs back at any moment. What stands is proposed by
`public_words`. See docs/decisions/0018 and 0064.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from jmzpro.questions.models import Answer, ConsentRequest, Question
from jmzpro.questions.publication import public_text
from jmzpro.questions.publication.public_text import Wording
from jmzpro.search.models import changed

# What the office changes


@transaction.atomic
def reword(question: Question, wording: Wording, answers: Iterable[tuple[Answer, str]]) -> int:
    """Put the office's wording beside the members' words; whoever's words changed is asked again.
    How many texts that were.

    What was public is so no longer until the office has decided once more.
    """
    changes = reword_question(question, wording)
    changes += sum(reword_answer(answer, text) for answer, text in answers)
    if changes and question.is_public:
        question.unpublish()
    return changes


def ask_about(question: Question, wording: Wording) -> None:
    """Put these words in the place of the asker's, who is asked about them."""
    Question.objects.filter(pk=question.pk).update(
        public_title=wording.title,
        public_text=wording.text,
        public_what_helped=wording.what_helped,
        agrees_to_wording=None,
    )
    question.refresh_from_db()
    if question.asker is not None:
        ConsentRequest.ask(question, question.asker, again=True)


def ask_about_answer(answer: Answer) -> None:
    """Ask an author again, about the words as they are proposed now."""
    Answer.objects.filter(pk=answer.pk).update(
        author_agrees_to_publish=None, office_agrees_to_publish=None
    )
    answer.refresh_from_db()
    answer.ask_author(again=True)


def reword_question(question: Question, wording: Wording) -> int:
    fresh = question.as_stored()
    if wording == Wording.asked(fresh):
        return 0
    is_own = wording == Wording.own(fresh)
    Question.objects.filter(pk=question.pk).update(
        public_title=wording.title,
        public_text=wording.text,
        public_what_helped=wording.what_helped,
        agrees_to_wording=True if is_own else None,
        publication_decided_at=None,
    )
    question.refresh_from_db()
    changed(question)
    if is_own:
        ConsentRequest.objects.filter(question=question, answer=None).delete()
    elif question.asker is not None:
        ConsentRequest.ask(question, question.asker, again=True)
    return 1


def reword_answer(answer: Answer, text: str) -> int:
    """Its author is asked again, also when these are the own words: nobody remembers which words
    had a yes.
    """
    fresh = answer.question.as_stored()
    own = next(one for one in fresh.answers.all() if one.pk == answer.pk)
    if text == public_text.words_of(own, fresh) or answer.author is None:
        return 0
    Answer.objects.filter(pk=answer.pk).update(
        public_wording=text, author_agrees_to_publish=None, office_agrees_to_publish=None
    )
    answer.refresh_from_db()
    changed(answer)
    answer.ask_author(again=True)
    return 1


@dataclass(frozen=True)
class Steps:
    """How far a question is on its way to the public page. `until`: so long we wait for who did
    not say yes or no.
    """

    asked: int
    said: int
    agreed: int
    until: datetime | None
    waits_for_office: bool


def steps_of(question: Question) -> Steps:
    requests = list(ConsentRequest.objects.filter(question=question, answer__isnull=False))
    pending = [one for one in requests if one.agrees is None and one.until > timezone.now()]
    return Steps(
        asked=len(requests),
        said=sum(one.agrees is not None for one in requests),
        agreed=sum(one.agrees is True for one in requests),
        until=max((one.until for one in pending), default=None),
        waits_for_office=not pending and question.publication_decided_at is None,
    )

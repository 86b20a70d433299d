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
from django.db.models import QuerySet
from django.utils import timezone

from jmzpro.members.models import Person
from jmzpro.questions import emails
from jmzpro.questions.models import TIME_TO_DECIDE, Answer, ConsentRequest, Question
from jmzpro.questions.publication import public_text
from jmzpro.questions.publication.consent import new_key
from jmzpro.questions.publication.public_text import Wording
from jmzpro.questions.question import bylines
from jmzpro.search.models import changed


@transaction.atomic
def open_round(question: Question) -> None:
    """The asker agrees: the asker's own additions go along, and every author who did not say yet
    is asked.
    """
    propose(question)
    own = question.answers.visible().filter(is_by_asker=True, author_agrees_to_publish=None)
    for reaction in own.select_related("author"):
        propose_answer(reaction)
    own.update(author_agrees_to_publish=True)
    unasked = question.answers.visible().filter(
        is_by_asker=False, author_agrees_to_publish=None, author__isnull=False
    )
    for answer in unasked.select_related("author__user", "question"):
        ask_author(answer)


def propose(question: Question) -> None:
    """Store the asker's words as visitors will read them, and what stands there instead of a
    name: the asker saw both.
    """
    fresh = public_text.fetch(question)
    own = Wording.own(fresh)
    kept = (
        Wording("", "", "") if own == Wording(fresh.title, fresh.text, fresh.what_helped) else own
    )
    Question.objects.filter(pk=question.pk, public_title="").update(
        public_title=kept.title, public_text=kept.text, public_what_helped=kept.what_helped
    )
    bylines.fix_asker(fresh)
    question.refresh_from_db()


def propose_answer(answer: Answer) -> None:
    """The same for what somebody answered; words that stand there already stay."""
    fresh = public_text.fetch(answer.question)
    own = next(one for one in fresh.answers.all() if one.pk == answer.pk)
    text = public_text.words_of(own, fresh)
    answer.public_wording = "" if text == own.text else text
    Answer.objects.filter(pk=answer.pk).update(public_wording=answer.public_wording)
    bylines.fix_author(answer)


@transaction.atomic
def agree(question: Question) -> bool:
    """The asker of a closed question lets it be public after all."""
    if not question.agree_to_publish():
        return False
    open_round(question)
    return True


def late_answer(answer: Answer) -> None:
    """An answer under a closed question that may be public goes the same way."""
    question = answer.question
    if not (question.is_closed and question.asker_agrees_to_publish):
        return
    if answer.is_reaction and public_text.is_as_written(
        public_text.shown_to_author(answer), answer.text
    ):
        propose_answer(answer)
        answer.agree_to_publish(True)
    else:
        ask_author(answer)


def ask_author(answer: Answer) -> None:
    if answer.author is not None:
        asked(answer.question, answer, answer.author)


def asked(
    question: Question, answer: Answer | None, person: Person, *, again: bool = False
) -> None:
    """Show somebody the words as they will stand; `again` when they changed, or when the
    fourteen days went by.
    """
    if answer is not None:
        propose_answer(answer)
    request, is_new = ConsentRequest.objects.get_or_create(
        question=question, answer=answer, defaults={"person": person}
    )
    is_over = request.agrees is None and request.asked_at <= timezone.now() - TIME_TO_DECIDE
    if not is_new and not again and not is_over:
        return
    if not is_new:
        request.agrees, request.asked_at, request.decided_at, request.key = (
            None,
            timezone.now(),
            None,
            new_key(),
        )
        request.save(update_fields=["agrees", "asked_at", "decided_at", "key"])
    emails.may_it_be_public(request, is_reworded=again)


@transaction.atomic
def decide(request: ConsentRequest, *, agrees: bool, shows_organisation: bool = False) -> bool:
    """Yes or no, now or later, as often as somebody changes their mind. A no takes the text off
    every public page at once.

    False for a yes to words that the office changed a moment ago: its key is another one by now,
    and nobody read the new ones yet.
    """
    asked_now = ConsentRequest.objects.filter(
        pk=request.pk, **({"key": request.key} if agrees else {})
    )
    if not asked_now.update(agrees=agrees, decided_at=timezone.now()):
        return False
    if request.answer is not None:
        request.answer.agree_to_publish(
            agrees, shown_at=request.person.organisation if agrees and shows_organisation else None
        )
    else:
        request.question.decide_on_wording(agrees)
        propose(request.question)
    return True


def settle(question: Question) -> None:
    """Store, before it is public, the words that were looked at: of an asker who did not agree
    to the office's words the own ones.
    """
    Question.objects.filter(pk=question.pk).exclude(agrees_to_wording=True).update(
        public_title="", public_text="", public_what_helped="", agrees_to_wording=True
    )
    propose(question)
    agreed = Answer.objects.agreed().filter(question=question)
    for answer in agreed.exclude(office_agrees_to_publish=False).select_related(
        "author", "question"
    ):
        propose_answer(answer)


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
        asked(question, None, question.asker, again=True)


def ask_about_answer(answer: Answer) -> None:
    """Ask an author again, about the words as they are proposed now."""
    Answer.objects.filter(pk=answer.pk).update(
        author_agrees_to_publish=None, office_agrees_to_publish=None
    )
    answer.refresh_from_db()
    if answer.author is not None:
        asked(answer.question, answer, answer.author, again=True)


def reword_question(question: Question, wording: Wording) -> int:
    fresh = public_text.fetch(question)
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
        asked(question, None, question.asker, again=True)
    return 1


def reword_answer(answer: Answer, text: str) -> int:
    """Its author is asked again, also when these are the own words: nobody remembers which words
    had a yes.
    """
    fresh = public_text.fetch(answer.question)
    own = next(one for one in fresh.answers.all() if one.pk == answer.pk)
    if text == public_text.words_of(own, fresh) or answer.author is None:
        return 0
    Answer.objects.filter(pk=answer.pk).update(
        public_wording=text, author_agrees_to_publish=None, office_agrees_to_publish=None
    )
    answer.refresh_from_db()
    changed(answer)
    asked(answer.question, answer, answer.author, again=True)
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


def told_that_it_is_public(question: Question, answers: QuerySet[Answer]) -> None:
    """Each author of these hears it, with the way to take it back."""
    for answer in answers.filter(is_by_asker=False, author__isnull=False).select_related(
        "author__user", "question"
    ):
        assert answer.author is not None
        request, _ = ConsentRequest.objects.get_or_create(
            question=question,
            answer=answer,
            defaults={"person": answer.author, "agrees": True, "decided_at": timezone.now()},
        )
        emails.answer_is_public(request)

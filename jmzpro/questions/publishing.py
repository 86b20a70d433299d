"""From an answered question to knowledge for everybody: asker, authors and office each say yes to the words as visitors will read them.

The asker agrees; each author sees the own text and has fourteen days; the office reads once. When the office changes somebody's words,
that person is asked again. Everybody can take theirs back at any moment. See docs/decisions/0018.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from jmzpro.members.models import Person
from jmzpro.questions import emails
from jmzpro.questions.models import TIME_TO_DECIDE, Answer, ConsentRequest, Question
from jmzpro.questions.models.consent import new_key
from jmzpro.search.models import changed


@transaction.atomic
def open_round(question: Question) -> None:
    """The asker agrees: the asker's own additions go along, and every author who did not say yet is asked."""
    own = question.answers.visible().filter(is_by_asker=True, author_agrees_to_publish=None)
    own.update(author_agrees_to_publish=True)
    unasked = question.answers.visible().filter(is_by_asker=False, author_agrees_to_publish=None, author__isnull=False)
    for answer in unasked.select_related("author__user", "question"):
        ask_author(answer)


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
    if answer.is_reaction:
        answer.agree_to_publish(True)
    else:
        ask_author(answer)


def ask_author(answer: Answer) -> None:
    if answer.author is not None:
        asked(answer.question, answer, answer.author)


def asked(question: Question, answer: Answer | None, person: Person, *, again: bool = False) -> None:
    """Show somebody the words as they will stand; `again` when they changed, or when the fourteen days went by."""
    request, is_new = ConsentRequest.objects.get_or_create(question=question, answer=answer, defaults={"person": person})
    is_over = request.agrees is None and request.asked_at <= timezone.now() - TIME_TO_DECIDE
    if not is_new and not again and not is_over:
        return
    if not is_new:
        request.agrees, request.asked_at, request.decided_at, request.key = None, timezone.now(), None, new_key()
        request.save(update_fields=["agrees", "asked_at", "decided_at", "key"])
    emails.may_it_be_public(request, is_reworded=again)


@transaction.atomic
def decide(request: ConsentRequest, *, agrees: bool, shows_organisation: bool = False) -> bool:
    """Yes or no, now or later, as often as somebody changes their mind. A no takes the text off every public page at once.

    False for a yes to words that the office changed a moment ago: its key is another one by now, and nobody read the new ones yet.
    """
    asked_now = ConsentRequest.objects.filter(pk=request.pk, **({"key": request.key} if agrees else {}))
    if not asked_now.update(agrees=agrees, decided_at=timezone.now()):
        return False
    if request.answer is not None:
        request.answer.agree_to_publish(agrees, shown_at=request.person.organisation if agrees and shows_organisation else None)
    else:
        request.question.decide_on_wording(agrees)
    return True


# What the office changes


@dataclass(frozen=True)
class Wording:
    """The words of the question itself, as visitors will read them."""

    title: str
    text: str
    what_helped: str

    @classmethod
    def own(cls, question: Question) -> "Wording":
        return cls(question.title, question.text, question.what_helped)

    @classmethod
    def public(cls, question: Question) -> "Wording":
        return cls(question.public_title, question.public_text, question.public_what_helped) if question.public_title else cls.own(question)


@transaction.atomic
def reword(question: Question, wording: Wording, answers: Iterable[tuple[Answer, str]]) -> int:
    """Put the office's wording beside the members' words; whoever's words changed is asked again. How many texts that were.

    What was public is so no longer until the office has decided once more.
    """
    changes = reword_question(question, wording)
    changes += sum(reword_answer(answer, text) for answer, text in answers)
    if changes and question.is_public:
        question.unpublish()
    return changes


def reword_question(question: Question, wording: Wording) -> int:
    if wording == Wording.public(question):
        return 0
    is_own = wording == Wording.own(question)
    kept = Wording("", "", "") if is_own else wording
    Question.objects.filter(pk=question.pk).update(
        public_title=kept.title,
        public_text=kept.text,
        public_what_helped=kept.what_helped,
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
    if text == (answer.public_wording or answer.text) or answer.author is None:
        return 0
    is_own = text == answer.text
    Answer.objects.filter(pk=answer.pk).update(
        public_wording="" if is_own else text, author_agrees_to_publish=True if is_own else None, office_agrees_to_publish=None
    )
    answer.refresh_from_db()
    changed(answer)
    if is_own:
        ConsentRequest.objects.filter(answer=answer).update(agrees=True, decided_at=timezone.now())
    else:
        asked(answer.question, answer, answer.author, again=True)
    return 1


def told_that_it_is_public(question: Question) -> None:
    """Each author hears it, with the way to take it back."""
    for answer in question.answers.public().filter(is_by_asker=False, author__isnull=False).select_related("author__user", "question"):
        assert answer.author is not None
        request, _ = ConsentRequest.objects.get_or_create(
            question=question, answer=answer, defaults={"person": answer.author, "agrees": True, "decided_at": timezone.now()}
        )
        emails.answer_is_public(request)

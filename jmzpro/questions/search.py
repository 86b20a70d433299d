"""What search, short addresses and the Kennisbank know of Durf te Vragen.

Questions and answers each for themselves, so that a right never leaks through a neighbour. Members
find the members' words; visitors find the words that were made public, which may be others, as
kinds of their own: nobody can search in words they may not read.
"""

from typing import Any

from django.db.models import QuerySet
from django.template.defaultfilters import truncatechars

from jmzpro.kit.short_links import Shareable, Shared
from jmzpro.questions.models import Answer, Question, QuestionState
from jmzpro.search.registry import Document, Hit, Name, Searchable
from jmzpro.themes.knowledge import Card, KnowledgeKind


def standing_questions() -> QuerySet[Question]:
    return Question.objects.standing().prefetch_related("themes")


def question_document(question: Question) -> Document:
    helped = question.what_helped if question.is_closed else ""
    return Document(
        title=question.title,
        body=f"{question.text}\n\n{helped}".strip(),
        keywords=[theme.name for theme in question.themes.all()],
        date=question.asked_at,
    )


def question_hit(question: Question) -> Hit:
    return Hit(
        title=question.title,
        url=question.get_absolute_url(),
        snippet_source=f"{question.text}\n\n{question.what_helped if question.is_closed else ''}".strip(),  # noqa: E501
        facts=["Beantwoord" if question.first_answer_at else "Nog geen antwoord"],
        date=question.asked_at,
        public_id=str(question.number),
    )


def find(code: str, user: Any) -> Shared | None:
    """By its number, in the words that this reader may read."""
    number = int(code) if code.isascii() and code.isdigit() and len(code) < 10 else 0
    question = Question.objects.visible_to(user).filter(number=number).first()
    if question is None:
        return None
    return shared(question if getattr(user, "is_member", False) else question.in_public_words())


SHAREABLE = Shareable(key="question", prefix="v", find=find)


def shared(question: Question) -> Shared:
    return Shared(
        code=SHAREABLE.code(question.number),
        title=question.title,
        kind="Vraag",
        path=question.get_absolute_url(),
        accent="apricot",
        is_public=question.is_public,
    )


def standing_answers() -> QuerySet[Answer]:
    return (
        Answer.objects.visible()
        .exclude(question__state=QuestionState.REMOVED)
        .select_related("question")
    )


def answer_document(answer: Answer) -> Document:
    return Document(title="", body=answer.text, date=answer.created_at)


def answer_hit(answer: Answer) -> Hit:
    return Hit(
        title=f"Antwoord op: {truncatechars(answer.question.title, 120)}",
        url=answer.get_absolute_url(),
        snippet_source=answer.text,
        date=answer.created_at,
        public_id=f"{answer.question.number}-{answer.number}",
    )


def is_member(user: Any) -> bool:
    return bool(getattr(user, "is_member", False))


def found_by_members(user: Any) -> QuerySet[Question]:
    return Question.objects.visible_to(user) if is_member(user) else Question.objects.none()


def found_by_visitors(user: Any) -> QuerySet[Question]:
    """Members find the question itself."""
    return Question.objects.none() if is_member(user) else Question.objects.public()


def answers_for_members(user: Any) -> QuerySet[Answer]:
    return Answer.objects.visible_to(user).visible() if is_member(user) else Answer.objects.none()


def answers_for_visitors(user: Any) -> QuerySet[Answer]:
    return Answer.objects.none() if is_member(user) else Answer.objects.public()


def question_name(question: Question) -> Name:
    return Name(question.title, question.get_absolute_url())


def public_answer_hit(answer: Answer) -> Hit:
    answer.question.in_public_words()
    return answer_hit(answer.in_public_words())


SEARCHABLES = (
    Searchable(
        key="question",
        label="vraag",
        label_plural="Vragen",
        model=Question,
        all=standing_questions,
        visible_to=found_by_members,
        with_all=lambda rows: rows.with_counts().prefetch_related("themes"),
        document=question_document,
        hit=question_hit,
        name=question_name,
        order=20,
    ),
    Searchable(
        key="public-question",
        label="vraag",
        label_plural="Vragen",
        model=Question,
        all=lambda: Question.objects.public().prefetch_related("themes"),
        visible_to=found_by_visitors,
        with_all=lambda rows: rows.with_public_counts().prefetch_related("themes"),
        document=lambda question: question_document(question.in_public_words()),
        hit=lambda question: question_hit(question.in_public_words()),
        name=lambda question: question_name(question.in_public_words()),
        order=20,
    ),
    Searchable(
        key="answer",
        label="antwoord",
        label_plural="Antwoorden",
        model=Answer,
        all=standing_answers,
        visible_to=answers_for_members,
        with_all=lambda rows: rows.select_related("question"),
        document=answer_document,
        hit=answer_hit,
        order=25,
    ),
    Searchable(
        key="public-answer",
        label="antwoord",
        label_plural="Antwoorden",
        model=Answer,
        all=lambda: Answer.objects.public().select_related("question"),
        visible_to=answers_for_visitors,
        with_all=lambda rows: rows.select_related("question"),
        document=lambda answer: answer_document(answer.in_public_words()),
        hit=public_answer_hit,
        order=25,
    ),
)


# The Kennisbank


def published(user: Any) -> QuerySet[Question]:
    """The same for everybody: what was made public, newest first."""
    return (
        Question.objects.public()
        .with_public_counts()
        .prefetch_related("themes")
        .order_by("-published_at", "-pk")
    )


def card(question: Question) -> Card:
    question.in_public_words()
    count = getattr(question, "answer_count", 0)
    assert question.published_at is not None
    return Card(
        title=question.title,
        url=question.get_absolute_url(),
        promise=truncatechars(question.what_helped or question.text, 200),
        date=question.published_at,
        facts=["1 antwoord" if count == 1 else f"{count} antwoorden"] if count else [],
        themes=list(question.themes.all()),
    )


KNOWLEDGE = KnowledgeKind(
    key="vraag",
    label="vraag",
    label_plural="Vragen",
    visible_to=published,
    card=card,
    date_field="published_at",
    order=40,
)

"""Public questions at /api/v1/questions, in the words that visitors read and without a name."""

from datetime import datetime
from typing import Annotated

from django.conf import settings
from django.db.models import Prefetch, Q, QuerySet
from ninja import Field, FilterSchema, Schema

from jmzpro.api.collection import Collection
from jmzpro.api.registry import Resource
from jmzpro.questions.models import Answer, Question
from jmzpro.questions.question import bylines


class PublicAnswerOut(Schema):
    number: int
    author: Annotated[
        str,
        Field(
            description=(
                "Wat voor werk de schrijver doet en in welk deel van het land; nooit een naam."
            )
        ),
    ]
    is_by_asker: bool
    text: str
    given_at: datetime


class PublicQuestionOut(Schema):
    number: int
    title: str
    text: str
    what_helped: str
    asker: Annotated[
        str,
        Field(
            description=(
                "Wat voor werk de vraagsteller doet en in welk deel van het land; nooit een naam."
            )
        ),
    ]
    themes: Annotated[list[str], Field(description="Hoe de thema’s in adressen heten.")]
    answers: list[PublicAnswerOut]
    asked_at: datetime
    published_at: datetime
    url: str


class QuestionFilters(FilterSchema):
    theme: Annotated[
        str | None, Field(max_length=100, description="Alleen vragen over dit thema.")
    ] = None

    def custom_expression(self) -> Q:
        return Q(themes__slug=self.theme) if self.theme else Q()


def public() -> QuerySet[Question]:
    answers = (
        Answer.objects.public()
        .select_related("author__province", "question")
        .order_by("created_at", "pk")
    )
    shown = Prefetch("answers", answers, to_attr="public_answers")
    return (
        Question.objects.public()
        .select_related("asker__province")
        .prefetch_related("themes", shown)
    )


def show(question: Question) -> PublicQuestionOut:
    question.in_public_words()
    assert question.published_at is not None
    return PublicQuestionOut(
        number=question.number,
        title=question.title,
        text=question.text,
        what_helped=question.what_helped,
        asker=bylines.asker_in_words(question),
        themes=[theme.slug for theme in question.themes.all()],
        answers=[
            show_answer(question, answer) for answer in getattr(question, "public_answers", [])
        ],
        asked_at=question.asked_at,
        published_at=question.published_at,
        url=settings.BASE_URL + question.get_absolute_url(),
    )


def show_answer(question: Question, answer: Answer) -> PublicAnswerOut:
    return PublicAnswerOut(
        number=answer.number,
        author=bylines.author_in_words(answer),
        is_by_asker=answer.is_reaction,
        text=answer.in_public_words().text,
        given_at=answer.created_at,
    )


COLLECTION = Collection(
    name="Question",
    label="Vragen",
    public=public,
    item=PublicQuestionOut,
    show=show,
    identifier="number",
    order=("-published_at", "-number"),
    filters=QuestionFilters,
)
ABOUT = (
    "Vragen van professionals die openbaar mochten, met de antwoorden waarvan de schrijver het "
    "goedvond."
)
RESOURCE = Resource(
    key="questions", label="Vragen", about=ABOUT, router=COLLECTION.router(), order=40
)

"""What search knows of Durf te Vragen: questions and answers each for themselves, so that a right never leaks through a neighbour."""

from django.db.models import QuerySet
from django.template.defaultfilters import truncatechars

from jmzpro.questions.models import Answer, Question, QuestionState
from jmzpro.search.registry import Document, Hit, Searchable


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
        snippet_source=f"{question.text}\n\n{question.what_helped if question.is_closed else ''}".strip(),
        facts=["Beantwoord" if question.first_answer_at else "Nog geen antwoord"],
        date=question.asked_at,
        public_id=str(question.number),
    )


def standing_answers() -> QuerySet[Answer]:
    return Answer.objects.visible().exclude(question__state=QuestionState.REMOVED).select_related("question")


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


QUESTIONS = Searchable(
    key="question",
    label="vraag",
    label_plural="Vragen",
    model=Question,
    all=standing_questions,
    visible_to=lambda user: Question.objects.visible_to(user).with_counts().prefetch_related("themes"),
    document=question_document,
    hit=question_hit,
    order=20,
)
ANSWERS = Searchable(
    key="answer",
    label="antwoord",
    label_plural="Antwoorden",
    model=Answer,
    all=standing_answers,
    visible_to=lambda user: Answer.objects.visible_to(user).visible().select_related("question"),
    document=answer_document,
    hit=answer_hit,
    order=25,
)

"""What other pages show of Durf te Vragen."""

from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest

from jmzpro.kit.panels import Panel
from jmzpro.members.models import Organisation, Person
from jmzpro.questions.models import Answer, ConsentRequest, Question
from jmzpro.themes.models import Theme

SHOWN = 5
SAID_AT_HOME = (
    "number",
    "title",
    "text",
    "what_helped",
    "public_title",
    "public_text",
    "public_what_helped",
    "agrees_to_wording",
    "asked_at",
    "first_answer_at",
)


def is_member(request: HttpRequest) -> bool:
    return bool(getattr(request.user, "is_member", False))


def just_answered(request: HttpRequest, subject: Any) -> dict[str, Any] | None:
    """For the home page: the same for everybody, so public questions only."""
    found = (
        Question.objects.public()
        .only(*SAID_AT_HOME)
        .prefetch_related(Prefetch("themes", Theme.objects.only("name")))
        .with_public_counts()
    )
    questions = [
        question.in_public_words() for question in found.order_by("-published_at", "-pk")[:4]
    ]
    return {"questions": questions, "is_public_view": True} if questions else None


def about_theme(request: HttpRequest, theme: Theme) -> dict[str, Any] | None:
    found = (
        Question.objects.visible_to(request.user)
        .filter(themes=theme)
        .select_related("asker__organisation", "asker__province")
    )
    found = found.with_counts() if is_member(request) else found.with_public_counts()
    questions = list(found.prefetch_related("themes").order_by("-last_activity_at", "-pk")[:SHOWN])
    if not is_member(request):
        questions = [question.in_public_words() for question in questions]
    return (
        {"questions": questions, "theme": theme, "is_public_view": not is_member(request)}
        if questions
        else None
    )


def answered_by(request: HttpRequest, person: Person) -> dict[str, Any] | None:
    """For members: what this person helped with."""
    if not is_member(request):
        return None
    answers = (
        Answer.objects.visible_to(request.user)
        .visible()
        .filter(author=person)
        .exclude(question__asker=person)
    )
    helped = list(answers.select_related("question").order_by("-created_at")[: SHOWN * 2])
    questions = list({answer.question_id: answer.question for answer in helped}.values())[:SHOWN]
    return {"questions": questions, "person": person} if questions else None


def mine(request: HttpRequest, person: Person) -> dict[str, Any] | None:
    """What waits for me, and how my own questions stand."""
    waiting = Question.objects.waiting_for(person).order_by("-asked_at")[:SHOWN]
    asked = (
        Question.objects.visible_to(request.user)
        .open()
        .asked_by(person)
        .with_counts()
        .order_by("-last_activity_at")[:SHOWN]
    )
    consents = (
        ConsentRequest.objects.of_person(person)
        .pending()
        .select_related("question")
        .order_by("asked_at")[:SHOWN]
    )
    return {"waiting": list(waiting), "asked": list(asked), "consents": list(consents)}


def shown_by_organisation(
    request: HttpRequest, organisation: Organisation
) -> dict[str, Any] | None:
    """Public answers whose author lets this organisation show them: the same for everybody."""
    answers = (
        Answer.objects.public()
        .filter(shown_at=organisation)
        .select_related("question")
        .order_by("-created_at", "-pk")[:SHOWN]
    )
    shown = [answer.in_public_words() for answer in answers]
    for answer in shown:
        answer.question.in_public_words()
    return {"answers": shown} if shown else None


PANELS = (
    Panel("questions-home", "home", "questions/panels/home.html", just_answered, order=20),
    Panel("questions-theme", "theme", "questions/panels/theme.html", about_theme, order=20),
    Panel("questions-person", "person", "questions/panels/person.html", answered_by, order=20),
    Panel(
        "questions-organisation",
        "organisation",
        "questions/panels/organisation.html",
        shown_by_organisation,
        order=20,
    ),
    Panel("questions-mine", "mine", "questions/panels/mine.html", mine, order=10),
)

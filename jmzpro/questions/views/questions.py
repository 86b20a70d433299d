"""Reading: the list, a question, how it read before, its files, and the whole of it on paper."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jmzpro.members.access import member_required, turn_away
from jmzpro.members.models import Person
from jmzpro.page_cache.cache import keep
from jmzpro.questions import queue, search
from jmzpro.questions.forms import AnswerForm
from jmzpro.questions.models import (
    LONG_THREAD,
    Alert,
    AlertState,
    Answer,
    Attachment,
    ConsentRequest,
    Helpful,
    Question,
    QuestionState,
    Thanks,
)
from jmzpro.questions.offers import matching
from jmzpro.questions.publication import structured_data
from jmzpro.questions.question.progress import progress
from jmzpro.questions.routing import reasons, similarity
from jmzpro.questions.views.current_person import current_person
from jmzpro.themes.models import Theme
from jmzpro.work.optional_parts import pdf_available

PER_PAGE = 15
MOST_SAID = 4
JUST_NOW = timedelta(minutes=2)


@dataclass(frozen=True)
class Tab:
    """One way to look at the questions, with how many there are."""

    key: str
    label: str
    count: int
    current: bool
    url: str


@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """The list: a visitor reads how it works and what is public, a member gets the tabs."""
    return (
        member_list(request)
        if request.user.is_authenticated and request.user.is_member
        else visitor_list(request)
    )


def visitor_list(request: HttpRequest) -> HttpResponseBase:
    questions = Question.objects.public()
    theme, themes = chosen_theme(request, questions)
    shown = (
        of_theme(questions, theme)
        .select_related("asker__province")
        .prefetch_related("themes")
        .with_public_counts()
    )
    page = paged(request, shown.order_by("-published_at", "-pk"))
    for question in page.object_list:
        question.in_public_words()
    context = {"page": page, "theme": theme, "themes": themes, "is_public_view": True}
    return keep(render(request, "questions/list_visitor.html", context))


def member_list(request: HttpRequest) -> HttpResponse:
    person = current_person(request)
    questions = Question.objects.visible_to(request.user)
    ways: dict[str, tuple[str, Callable[[], QuerySet[Question]]]] = {
        "open": ("Open", questions.open),
        "onbeantwoord": ("Nog zonder antwoord", questions.unanswered),
        "aan-mij": ("Aan mij gevraagd", partial(questions.waiting_for, person)),
        "van-mij": ("Van mij", partial(questions.asked_by, person)),
        "door-mij": ("Door mij beantwoord", partial(questions.answered_by, person)),
        "alle": ("Alle", questions.all),
    }
    here = request.GET.get("toon", "open")
    if here not in ways:
        here = "open"
    counts = counted(request.user)
    theme, themes = chosen_theme(request, questions)
    found = of_theme(ways[here][1](), theme)
    shown = found.select_related("asker__organisation").prefetch_related("themes").with_counts()
    page = paged(
        request, shown.order_by("-last_activity_at", "-pk"), None if theme else counts[here]
    )
    tabs = [
        Tab(key, label, counts[key], key == here, tab_address(key, theme))
        for key, (label, _) in ways.items()
    ]
    return render(
        request,
        "questions/list_member.html",
        {"page": page, "tabs": tabs, "here": here, "theme": theme, "themes": themes},
    )


def tab_address(key: str, theme: Theme | None) -> str:
    return f"?{urlencode({'toon': key, **({'thema': theme.slug} if theme else {})})}"


def counted(user: Any) -> dict[str, int]:
    """How many questions each tab holds. What is about this person is counted from the person's
    own few rows, not for each question.
    """
    person = user.person
    is_open = Q(state=QuestionState.OPEN)
    counts: dict[str, int] = Question.objects.visible_to(user).aggregate(
        **{
            "open": Count("pk", filter=is_open),
            "onbeantwoord": Count("pk", filter=is_open & Q(first_answer_at=None)),
            "van-mij": Count("pk", filter=Q(asker=person)),
            "alle": Count("pk"),
        }
    )
    counts["aan-mij"] = (
        Alert.objects.waiting().filter(person=person, question__state=QuestionState.OPEN).count()
    )
    mine = (
        Answer.objects.standing()
        .filter(author=person)
        .exclude(question__state=QuestionState.REMOVED)
        .exclude(question__asker=person)
    )
    counts["door-mij"] = mine.aggregate(n=Count("question", distinct=True))["n"]
    return counts


def chosen_theme(
    request: HttpRequest, questions: QuerySet[Question]
) -> tuple[Theme | None, list[Theme]]:
    """The theme in the address, and those there is a question about."""
    used = Question.themes.through.objects.filter(
        theme=OuterRef("pk"), question__in=questions.order_by().values("pk")
    )
    themes = list(Theme.objects.active().filter(Exists(used)))
    return next((theme for theme in themes if theme.slug == request.GET.get("thema")), None), themes


def of_theme(questions: Any, theme: Theme | None) -> Any:
    return questions.filter(themes=theme) if theme else questions


def paged(request: HttpRequest, questions: Any, known_count: int | None = None) -> Page[Question]:
    paginator = Paginator(questions, PER_PAGE)
    if known_count is not None:
        paginator.__dict__["count"] = (
            known_count  # it is a cached property: spares the query that the tabs did already
        )
    return paginator.get_page(request.GET.get("pagina"))


@require_safe
def question(request: HttpRequest, number: int) -> HttpResponseBase:
    """One question. A visitor reads what is public; any other number leads to the login, whether
    or not it exists.
    """
    is_member = request.user.is_authenticated and request.user.is_member
    found = (
        Question.objects.visible_to(request.user)
        .select_related(
            "asker__organisation", "asker__province", "asker__user", "province", "public_summary"
        )
        .prefetch_related("themes")
        .filter(number=number)
        .first()
    )
    if found is None:
        return turn_away(request)
    return keep(
        render(request, "questions/question.html", page_of(request, found, is_member=is_member))
    )


def page_of(request: HttpRequest, found: Question, *, is_member: bool) -> dict[str, Any]:
    """What the page of a question shows to this reader."""
    answers = answers_for(request, found)
    if not is_member:
        found.in_public_words()
        answers = [answer.in_public_words() for answer in answers]
    answer_count = sum(not answer.is_reaction for answer in answers if not answer.is_held)
    summary = (
        found.summary_versions.select_related("author").first()
        if is_member
        else found.public_summary
    )
    person = current_person(request) if is_member else None
    alerts = list(found.alerts.all())
    can_answer = is_member and found.takes_answers()
    return {
        "question": found,
        "shared": search.shared(found),
        "answers": answers,
        "answer_count": answer_count,
        "summary": summary,
        "may_summarise": is_member and (summary is not None or answer_count >= LONG_THREAD),
        "to_decide": consents_of(found, person),
        "structured": "" if is_member else structured_data.qa_page(found, answers),
        "moderates": is_member and queue.may_decide(request.user),
        "is_member": is_member,
        "is_asker": found.is_asked_by(person),
        "person": person,
        "asked_count": len(alerts),
        "progress": progress(found, alerts) if found.is_open and found.is_asked_by(person) else "",
        "clauses": clauses(alerts, list(found.themes.all())),
        "was_asked": any(person is not None and a.person_id == person.pk for a in alerts),
        "is_asked": any(
            person is not None and a.person_id == person.pk and a.state == AlertState.ASKED
            for a in alerts
        ),
        "alike": similarity.beside(found, request.user),
        "offers_ready": matching.offers_beside(found, person)
        if person and found.is_open and found.is_asked_by(person)
        else [],
        "can_answer": can_answer,
        "has_pdf": pdf_available(),
        "form": AnswerForm(person=person, question=found) if can_answer and person else None,
        # What was sent a moment ago is no draft any more: the page tells the browser to forget it.
        "just_asked": found.is_asked_by(person) and is_just_now(found.asked_at),
        "just_answered": person is not None
        and any(a.author_id == person.pk and is_just_now(a.created_at) for a in answers),
    }


def consents_of(found: Question, person: Person | None) -> dict[int | None, ConsentRequest]:
    """What this reader may still say yes or no to here: answer → request, None for the
    question's own words.
    """
    if person is None or not found.asker_agrees_to_publish:
        return {}
    return {
        one.answer_id: one
        for one in ConsentRequest.objects.undecided().filter(question=found, person=person)
    }


def is_just_now(moment: datetime) -> bool:
    return timezone.now() - moment < JUST_NOW


def answers_for(request: HttpRequest, found: Question) -> list[Answer]:
    """The answers this reader may see, oldest first, with what the page says about each."""
    answers = found.answers.visible_to(request.user).select_related(
        "author__organisation", "author__province", "author__user"
    )
    # Counted apart: joined, the database would group by every column of the answer, its author and
    # their organisation.
    marks = (
        Helpful.objects.filter(answer=OuterRef("pk"))
        .order_by()
        .values("answer")
        .annotate(n=Count("pk"))
        .values("n")
    )
    answers = answers.annotate(helped=Coalesce(Subquery(marks), 0))
    if getattr(request.user, "is_member", False):
        person = current_person(request)
        answers = answers.annotate(
            helped_me=Exists(Helpful.objects.filter(answer=OuterRef("pk"), person=person)),
            thanked_by_me=Exists(Thanks.objects.filter(answer=OuterRef("pk"), person=person)),
        ).prefetch_related(
            Prefetch(
                "attachments", Attachment.objects.visible_to(request.user), to_attr="shown_files"
            )
        )
    shown = list(answers.order_by("created_at", "pk"))
    for answer in shown:
        answer.question = found
    return shown


@dataclass(frozen=True)
class Clause:
    """ "hebben ervaring met het thema " and what it is about, each with the theme it names."""

    opening: str
    about: Sequence[tuple[str, Theme | None]]
    tail: str


def clauses(alerts: Sequence[Alert], themes: Sequence[Theme]) -> list[Clause]:
    by_name = {theme.name.lower(): theme for theme in themes}
    return [clause(one, by_name) for one in reasons.summed(alert.reasons for alert in alerts)]


def clause(said: reasons.Summed, by_name: Mapping[str, Theme]) -> Clause:
    about, tail = reasons.without_tail(said.about[:MOST_SAID])
    return Clause(
        reasons.begun(said.opening),
        [(reasons.named(said.opening, one), by_name.get(one.lower())) for one in about],
        tail,
    )


@require_safe
@member_required
def versions(request: HttpRequest, number: int, answer: int | None = None) -> HttpResponse:
    """How a question or an answer read before."""
    found = get_object_or_404(Question.objects.visible_to(request.user), number=number)
    of_answer = (
        get_object_or_404(found.answers.visible_to(request.user), number=answer)
        if answer is not None
        else None
    )
    # Who asked without a name may have taken something out that gave it away.
    is_nameless = of_answer.is_without_name if of_answer else found.is_without_name
    if is_nameless and not found.is_asked_by(current_person(request)):
        raise Http404
    history = (of_answer or found).revisions.all()
    return render(
        request,
        "questions/versions.html",
        {"question": found, "answer": of_answer, "history": history},
    )

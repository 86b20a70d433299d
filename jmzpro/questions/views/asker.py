"""What the asker does with an own question: change it, close it with what helped, open it again,
take it away.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from jmzpro.kit.forms import posted
from jmzpro.members.access import member_required
from jmzpro.questions.forms import CloseForm, EditQuestionForm, nameless_asker
from jmzpro.questions.models import Question
from jmzpro.questions.publication import procedure, public_text
from jmzpro.questions.question import bylines
from jmzpro.questions.views.current_person import current_person
from jmzpro.trust import limits

GONE = (
    "Deze vraag is intussen weggehaald. Je tekst staat hieronder nog: kopieer hem als je hem "
    "wilt houden."
)


def own_question(request: HttpRequest, number: int) -> Question:
    return get_object_or_404(Question.objects.editable_by(request.user), number=number)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limits.limited("question-edit", limit=30, per=timedelta(minutes=10))
def edit(request: HttpRequest, number: int) -> HttpResponseBase:
    question = own_question(request, number)
    form = EditQuestionForm(posted(request), question=question)
    if form.is_valid():
        was_public, agreed = question.is_public, question.asker_agrees_to_publish
        if question.edit(
            form.cleaned_data["title"], form.cleaned_data["text"], by=current_person(request)
        ):
            again = (
                " Het bureau leest hem opnieuw voordat hij weer openbaar is." if was_public else ""
            )
            messages.success(
                request, f"Je vraag is aangepast. Leden kunnen lezen hoe hij eerst was.{again}"
            )
            question.refresh_from_db()
            has_to_look = agreed and not question.asker_agrees_to_publish
            return redirect(
                reverse("questions:withdraw", args=[number])
                if has_to_look
                else question.get_absolute_url()
            )
        form.add_error(None, GONE)
    return render(
        request,
        "questions/question_edit.html",
        {"question": question, "form": form},
        status=422 if form.is_bound else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limits.limited("question-close", limit=30, per=timedelta(minutes=10))
def close(request: HttpRequest, number: int) -> HttpResponseBase:
    question = own_question(request, number)
    form = CloseForm(posted(request), nameless=nameless_asker(question, current_person(request)))
    if not question.is_open:
        return redirect(question)
    if form.is_valid():
        data = form.cleaned_data
        if data["may_publish"] and unseen(
            request,
            told := public_text.shown_to_asker(
                question, current_person(request), data["what_helped"]
            ),
        ):
            context = {"question": question, "form": form, **as_it_will_stand(told)}
            return render(
                request,
                "questions/close.html",
                context,
                status=409 if request.POST.get("gezien") else 200,
            )
        question.close(
            data["what_helped"],
            may_publish=data["may_publish"],
            by=current_person(request),
        )
        messages.success(
            request, "Je vraag is gesloten. Wie nog iets weet, kan dertig dagen antwoorden."
        )
        return redirect(
            reverse("questions:withdraw", args=[number])
            if data["may_publish"]
            else question.get_absolute_url()
        )
    return render(
        request,
        "questions/close.html",
        {"question": question, "form": form},
        status=422 if form.is_bound else 200,
    )


@require_POST
@member_required
def reopen(request: HttpRequest, number: int) -> HttpResponseBase:
    question = own_question(request, number)
    if question.reopen(by=current_person(request)):
        messages.success(request, "Je vraag staat weer open.")
    return redirect(question)


def unseen(request: HttpRequest, told: Sequence[public_text.Shown]) -> bool:
    """Whether this form was sent without these very texts having been on the page."""
    return request.POST.get("gezien") != public_text.version_of(told)


def as_it_will_stand(told: Sequence[public_text.Shown]) -> dict[str, Any]:
    """What the page shows of texts that may become public, and what the form sends back to say
    that they were read.
    """
    return {
        "told": told,
        "seen": public_text.version_of(told),
        "names": list(dict.fromkeys(name for one in told for name in one.names)),
        "left_off": [part for one in told for part in one.left_off],
    }


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def withdraw(request: HttpRequest, number: int) -> HttpResponseBase:
    """How the question stands or would stand for everybody, whom we wait for; and yes (`mag`:
    "ja") or no.
    """
    question = own_question(request, number)
    if request.method != "POST" or request.POST.get("mag") == "ja":
        return publicity(request, question)
    question.withdraw_from_public(by=current_person(request))
    messages.success(request, "Je vraag is niet meer openbaar. Leden kunnen hem nog lezen.")
    return redirect(question)


def publicity(request: HttpRequest, question: Question) -> HttpResponseBase:
    told = public_text.shown_to_asker(question, current_person(request))
    says_yes = (
        request.method == "POST" and question.is_closed and not question.asker_agrees_to_publish
    )
    if says_yes and not unseen(request, told):
        question.agree_to_publish()
        messages.success(request, "Dank je wel. Je vraag mag openbaar, zonder je naam.")
        return redirect("questions:withdraw", question.number)
    context = {
        "question": question,
        **as_it_will_stand(told),
        "is_unseen": says_yes,
        "byline": bylines.asker_to_be(question),
        "steps": procedure.steps_of(question),
    }
    return render(
        request,
        "questions/publicity.html",
        context,
        status=409 if says_yes and request.POST.get("gezien") else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def remove(request: HttpRequest, number: int) -> HttpResponseBase:
    question = own_question(request, number)
    if request.method == "POST":
        question.remove(by=current_person(request))
        messages.success(
            request,
            "Je vraag is weg, met de antwoorden. Wie hem per mail kreeg, heeft die mail nog.",
        )
        return redirect(reverse("questions:list"))
    return render(
        request,
        "questions/question_remove.html",
        {"question": question, "answer_count": question.answers.visible().count()},
    )

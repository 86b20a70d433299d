"""What members say about an answer: it helped, thank you, or somebody should look at this."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from jmzpro.kit.forms import posted
from jmzpro.members.access import member_required
from jmzpro.questions.answer import feedback
from jmzpro.questions.forms import ReportForm, ThanksForm, nameless_asker
from jmzpro.questions.models import Answer, Question, Report
from jmzpro.questions.views.current_person import current_person
from jmzpro.trust import limits


def answer_of_another(request: HttpRequest, number: int, answer: int) -> Answer:
    """An answer that this member reads and did not write."""
    others = Answer.objects.visible_to(request.user).exclude(author=current_person(request))
    return get_object_or_404(
        others.select_related("question", "author__user"), question__number=number, number=answer
    )


@require_POST
@member_required
@limits.limited("helpful", limit=60, per=timedelta(minutes=10))
def helpful(request: HttpRequest, number: int, answer: int) -> HttpResponseBase:
    """ "Dit hielp mij", on and off: `aan` says which, so a double click changes nothing twice."""
    found = answer_of_another(request, number, answer)
    feedback.mark(found, current_person(request), helped=request.POST.get("aan") != "nee")
    return redirect(found)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limits.limited("thanks", limit=20, per=timedelta(minutes=10))
def thank(request: HttpRequest, number: int, answer: int) -> HttpResponseBase:
    found = answer_of_another(request, number, answer)
    form = ThanksForm(
        posted(request), nameless=nameless_asker(found.question, current_person(request))
    )
    if form.is_valid():
        is_new = feedback.thank(found, current_person(request), form.cleaned_data["text"])
        messages.success(
            request,
            "Je bedankje is onderweg." if is_new else "Je had voor dit antwoord al bedankt.",
        )
        return redirect(found)
    context = {"question": found.question, "answer": found, "form": form}
    return render(request, "questions/thanks.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limits.limited("report", limit=10, per=timedelta(minutes=10))
def report(request: HttpRequest, number: int, answer: int | None = None) -> HttpResponseBase:
    """Ask the office to look at a question or an answer."""
    question = get_object_or_404(Question.objects.visible_to(request.user), number=number)
    found = (
        get_object_or_404(question.answers.visible_to(request.user), number=answer)
        if answer is not None
        else None
    )
    form = ReportForm(posted(request))
    if form.is_valid():
        Report.put_before_the_office(
            current_person(request), form.cleaned_data["text"], question=question, answer=found
        )
        messages.success(request, "Dank je wel. Het bureau kijkt ernaar.")
        return redirect(found or question)
    context = {"question": question, "answer": found, "form": form}
    return render(request, "questions/report.html", context, status=422 if form.is_bound else 200)

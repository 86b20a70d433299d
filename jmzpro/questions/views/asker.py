"""What the asker does with an own question: change it, close it with what helped, open it again, take it away."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from jmzpro.kit.posting import posted
from jmzpro.members.access import member_required
from jmzpro.questions import answering, publishing
from jmzpro.questions.forms import CloseForm, EditQuestionForm, nameless_asker
from jmzpro.questions.models import Question
from jmzpro.questions.views.reader import me
from jmzpro.trust import limits

GONE = "Deze vraag is intussen weggehaald. Je tekst staat hieronder nog: kopieer hem als je hem wilt houden."


def own_question(request: HttpRequest, number: int) -> Question:
    return get_object_or_404(Question.objects.editable_by(request.user), number=number)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limits.limited("question-edit", limit=30, per=timedelta(minutes=10))
def edit(request: HttpRequest, number: int) -> HttpResponseBase:
    question = own_question(request, number)
    form = EditQuestionForm(posted(request), question=question)
    if form.is_valid():
        was_public = question.is_public
        if question.edit(form.cleaned_data["title"], form.cleaned_data["text"], by=me(request)):
            again = " Het bureau leest hem opnieuw voordat hij weer openbaar is." if was_public else ""
            messages.success(request, f"Je vraag is aangepast. Leden kunnen lezen hoe hij eerst was.{again}")
            return redirect(question)
        form.add_error(None, GONE)
    return render(request, "questions/question_edit.html", {"question": question, "form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limits.limited("question-close", limit=30, per=timedelta(minutes=10))
def close(request: HttpRequest, number: int) -> HttpResponseBase:
    question = own_question(request, number)
    form = CloseForm(posted(request), nameless=nameless_asker(question, me(request)))
    if not question.is_open:
        return redirect(question)
    if form.is_valid():
        data = form.cleaned_data
        answering.close(question, data["what_helped"], may_publish=data["may_publish"], by=me(request))
        messages.success(request, "Je vraag is gesloten. Wie nog iets weet, kan dertig dagen antwoorden.")
        return redirect(question)
    return render(request, "questions/close.html", {"question": question, "form": form}, status=422 if form.is_bound else 200)


@require_POST
@member_required
def reopen(request: HttpRequest, number: int) -> HttpResponseBase:
    question = own_question(request, number)
    if answering.reopen(question, by=me(request)):
        messages.success(request, "Je vraag staat weer open.")
    return redirect(question)


@require_POST
@member_required
def withdraw(request: HttpRequest, number: int) -> HttpResponseBase:
    """Take the consent to publish back, or give it after all (`mag`: "ja")."""
    question = own_question(request, number)
    if request.POST.get("mag") == "ja":
        if publishing.agree(question):
            messages.success(request, "Dank je wel. We vragen wie antwoordde of het mag; daarna leest het bureau het.")
        return redirect(question)
    question.withdraw_from_public(by=me(request))
    messages.success(request, "Je vraag is niet meer openbaar. Leden kunnen hem nog lezen.")
    return redirect(question)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def remove(request: HttpRequest, number: int) -> HttpResponseBase:
    question = own_question(request, number)
    if request.method == "POST":
        answering.remove_question(question, by=me(request))
        messages.success(request, "Je vraag is weg, met de antwoorden. Wie hem per mail kreeg, heeft die mail nog.")
        return redirect(reverse("questions:list"))
    return render(request, "questions/question_remove.html", {"question": question, "answer_count": question.answers.visible().count()})

"""Answering on the page, and what an author does with an own answer afterwards."""

from datetime import timedelta

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from jmzpro.kit.forms import posted
from jmzpro.media.uploads import MOST_FILES, UploadRefused
from jmzpro.members.access import member_required
from jmzpro.questions.forms import AnswerForm, EditAnswerForm
from jmzpro.questions.models import Answer, Attachment, Question, TooLate
from jmzpro.questions.publication import public_text
from jmzpro.questions.question import bylines
from jmzpro.questions.routing import waves
from jmzpro.questions.views.asker import as_it_will_stand
from jmzpro.questions.views.current_person import current_person
from jmzpro.questions.views.throttling import too_fast
from jmzpro.trust import idempotency, limits

GONE = (
    "Dit antwoord is intussen weggehaald. Je tekst staat hieronder nog: kopieer hem als je hem "
    "wilt houden."
)
LATE = (
    "Deze vraag is te lang geleden gesloten om nog te beantwoorden. Je tekst staat hieronder nog."
)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def answer(request: HttpRequest, number: int) -> HttpResponseBase:
    question = get_object_or_404(Question.objects.visible_to(request.user), number=number)
    form = AnswerForm(
        posted(request), request.FILES or None, person=current_person(request), question=question
    )
    if not form.is_bound:
        return (
            answer_page(request, question, form) if question.takes_answers() else redirect(question)
        )
    if earlier := idempotency.already_sent(request, form):
        return earlier
    if not form.is_valid():
        return answer_page(request, question, form, status=422)
    if wait := too_fast(
        form, f"answer:user/{request.user.pk}", limit=10, per=timedelta(minutes=10)
    ):
        return wait.answer(request, "questions/answer.html", {"question": question, "form": form})
    try:
        return place(request, question, form)
    except TooLate:
        form.add_error(None, LATE)
        return answer_page(request, question, form, status=422)


def answer_page(
    request: HttpRequest, question: Question, form: AnswerForm, status: int = 200
) -> HttpResponse:
    return render(
        request, "questions/answer.html", {"question": question, "form": form}, status=status
    )


def place(request: HttpRequest, question: Question, form: AnswerForm) -> HttpResponseBase:
    with transaction.atomic():
        sending = idempotency.take(request, form)
        if sending.is_repeat:
            return sending.to_result()
        data = form.cleaned_data
        added = Answer.give(
            question,
            current_person(request),
            data["text"],
            written_by=data.get("written_by", ""),
            files=data["bijlagen"],
        )
        sending.made(added)
    messages.success(request, "Je antwoord staat eronder. Dank je wel.")
    return redirect(added)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limits.limited("answer-edit", limit=30, per=timedelta(minutes=10))
def edit(request: HttpRequest, number: int, answer: int) -> HttpResponseBase:
    """Change an own answer; an answer that was held stands when its author has looked it over."""
    found = own_answer(request, number, answer)
    form = EditAnswerForm(posted(request), answer=found)
    if form.is_valid():
        if "written_by" in form.cleaned_data:
            found.name_writer(form.cleaned_data["written_by"])
        if found.is_held:
            found.confirm(form.cleaned_data["text"])
            messages.success(request, "Je antwoord staat nu onder de vraag.")
        elif found.edit(form.cleaned_data["text"], by=current_person(request)):
            messages.success(
                request, "Je antwoord is aangepast. Leden kunnen lezen hoe het eerst was."
            )
        else:
            form.add_error(None, GONE)
            return render(
                request,
                "questions/answer_edit.html",
                {"question": found.question, "answer": found, "form": form},
                status=422,
            )
        return redirect(found)
    context = {"question": found.question, "answer": found, "form": form}
    return render(
        request, "questions/answer_edit.html", context, status=422 if form.is_bound else 200
    )


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def remove(request: HttpRequest, number: int, answer: int) -> HttpResponseBase:
    found = own_answer(request, number, answer)
    if request.method == "POST":
        found.remove(by=current_person(request))
        messages.success(request, "Je antwoord is weg. Wie het per mail kreeg, heeft die mail nog.")
        return redirect(found.question)
    return render(
        request, "questions/answer_remove.html", {"question": found.question, "answer": found}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limits.limited("answer-files", limit=30, per=timedelta(minutes=10))
def files(request: HttpRequest, number: int, answer: int) -> HttpResponseBase:
    """Files that came by mail: add them, or throw them away."""
    found = own_answer(request, number, answer)
    if request.method == "POST":
        add_chosen(request, found)
        return redirect(found)
    context = {
        "question": found.question,
        "answer": found,
        "waiting": found.attachments.pending(),
        "room": room_for_files(found),
    }
    return render(request, "questions/answer_files.html", context)


def room_for_files(found: Answer) -> int:
    """How many more files may stand with this answer."""
    return max(0, MOST_FILES - found.attachments.added().count())


def add_chosen(request: HttpRequest, found: Answer) -> None:
    """Add what was ticked; what cannot be kept is named, with what to do, and waits on."""
    chosen = (
        Attachment.objects.editable_by(request.user)
        .pending()
        .filter(answer=found, public_id__in=request.POST.getlist("bijlage"))
    )
    waiting, room, added = list(chosen), room_for_files(found), 0
    if len(waiting) > room:
        messages.error(
            request,
            (
                f"Bij een antwoord passen {MOST_FILES} bestanden. Wat er niet bij paste, wacht "
                "nog op je keuze."
            ),
        )
    for attachment in waiting[:room]:
        try:
            attachment.add()
            added += 1
        except UploadRefused as refusal:
            messages.error(request, f"{attachment.name}: {refusal}")
    if added:
        messages.success(
            request,
            "De bijlage staat bij je antwoord."
            if added == 1
            else f"Er staan nu {added} bijlagen bij je antwoord.",
        )


@require_POST
@member_required
def file_removal(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Take an own file away."""
    attachment = get_object_or_404(
        Attachment.objects.editable_by(request.user).select_related("answer__question"),
        public_id=public_id,
    )
    with transaction.atomic():
        attachment.destroy()
    messages.success(request, "De bijlage is weg.")
    return redirect(attachment.answer)


@require_POST
@member_required
def consent(request: HttpRequest, number: int, answer: int) -> HttpResponseBase:
    """May this answer be public, without a name? Yes, or not (any more)."""
    found = own_answer(request, number, answer)
    agrees = request.POST.get("mag") == "ja"
    told = [public_text.shown_to_author(found)]
    if agrees and request.POST.get("gezien") != public_text.version_of(told):
        context = {
            "question": found.question,
            "answer": found,
            "byline": bylines.author_to_be(found),
            **as_it_will_stand(told),
        }
        return render(request, "questions/answer_consent.html", context)
    if agrees:
        found.propose_wording()
    found.agree_to_publish(agrees)
    said = (
        "Je antwoord mag openbaar, zonder je naam. Het bureau leest het eerst."
        if agrees
        else "Je antwoord blijft in het netwerk: alleen leden lezen het."
    )
    messages.success(request, said)
    return redirect(found)


@require_POST
@member_required
def pass_on(request: HttpRequest, number: int) -> HttpResponseBase:
    """ "Ik weet het niet", by somebody who was asked."""
    question = get_object_or_404(Question.objects.visible_to(request.user), number=number)
    if waves.pass_on(question, current_person(request)):
        messages.success(
            request, "Dank je wel, dat helpt ook. Over deze vraag mailen we je niet meer."
        )
    return redirect(question)


def own_answer(request: HttpRequest, number: int, answer: int) -> Answer:
    mine = Answer.objects.editable_by(request.user).select_related(
        "question__asker__user", "author__user", "author__organisation"
    )
    return get_object_or_404(mine, question__number=number, number=answer)

"""The moderator's pages in /beheer/: prepare a question for the public page, and take words out
of everything we keep.
"""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from jmzpro.kit.forms import posted
from jmzpro.mail.redaction import pattern_of
from jmzpro.mail.rehearsal import AS_SHOWN, ShownMails, shown_mails
from jmzpro.questions import queue
from jmzpro.questions.forms import ANSWER, TEXT, TITLE
from jmzpro.questions.models import Answer, Attachment, Question
from jmzpro.questions.publication import procedure, public_text
from jmzpro.questions.question import redaction as question_redaction
from jmzpro.text.forms import GuardedForm, GuardedTextField, MailedTextField, PlainTextField
from jmzpro.trust import audit
from jmzpro.trust.queue import FOR_THE_LOG


def of_moderator(request: HttpRequest, number: int) -> Question:
    if not queue.may_decide(request.user):
        raise Http404
    return get_object_or_404(
        Question.objects.standing().select_related("asker__user"), number=number
    )


class WordingForm(GuardedForm):
    """The words of the public page: the question's, and one field for each answer whose author
    said yes or is still asked.
    """

    title = GuardedTextField(lines=1, max_length=TITLE, label="De vraag in één zin")
    text = GuardedTextField(max_length=TEXT, label="Uitleg", help_numbers=False)
    what_helped = GuardedTextField(
        max_length=2000, lines=4, required=False, label="Wat hielp", help_numbers=False
    )

    def __init__(
        self, *args: Any, question: Question, answers: list[Answer], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.question, self.answers = question, answers
        fresh = question.as_stored()
        now = public_text.Wording.asked(fresh)
        proposed = {one.pk: public_text.words_of(one, fresh) for one in fresh.answers.all()}
        self.initial = {"title": now.title, "text": now.text, "what_helped": now.what_helped}
        for answer in answers:
            label = "De vraagsteller" if answer.is_reaction else f"Antwoord {answer.number}"
            said = "zei ja" if answer.author_agrees_to_publish else "zei nog niets"
            field = GuardedTextField(
                max_length=ANSWER, lines=6, label=f"{label} ({said})", help_numbers=False
            )
            self.fields[f"antwoord_{answer.number}"] = field
            self.initial[f"antwoord_{answer.number}"] = proposed[answer.pk]

    def wording(self) -> public_text.Wording:
        return public_text.Wording(
            self.cleaned_data["title"], self.cleaned_data["text"], self.cleaned_data["what_helped"]
        )

    def texts(self) -> list[tuple[Answer, str]]:
        return [(answer, self.cleaned_data[f"antwoord_{answer.number}"]) for answer in self.answers]


@require_http_methods(["GET", "HEAD", "POST"])
def wording(request: HttpRequest, number: int) -> HttpResponseBase:
    """Read once and change what needs it; whoever's words change is asked again before anything
    is public.
    """
    question = of_moderator(request, number)
    if not question.asker_agrees_to_publish:
        raise Http404
    visible = (
        question.answers.visible()
        .exclude(author_agrees_to_publish=False)
        .filter(author__isnull=False)
    )
    answers = list(visible.select_related("author__user", "question"))
    form = WordingForm(posted(request), question=question, answers=answers)
    letters = reword_mails(number, form) if form.is_valid() else ShownMails()
    is_as_shown = request.POST.get(AS_SHOWN, "") == letters.version
    if form.is_valid() and is_as_shown:
        count = procedure.reword(question, form.wording(), form.texts())
        if count:
            audit.record("Openbare tekst aangepast", question, by=request.user, texts=count)
            messages.success(
                request, "Bewaard. Wie deze woorden schreef, krijgt ze eerst te lezen."
            )
        return redirect(f"{reverse('office_queue')}?soort=question-publish")
    return render(
        request,
        "questions/office/wording.html",
        {
            "question": question,
            "form": form,
            "letters": letters if letters.mails else None,
            "were_changed": AS_SHOWN in request.POST,
        },
        status=422 if form.errors else 200,
    )


def reword_mails(number: int, form: WordingForm) -> ShownMails:
    """To whoever's words change: they are asked about the new ones."""

    def act() -> None:
        question = Question.objects.select_related("asker__user").get(number=number)
        own = {one.pk: one for one in question.answers.select_related("author__user", "question")}
        texts = [(own[answer.pk], text) for answer, text in form.texts()]
        procedure.reword(question, form.wording(), texts)

    return shown_mails(act)


class RedactionForm(forms.Form):
    piece = PlainTextField(
        reason="wat er staat en weg moet, door het bureau overgenomen; het wordt niet bewaard",
        lines=3,
        required=False,
        label="Welk stuk moet weg?",
        help_text=(
            "Neem het precies over: het verdwijnt overal in deze vraag. Laat je dit leeg, dan "
            "verdwijnt de hele tekst."
        ),
    )
    kind = forms.ChoiceField(choices=question_redaction.Kind.choices, label="Wat voor iets is het?")
    why = MailedTextField(
        reason="waarom het bureau iets weghaalt, voor wie het schreef",
        max_length=500,
        label="Waarom? Dit mailen we aan de schrijver",
        help_text="Herhaal de tekst zelf niet.",
        error_messages={
            "required": "Schrijf waarom je dit weghaalt. De schrijver krijgt het per mail."
        },
    )
    note = PlainTextField(
        reason="voor het logboek van het bureau", max_length=500, required=False, label=FOR_THE_LOG
    )
    attached = forms.MultipleChoiceField(
        required=False, label="Welke bijlagen moeten weg?", widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, *args: Any, question: Question, answer: Answer | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.question, self.answer = question, answer
        found = Attachment.objects.filter(answer__question=question)
        choices = [
            (file.public_id, file.name)
            for file in (found.filter(answer=answer) if answer else found)
        ]
        if choices:
            self.fields["attached"].choices = choices  # type: ignore[attr-defined]  # a MultipleChoiceField
        else:
            del self.fields["attached"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        piece = cleaned.get("piece", "")
        if piece and not cleaned.get("attached") and not self.stands(piece):
            self.add_error(
                "piece", "Dit staat nergens in deze vraag. Kijk of je het precies overnam."
            )
        for name in ("why", "note"):
            if piece and pattern_of(piece).search(cleaned.get(name, "")):
                self.add_error(
                    name,
                    (
                        "Hierin staat wat weg moet. Wat gemaild is of in het logboek staat, "
                        "blijft: zeg het zonder die woorden."
                    ),
                )
        return cleaned

    def stands(self, piece: str) -> bool:
        wanted = pattern_of(piece)
        texts = question_redaction.Redaction(self.question, None, "").texts()
        for answer in self.question.answers.all():
            texts += question_redaction.Redaction(self.question, answer, "").texts()
        texts += list(self.question.summary_versions.values_list("text", flat=True))
        return any(wanted.search(text) for text in texts)


@require_http_methods(["GET", "HEAD", "POST"])
def redact(request: HttpRequest, number: int) -> HttpResponse:
    """Take a text or a piece of it out of everything we keep; `antwoord` says which answer,
    without it the question.
    """
    question = of_moderator(request, number)
    chosen = request.POST.get("antwoord") or request.GET.get("antwoord") or ""
    answer = (
        get_object_or_404(
            question.answers.select_related("author__user", "question"), number=chosen
        )
        if chosen.isdecimal()
        else None
    )
    form = RedactionForm(posted(request), question=question, answer=answer)
    context: dict[str, Any] = {
        "question": question,
        "answer": answer,
        "form": form,
        "numbers": question.answers.values_list("number", flat=True),
    }
    letters = ShownMails()
    if form.is_valid():
        letters = shown_mails(lambda: carry_out_redaction(form, by=request.user))
    is_sure = request.POST.get("zeker") == "ja"
    if form.is_valid() and is_sure and request.POST.get(AS_SHOWN, "") == letters.version:
        done = carry_out_redaction(form, by=request.user)
        messages.success(
            request,
            f"Weggehaald uit {done.texts} teksten, {done.mails} mails en {done.files} bijlagen. "
            "Mail die al bezorgd is, kunnen we niet terughalen.",
        )
        return redirect(request.path)
    context |= {"asks": form.is_valid(), "letters": letters, "were_changed": is_sure}
    return render(
        request,
        "questions/office/redact.html",
        context,
        status=422 if form.is_bound and not form.is_valid() else 200,
    )


def carry_out_redaction(form: RedactionForm, *, by: Any) -> question_redaction.Done:
    """What was filled in, about rows as they are now."""
    data = form.cleaned_data
    question = Question.objects.select_related("asker__user").get(pk=form.question.pk)
    answer = (
        question.answers.select_related("author__user", "question").get(pk=form.answer.pk)
        if form.answer
        else None
    )
    redaction = question_redaction.Redaction(
        question, answer, data["piece"], data.get("attached", [])
    )
    kind = question_redaction.Kind(data["kind"])
    return question_redaction.redact(redaction, kind, data["why"], by=by, note=data["note"])

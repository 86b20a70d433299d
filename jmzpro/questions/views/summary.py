"""The summary of a long thread: improve it, see who changed what, bring an older version back."""

from datetime import timedelta
from difflib import ndiff

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jmzpro.kit.forms import posted
from jmzpro.members.access import member_required
from jmzpro.questions.forms import SummaryForm, nameless_asker
from jmzpro.questions.models import Question, SummaryVersion
from jmzpro.questions.question import summary_edits
from jmzpro.questions.views.current_person import current_person
from jmzpro.trust import limits

MEANWHILE = (
    "Iemand anders veranderde de samenvatting terwijl jij schreef. Jouw tekst staat er nog; de "
    "andere staat eronder. Maak er samen één van."
)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limits.limited("summary", limit=30, per=timedelta(minutes=10))
def improve(request: HttpRequest, number: int) -> HttpResponseBase:
    question = readable(request, number)
    if not summary_edits.may_have_one(question):
        raise Http404
    newest = question.summary_versions.first()
    initial = {"text": newest.text if newest else "", "na": newest.number if newest else 0}
    form = SummaryForm(
        posted(request), initial=initial, nameless=nameless_asker(question, current_person(request))
    )
    other: SummaryVersion | None = None
    if form.is_valid():
        try:
            summary_edits.improve(
                question,
                form.cleaned_data["text"],
                after=form.cleaned_data["na"],
                by=current_person(request),
            )
            messages.success(request, "De samenvatting is bijgewerkt. Dank je wel.")
            return redirect(f"{question.get_absolute_url()}#samenvatting")
        except summary_edits.SomebodyWasFirst as first:
            other = first.newest
            form = form.after(other.number)
            form.add_error("text", MEANWHILE)
    context = {"question": question, "form": form, "other": other}
    return render(request, "questions/summary.html", context, status=422 if form.is_bound else 200)


@require_safe
@member_required
def versions(request: HttpRequest, number: int) -> HttpResponse:
    """Every version with what changed in it, newest first."""
    question = readable(request, number)
    found = list(question.summary_versions.select_related("author__organisation"))
    if not found:
        raise Http404
    for version, earlier in zip(found, [*found[1:], None], strict=True):
        version.question = question
        version.changes = changes(earlier.text if earlier else "", version.text)  # type: ignore[attr-defined]  # for the page
    return render(
        request, "questions/summary_versions.html", {"question": question, "versions": found}
    )


def changes(before: str, after: str) -> list[tuple[str, str]]:
    """The lines that came and went: ("+", "…"), ("-", "…")."""
    return [
        (line[0], line[2:])
        for line in ndiff(before.splitlines(), after.splitlines())
        if line[0] in "+-" and line[2:].strip()
    ]


@require_POST
@member_required
def restore(request: HttpRequest, number: int, version: int) -> HttpResponseBase:
    question = readable(request, number)
    older = get_object_or_404(question.summary_versions, number=version)
    newest = question.summary_versions.first()
    after = (
        int(request.POST["na"])
        if request.POST.get("na", "").isdecimal()
        else (newest.number if newest else 0)
    )
    try:
        summary_edits.improve(
            question, older.text, after=after, by=current_person(request), restores=older.number
        )
        messages.success(request, "De oudere versie staat er weer.")
    except summary_edits.SomebodyWasFirst:
        messages.warning(
            request, "Iemand veranderde de samenvatting net. Kijk eerst wat er nu staat."
        )
    return redirect(reverse("questions:summary-versions", args=[question.number]))


def readable(request: HttpRequest, number: int) -> Question:
    return get_object_or_404(Question.objects.visible_to(request.user), number=number)

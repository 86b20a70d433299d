"""May these words be public? Reached from the mail, whose key is the proof, and from the
question's page. Opening it changes nothing.
"""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from jmzpro.kit.forms import posted
from jmzpro.questions import emails
from jmzpro.questions.models import AnswerState, ConsentRequest, QuestionState
from jmzpro.questions.publication import public_text
from jmzpro.trust.private_links import render_private


class PublicConsentForm(forms.Form):
    """`mag`: the button that was pressed."""

    mag = forms.ChoiceField(
        choices=[("ja", "Ja, zonder mijn naam"), ("nee", "Nee")],
        error_messages={"required": "Kies ja of nee."},
    )
    organisatie = forms.BooleanField(required=False)
    gezien = forms.CharField(required=False)


@require_http_methods(["GET", "HEAD", "POST"])
def public_consent(request: HttpRequest, key: str) -> HttpResponseBase:
    """Yes or no, now or later; a no takes the text off the public page at once."""
    found = get_object_or_404(
        ConsentRequest.objects.select_related(
            "question__asker__province",
            "answer__question",
            "person__organisation",
            "person__province",
        ),
        key=key,
    )
    if is_gone(found):
        return page(request, found, {"is_gone": True})
    form = PublicConsentForm(posted(request))
    if request.method == "POST" and form.is_valid():
        agrees = form.cleaned_data["mag"] == "ja"
        if agrees and form.cleaned_data["gezien"] != public_text.version_of(
            public_text.shown_to(found)
        ):
            return page(request, found, {"is_unseen": True}, status=409)
        if not found.decide(agrees=agrees, shows_organisation=form.cleaned_data["organisatie"]):
            raise Http404
        found.refresh_from_db()
        return page(request, found, {"just_decided": True})
    return page(request, found, {}, status=422 if request.method == "POST" else 200)


def is_gone(found: ConsentRequest) -> bool:
    """There is nothing (any more) to agree to."""
    question, answer = found.question, found.answer
    is_removed = question.state == QuestionState.REMOVED or (
        answer is not None and answer.state == AnswerState.REMOVED
    )
    return (
        is_removed
        or not question.asker_agrees_to_publish
        or (answer is None and not question.public_title)
    )


def page(
    request: HttpRequest, found: ConsentRequest, more: dict[str, object], status: int = 200
) -> HttpResponse:
    context = {
        **emails.consent_context(found),
        "asked": found,
        "organisation": found.person.organisation,
        **more,
    }
    return render_private(request, "questions/public_consent.html", context, status)

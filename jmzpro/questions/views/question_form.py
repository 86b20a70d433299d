"""Asking, in two steps on one address: write it, then see who will get it and send it. Complete
without JavaScript.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from jmzpro.kit.forms import posted
from jmzpro.members.access import member_required
from jmzpro.members.models import Person
from jmzpro.questions.forms import TEXT, TITLE, AskForm
from jmzpro.questions.models import Question
from jmzpro.questions.offers import matching
from jmzpro.questions.question import anonymity, bylines, submission
from jmzpro.questions.routing import reasons, recipients, similarity
from jmzpro.questions.routing.snapshot import candidate_cache
from jmzpro.questions.views.current_person import current_person
from jmzpro.questions.views.throttling import too_fast
from jmzpro.text.guard import has_acute_danger
from jmzpro.themes.forms import by_axis
from jmzpro.themes.models import Theme
from jmzpro.themes.recognition import themes_in
from jmzpro.trust import idempotency, limits


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def ask(request: HttpRequest) -> HttpResponseBase:
    form = AskForm(
        posted(request),
        nameless=current_person(request),
        initial={"title": request.GET.get("vraag", "")[:TITLE].strip()},
    )
    if not form.is_bound:
        return render(request, "questions/ask.html", {"form": form})
    if earlier := idempotency.already_sent(request, form):
        return earlier
    if not form.is_valid():
        return render(request, "questions/ask.html", {"form": form}, status=422)
    step = STEPS.get(request.POST.get("stap", ""), look)
    return step(request, form)


def look(request: HttpRequest, form: AskForm) -> HttpResponseBase:
    """See who will get it."""
    return render(request, "questions/ask_preview.html", preview(request, form))


def change(request: HttpRequest, form: AskForm) -> HttpResponseBase:
    """Back to the words, with the chosen themes kept."""
    return render(
        request, "questions/ask.html", {"form": form, "chosen": form.cleaned_data["themes"]}
    )


def send(request: HttpRequest, form: AskForm) -> HttpResponseBase:
    if wait := too_fast(form, f"ask:user/{request.user.pk}", limit=5, per=timedelta(minutes=10)):
        return wait.answer(
            request, "questions/ask.html", {"form": form, "chosen": form.cleaned_data["themes"]}
        )
    candidate_cache.get_ready()  # a first reading would hold the transaction up
    with transaction.atomic():
        sending = idempotency.take(request, form)
        if sending.is_repeat:
            return sending.to_result()
        data = form.cleaned_data
        question = submission.ask(
            current_person(request),
            data["title"],
            data["text"],
            list(data["themes"]),
            data["province"],
            is_without_name=data["is_without_name"],
        )
        sending.made(question)
    return redirect(question)


STEPS: Mapping[str, Callable[[HttpRequest, AskForm], HttpResponseBase]] = {
    "bekijk": look,
    "aanpassen": change,
    "verstuur": send,
}


def preview(request: HttpRequest, form: AskForm) -> dict[str, Any]:
    """Who will get it and why, what it is like, and the themes to choose from. Stores nothing."""
    data = form.cleaned_data
    suggested = themes_in(data["title"], data["text"])
    chosen = list(data["themes"]) if "themas_gekozen" in form.data else suggested
    offered = list(dict.fromkeys([*suggested, *chosen]))
    draft = recipients.Draft(
        data["title"], data["text"], chosen, data["province"], current_person(request)
    )
    scores = recipients.ranking(draft, at_most=recipients.FIRST_WAVE)
    return {
        "form": form,
        "seen_as": seen_as(form, current_person(request)),
        "count": len(scores),
        "why": reasons.they(reasons.summed(score.reasons for score in scores)),
        "alike": similarity.questions_like(data["title"], data["text"], request.user),
        "offers_ready": matching.offers_for(
            data["title"],
            data["text"],
            current_person(request),
            [theme.pk for theme in chosen],
            data["province"],
        ),
        "offered": offered,
        "chosen": {theme.pk for theme in chosen},
        "other_themes": by_axis({theme.pk for theme in offered}),
        "checked": form.answers_to_guard(),
    }


def seen_as(form: AskForm, person: Person) -> str:
    """What others will read instead of the name; nothing when the question carries it."""
    if not form.cleaned_data["is_without_name"]:
        return ""
    shown = anonymity.shown_of(person, form.cleaned_data["province"])
    return bylines.asker_without_name(Question(shown_role=shown.role, shown_part=shown.part))


@require_POST
@member_required
@limits.limited("ask-suggestions", limit=60, per=timedelta(minutes=1))
def suggestions(request: HttpRequest) -> HttpResponse:
    """While typing: is this answered already, what is it about. Posted: the words stand in no
    address and no log, and are not kept.
    """
    title, text = request.POST.get("title", "")[:TITLE], request.POST.get("text", "")[:TEXT]
    words = f"{title}\n{text}"
    is_enough = len(words.split()) >= 3
    themes: list[Theme] = themes_in(title, text) if is_enough else []
    alike = similarity.questions_like(title, text, request.user) if is_enough else []
    ready = (
        matching.offers_for(title, text, current_person(request), [theme.pk for theme in themes])
        if is_enough
        else []
    )
    context = {
        "alike": alike,
        "offers_ready": ready,
        "themes": themes,
        "is_danger": has_acute_danger(words),
    }
    return render(request, "questions/suggestions.html", context)

"""/lid-worden/: what membership brings and asks, the form, and the private pages of an
application.
"""

from datetime import timedelta

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from jmzpro.kit.forms import posted
from jmzpro.members.membership.application import links, submission
from jmzpro.members.membership.application.forms import AnswerForm, ApplicationForm
from jmzpro.members.membership.application.models import ApplicationState, ApplicationStepKind
from jmzpro.members.membership.rules.models import HouseRules, MembershipSettings
from jmzpro.trust import limits
from jmzpro.trust.private_links import render_private

MOST_MAILS_A_DAY = 5  # to one address, whoever asks for them
CRUMBS = [("Lid worden", "/lid-worden/")]


@require_safe
def join(request: HttpRequest) -> HttpResponseBase:
    context = {"settings": MembershipSettings.current(), "rules": HouseRules.objects.current()}
    return render(request, "members/membership/join.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limits.limited("apply", limit=10, per=timedelta(hours=1), by="address")
def apply(request: HttpRequest) -> HttpResponseBase:
    form = ApplicationForm(posted(request))
    if form.is_valid():
        # The page after it says the same whatever happened: it tells nothing about an address of
        # somebody else.
        email = form.cleaned_data["contact_email"]
        if not form.is_trap_sprung and not limits.allow(
            f"apply:mail/{email}", limit=MOST_MAILS_A_DAY, per=timedelta(days=1)
        ):
            submission.apply(form.cleaned_data)
        return redirect("members:application_sent")
    return render(
        request,
        "members/membership/apply.html",
        {"form": form, "crumbs": CRUMBS},
        status=422 if form.is_bound else 200,
    )


@require_safe
def sent(request: HttpRequest) -> HttpResponseBase:
    return render(
        request,
        "members/membership/application_sent.html",
        {"days": submission.UNCONFIRMED_KEPT.days, "crumbs": CRUMBS},
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponseBase:
    """Opening it changes nothing, since link scanners open everything; the button confirms."""
    application = links.of_token(token, links.CONFIRM)
    if request.method == "POST":
        submission.confirm(application)
        application.refresh_from_db()
    context = {
        "application": application,
        "token": token,
        "is_waiting": application.state == ApplicationState.TO_CONFIRM,
    }
    return render_private(request, "members/membership/application_confirm.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limits.limited("application-answer", limit=20, per=timedelta(hours=1), by="address")
def follow(request: HttpRequest, token: str) -> HttpResponseBase:
    """How it stands; a question of the office is answered here, and an application is withdrawn
    here.
    """
    application = links.of_token(token, links.FOLLOW)
    form = AnswerForm(posted(request)) if "intrekken" not in request.POST else AnswerForm()
    done = ""
    if request.method == "POST" and "intrekken" in request.POST:
        done = "ingetrokken" if submission.withdraw(application) else "gesloten"
    elif form.is_valid():
        done = (
            "antwoord" if submission.answer(application, form.cleaned_data["text"]) else "gesloten"
        )
    if done:
        return redirect(f"{request.path}?gedaan={done}")
    steps = list(application.steps.all())
    asked = [
        step
        for step in steps
        if step.kind in (ApplicationStepKind.ASKED, ApplicationStepKind.ANSWERED)
    ]
    context = {
        "application": application,
        "token": token,
        "form": form,
        "steps": steps,
        "is_asked": bool(asked) and asked[-1].kind == ApplicationStepKind.ASKED,
        "just_done": SENTENCES.get(request.GET.get("gedaan", ""), ""),
    }
    return render_private(
        request,
        "members/membership/application.html",
        context,
        status=422 if form.is_bound else 200,
    )


SENTENCES = {
    "antwoord": "Je antwoord is bij het bureau.",
    "ingetrokken": "Je aanmelding is ingetrokken.",
    "gesloten": "Het bureau heeft intussen besloten. Er is nu niets veranderd.",
}

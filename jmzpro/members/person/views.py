"""/mijn/: what waits for me, my profile, how I want to be asked, and the first minute."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from jmzpro.kit import panels
from jmzpro.kit.forms import posted
from jmzpro.members.access import (
    account,
    is_leaving,
    login_required,
    member_required,
    safe_next,
    with_next,
)
from jmzpro.members.membership.rules import agreement
from jmzpro.members.models import Person, Standing
from jmzpro.members.person.forms import AlertsForm, ProfileForm, WelcomeForm
from jmzpro.members.team.views.own_place import after_leaving


def me(request: HttpRequest) -> Person:
    """The person who looks, with what the own pages show of it."""
    return (
        Person.objects.select_related("organisation", "province", "town", "user")
        .prefetch_related("themes")
        .get(user=account(request))
    )


@never_cache
@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponseBase:
    """An administrator who is no person of the network has an account to look after, and no
    more; who left can move.
    """
    if is_leaving(request.user):
        return after_leaving(request)
    if not account(request).is_member:
        return render(request, "members/mine_account.html")
    person = me(request)
    return render(
        request,
        "members/mine.html",
        {
            "person": person,
            "missing": missing(person),
            "panels": panels.render("mine", request, person),
        },
    )


def missing(person: Person) -> list[str]:
    """What would help others to find this person, and is not filled in yet; the most useful
    first.
    """
    wanted = (
        (not person.themes.all(), "de thema’s waar je iets van weet"),
        (
            person.province is None and person.standing == Standing.MEMBER,
            "de provincie waar je werkt",
        ),
        (not person.brings, "wat je kunt brengen"),
        (not person.function, "je functie"),
    )
    return [what for is_missing, what in wanted if is_missing]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def welcome(request: HttpRequest) -> HttpResponseBase:
    """The first minute. Leaving it for later asks again at the next login."""
    person = me(request)
    next_url = safe_next(request, default="/mijn/")
    form = WelcomeForm(posted(request), instance=person)
    if form.is_valid():
        form.instance.welcomed_at = form.instance.welcomed_at or timezone.now()
        with transaction.atomic():
            form.save()
        messages.success(request, "Dank je. Vragen waar jij iets van weet, vinden je nu.")
        return redirect(after_welcome(person, next_url))
    context = {"form": form, "person": person, "next": next_url}
    return render(request, "members/welcome.html", context, status=422 if form.is_bound else 200)


def after_welcome(person: Person, next_url: str) -> str:
    """A contact who has yet to agree to the house rules reads those first."""
    if not agreement.waiting_for(person).exists():
        return next_url
    return with_next("members:agree", next_url if next_url != reverse("members:mine") else "")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def profile(request: HttpRequest) -> HttpResponseBase:
    form = ProfileForm(posted(request), instance=me(request))
    if form.is_valid():
        with transaction.atomic():
            form.save()
        messages.success(request, "Je profiel is bewaard.")
        return redirect("members:profile")
    return answer(request, "members/profile.html", form)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def alerts(request: HttpRequest) -> HttpResponseBase:
    form = AlertsForm(posted(request), instance=me(request))
    if form.is_valid():
        form.save()
        messages.success(request, "Bewaard. Zo vragen we je voortaan.")
        return redirect("members:alerts")
    return answer(request, "members/alerts.html", form)


def answer(request: HttpRequest, template: str, form: ProfileForm | AlertsForm) -> HttpResponse:
    """The page with its form; the person on it is as stored, not as half typed."""
    person = me(request)
    context = {
        "form": form,
        "person": person,
        "panels": panels.render("alerts", request, person) if isinstance(form, AlertsForm) else [],
    }
    return render(request, template, context, status=422 if form.is_bound else 200)

"""What somebody does about the own place: leaving an organisation, asking another, answering who
asks.
"""

from datetime import timedelta

from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from jmzpro.kit.forms import posted
from jmzpro.members.access import account, login_required, member_required
from jmzpro.members.models import Organisation, Person
from jmzpro.members.team import departure, transfer
from jmzpro.members.team.forms import AskForm, BylineForm, LeaveForm
from jmzpro.members.team.models import AskedBy, Move, MoveQuerySet
from jmzpro.trust import idempotency
from jmzpro.trust.limits import limited


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def leave(request: HttpRequest) -> HttpResponseBase:
    """ "Ik werk hier niet meer"."""
    person = Person.objects.select_related("organisation", "user").get(user=account(request))
    if person.organisation is None:
        raise Http404
    is_contact = person.organisation.contact_id == person.pk
    colleagues = list(departure.colleagues(person)) if is_contact else []
    form = LeaveForm(posted(request), colleagues=colleagues)
    if form.is_valid():
        successor = next(
            (one for one in colleagues if one.public_id == form.cleaned_data.get("successor")), None
        )
        try:
            departure.leave(
                person,
                by=account(request),
                shown_as=form.cleaned_data["shown_as"],
                successor=successor,
            )
        except departure.CannotLeave as sentence:
            form.add_error(None, str(sentence))
        else:
            return redirect("members:mine")
    context = {"form": form, "person": person, "is_contact": is_contact}
    return render(request, "members/team/leave.html", context, status=422 if form.is_bound else 200)


def someone_leaving(request: HttpRequest) -> Person:
    return get_object_or_404(Person.objects.leaving().select_related("user"), user=account(request))


def after_leaving(
    request: HttpRequest, *, byline: BylineForm | None = None, ask: AskForm | None = None
) -> HttpResponse:
    """/mijn/ of who left: when the account closes, and the two things that can be done."""
    person = someone_leaving(request)
    moves = Move.objects.waiting().filter(person=person).select_related("organisation")
    is_refused = byline is not None or ask is not None
    context = {
        "person": person,
        "byline_form": byline or BylineForm(initial={"shown_as": person.shown_as}),
        "ask_form": ask or AskForm(),
        "asked": [move for move in moves if move.asked_by == AskedBy.PERSON],
        "called": [move for move in moves if move.asked_by == AskedBy.ORGANISATION],
    }
    return render(request, "members/team/leaving.html", context, status=422 if is_refused else 200)


@require_POST
@login_required
def byline(request: HttpRequest) -> HttpResponseBase:
    person = someone_leaving(request)
    form = BylineForm(request.POST)
    if not form.is_valid():
        return after_leaving(request, byline=form)
    departure.choose_byline(person, form.cleaned_data["shown_as"])
    messages.success(request, "Bewaard.")
    return redirect("members:mine")


@require_POST
@login_required
@limited("move-ask", limit=10, per=timedelta(days=1))
def ask(request: HttpRequest) -> HttpResponseBase:
    person = someone_leaving(request)
    form = AskForm(request.POST)
    if form.is_valid():
        organisation: Organisation = form.cleaned_data["organisation"]
        try:
            with transaction.atomic():
                sending = idempotency.take(request, form)
                if sending.is_repeat:
                    return sending.to_result()
                transfer.ask(person, organisation)
                sending.made("members:mine")
        except transfer.CannotMove as sentence:
            form.add_error("organisation", str(sentence))
        else:
            messages.success(
                request,
                f"We vroegen het aan {organisation.name}. Je krijgt een mail zodra zij antwoorden.",
            )
            return redirect("members:mine")
    return after_leaving(request, ask=form)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def move(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Yes or no, for the side that was asked; the side that asked may take it back."""
    found = get_object_or_404(
        decidable(request).select_related("person__user", "organisation__contact__user"),
        public_id=public_id,
    )
    if request.method == "POST":
        verb = transfer.accept if request.POST.get("besluit") == "ja" else transfer.decline
        if verb(found, by=account(request)):
            messages.success(request, said(found, is_yes=verb is transfer.accept))
        else:
            messages.error(request, "Hierover is al besloten. Er is nu niets veranderd.")
        return redirect("members:mine")
    return render(
        request,
        "members/team/move.html",
        {"move": found, "is_mine": found.person.user_id == account(request).pk},
    )


def decidable(request: HttpRequest) -> MoveQuerySet:
    """Asked of this person, or of an organisation whose contact this is."""
    of_me = Q(asked_by=AskedBy.ORGANISATION, person__user=account(request))
    of_us = Q(
        asked_by=AskedBy.PERSON, organisation__in=Organisation.objects.editable_by(request.user)
    )
    return Move.objects.filter(of_me | of_us)


def said(found: Move, *, is_yes: bool) -> str:
    if found.asked_by == AskedBy.ORGANISATION:
        return (
            f"Je hoort nu bij {found.organisation.name}."
            if is_yes
            else "Je zei nee. Er verandert niets."
        )
    name = found.person.name
    return (
        f"{name} staat nu bij jullie mensen."
        if is_yes
        else f"Je zei nee. {name} krijgt daar een mail over."
    )


@require_POST
@login_required
def move_withdrawal(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Who asked an organisation does so no more."""
    found = get_object_or_404(
        Move, person__user=account(request), asked_by=AskedBy.PERSON, public_id=public_id
    )
    transfer.withdraw(found, by=account(request))
    messages.success(request, "Je vraag is ingetrokken.")
    return redirect("members:mine")

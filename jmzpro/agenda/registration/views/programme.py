"""Questions, rounds and workshops: what an organiser puts together before registering opens."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from jmzpro.agenda.registration import waiting_list
from jmzpro.agenda.registration.booking import tell
from jmzpro.agenda.registration.choices import GatheringKind
from jmzpro.agenda.registration.models import Desk, Gathering, RegistrationQuestion
from jmzpro.agenda.registration.organiser_forms import QuestionForm, RoundForm, WorkshopForm
from jmzpro.agenda.registration.views.organiser import frame, organised_desk
from jmzpro.kit.forms import posted
from jmzpro.members.access import member_required

MOST_QUESTIONS, MOST_WORKSHOPS = 12, 80


def for_adults(request: HttpRequest, slug: str) -> Desk:
    """Nothing of this is there for an activity for children."""
    desk = organised_desk(request, slug)
    if desk.asks_an_address_only:
        raise Http404
    return desk


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def questions(request: HttpRequest, slug: str) -> HttpResponseBase:
    desk = for_adults(request, slug)
    there = list(desk.questions.all())
    form = QuestionForm(posted(request))
    if form.is_valid() and len(there) >= MOST_QUESTIONS:
        form.add_error(
            None,
            (
                f"Er zijn al {MOST_QUESTIONS} vragen. Haal er eerst een weg: hoe korter het "
                "formulier, hoe meer aanmeldingen."
            ),
        )
    if form.is_valid():
        question: RegistrationQuestion = form.save(commit=False)
        question.desk, question.order = (
            desk,
            (desk.questions.aggregate(last=Max("order"))["last"] or 0) + 1,
        )
        question.save()
        return redirect("agenda:registrations-questions", slug)
    context = {**frame(desk, "registrations-questions"), "form": form, "questions": there}
    return render(
        request,
        "agenda/registering/organiser/questions.html",
        context,
        status=422 if form.is_bound else 200,
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def question(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    desk = for_adults(request, slug)
    found = get_object_or_404(desk.questions, pk=pk)
    form = QuestionForm(posted(request), instance=found)
    if form.is_valid():
        form.save()
        return redirect("agenda:registrations-questions", slug)
    context = {
        **frame(desk, "registrations-questions"),
        "form": form,
        "question": get_object_or_404(desk.questions, pk=pk),
    }
    return render(
        request,
        "agenda/registering/organiser/question.html",
        context,
        status=422 if form.is_bound else 200,
    )


@require_POST
@member_required
def question_removal(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """With what was answered to it."""
    for_adults(request, slug).questions.filter(pk=pk).delete()
    messages.success(request, "De vraag is weg, met de antwoorden erop.")
    return redirect("agenda:registrations-questions", slug)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def workshops(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Two forms on one page; `wat` says which was sent."""
    desk = for_adults(request, slug)
    wanted = request.POST.get("wat", "") if request.method == "POST" else ""
    round_form = RoundForm(request.POST if wanted == "ronde" else None, prefix="ronde")
    workshop_form = WorkshopForm(request.POST if wanted == "workshop" else None, desk=desk)
    if wanted == "ronde" and round_form.is_valid():
        made = round_form.save(commit=False)
        made.desk = desk
        made.save()
        return redirect("agenda:registrations-workshops", slug)
    if wanted == "workshop" and workshop_form.is_valid():
        add_workshop(desk, workshop_form)
        return redirect("agenda:registrations-workshops", slug)
    rounds = list(desk.rounds.prefetch_related("workshops"))
    context: dict[str, Any] = {
        **frame(desk, "registrations-workshops"),
        "round_form": round_form,
        "workshop_form": workshop_form,
        "rounds": rounds,
    }
    return render(
        request,
        "agenda/registering/organiser/workshops.html",
        context,
        status=422 if wanted else 200,
    )


def add_workshop(desk: Desk, form: WorkshopForm) -> None:
    workshop: Gathering = form.save(commit=False)
    assert workshop.round is not None
    workshop.desk, workshop.kind = desk, GatheringKind.WORKSHOP
    workshop.starts_at, workshop.ends_at = workshop.round.starts_at, workshop.round.ends_at
    workshop.save()


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def workshop(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """Changed under the lock; more room goes at once to who waits."""
    desk = for_adults(request, slug)
    found = get_object_or_404(desk.gatherings.filter(kind=GatheringKind.WORKSHOP), pk=pk)
    with transaction.atomic():
        waiting_list.lock(desk)
        found.refresh_from_db()
        form = WorkshopForm(posted(request), desk=desk, instance=found)
        if form.is_valid():
            form.save()
            tell(waiting_list.settle(found))
            return redirect("agenda:registrations-workshops", slug)
    context = {
        **frame(desk, "registrations-workshops"),
        "form": form,
        "workshop": get_object_or_404(desk.gatherings, pk=pk),
    }
    return render(
        request,
        "agenda/registering/organiser/workshop.html",
        context,
        status=422 if form.is_bound else 200,
    )


@require_POST
@member_required
def workshop_removal(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """Only what nobody chose: who chose it must first hear of it."""
    desk = for_adults(request, slug)
    if desk.gatherings.filter(kind=GatheringKind.WORKSHOP, pk=pk, bookings=None).delete()[0]:
        messages.success(request, "De workshop is weg.")
    else:
        messages.error(
            request,
            (
                "Deze workshop is al gekozen. Stuur eerst een bericht, en laat mensen iets "
                "anders kiezen."
            ),
        )
    return redirect("agenda:registrations-workshops", slug)


@require_POST
@member_required
def round_removal(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    desk = for_adults(request, slug)
    if desk.rounds.filter(pk=pk, workshops=None).delete()[0]:
        messages.success(request, "De ronde is weg.")
    else:
        messages.error(request, "In deze ronde staan nog workshops. Haal die eerst weg.")
    return redirect("agenda:registrations-workshops", slug)

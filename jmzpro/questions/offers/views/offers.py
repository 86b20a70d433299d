"""Offers: the list, one offer, how it read before, and bringing or changing one."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from jmzpro.kit import dutch
from jmzpro.kit.forms import posted
from jmzpro.members.access import member_required
from jmzpro.questions.forms import ReportForm
from jmzpro.questions.models import Offer, OfferReport, OfferRequest, Question
from jmzpro.questions.offers import lifecycle, matching
from jmzpro.questions.offers.forms import OfferFilter, OfferForm, ProlongForm, RequestForm
from jmzpro.questions.views.current_person import current_person
from jmzpro.questions.views.throttling import too_fast
from jmzpro.trust import idempotency, limits

PER_PAGE = 15
AT_MOST = 100
SHOWN = 5
GONE = (
    "Dit aanbod is intussen weggehaald. Je tekst staat hieronder nog: kopieer hem als je hem "
    "wilt houden."
)


@require_safe
@member_required
def index(request: HttpRequest) -> HttpResponseBase:
    """What members bring, newest first, with the filters in the address."""
    form = OfferFilter(request.GET)
    offers = (
        form.matching()
        .select_related("bringer__organisation", "province", "town")
        .prefetch_related("themes")
    )
    page = Paginator(offers.order_by("-offered_at", "-pk"), PER_PAGE).get_page(
        request.GET.get("pagina")
    )
    return render(
        request,
        "questions/offers/list.html",
        {"form": form, "page": page, "is_empty": not Offer.objects.listed().exists()},
    )


@require_safe
@member_required
def offer(request: HttpRequest, number: int) -> HttpResponseBase:
    return render(
        request, "questions/offers/offer.html", page_of(request, shown_offer(request, number))
    )


def shown_offer(request: HttpRequest, number: int) -> Offer:
    shown = Offer.objects.visible_to(request.user).select_related(
        "bringer__organisation", "bringer__user", "province", "town"
    )
    return get_object_or_404(shown.prefetch_related("themes"), number=number)


def page_of(request: HttpRequest, found: Offer, form: RequestForm | None = None) -> dict[str, Any]:
    """What the page of an offer shows to this reader."""
    person = current_person(request)
    is_bringer = found.is_brought_by(person)
    asked = OfferRequest.objects.filter(offer=found, person=person).order_by("-asked_at").first()
    is_current = asked is not None and not asked.is_over
    can_ask = not is_bringer and not is_current and (found.is_available or found.is_given)
    requests = (
        found.requests.select_related("person__organisation").order_by("-asked_at")
        if is_bringer
        else ()
    )
    return {
        "offer": found,
        "state": found.state_on(),
        "is_bringer": is_bringer,
        "asked": asked if is_current else None,
        "earlier": asked if asked is not None and not is_current else None,
        "requests": list(requests),
        "questions": matching.open_questions_for(found, person) if is_bringer else [],
        "form": (form or RequestForm(initial={"lijst": "ja" if found.is_given else ""}))
        if can_ask
        else None,
        "asks_without_name": can_ask
        and Question.objects.open().asked_by(person).filter(is_without_name=True).exists(),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def bring(request: HttpRequest) -> HttpResponseBase:
    form = OfferForm(posted(request))
    if not form.is_bound:
        return render(request, "questions/offers/new.html", {"form": form})
    if earlier := idempotency.already_sent(request, form):
        return earlier
    if not form.is_valid():
        return render(request, "questions/offers/new.html", {"form": form}, status=422)
    if wait := too_fast(form, f"offer:user/{request.user.pk}", limit=10, per=timedelta(minutes=10)):
        return wait.answer(request, "questions/offers/new.html", {"form": form})
    with transaction.atomic():
        sending = idempotency.take(request, form)
        if sending.is_repeat:
            return sending.to_result()
        made = lifecycle.bring(current_person(request), form.told())
        sending.made(made)
    messages.success(request, "Je aanbod staat erop. Wil iemand het hebben, dan krijg je een mail.")
    return redirect(made)


def own_offer(request: HttpRequest, number: int) -> Offer:
    return get_object_or_404(
        Offer.objects.editable_by(request.user).prefetch_related("themes"), number=number
    )


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limits.limited("offer-edit", limit=30, per=timedelta(minutes=10))
def edit(request: HttpRequest, number: int) -> HttpResponseBase:
    found = own_offer(request, number)
    form = OfferForm(posted(request), offer=found)
    if form.is_valid():
        try:
            if lifecycle.edit(found, form.told(), by=current_person(request)):
                messages.success(request, "Je aanbod is aangepast.")
                return redirect(found)
            form.add_error(None, GONE)
        except lifecycle.LessThanGiven as refusal:
            form.add_error(
                "copies", f"Je zegde het al {refusal.args[0]} keer toe. Minder kan niet meer."
            )
    return render(
        request,
        "questions/offers/edit.html",
        {"offer": found, "form": form},
        status=422 if form.is_bound else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def prolong(request: HttpRequest, number: int) -> HttpResponseBase:
    """Let it run on, or open it again."""
    found = own_offer(request, number)
    form = ProlongForm(posted(request))
    if form.is_valid():
        if lifecycle.prolong(found, form.cleaned_data["until"]):
            messages.success(
                request, f"Je aanbod staat er tot en met {dutch.day(found.available_until)}."
            )
        else:
            messages.warning(
                request,
                "Dit aanbod is helemaal vergeven. Zet het aantal hoger als je er meer van hebt.",
            )
        return redirect(found)
    return render(
        request,
        "questions/offers/prolong.html",
        {"offer": found, "form": form},
        status=422 if form.is_bound else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def withdraw(request: HttpRequest, number: int) -> HttpResponseBase:
    """ "Is weg": off the list; it can be opened again."""
    found = own_offer(request, number)
    if request.method == "POST":
        if lifecycle.withdraw(found):
            messages.success(
                request, "Je aanbod is ingetrokken. Wie erop wachtte, krijgt een mail."
            )
        return redirect(found)
    return render(
        request,
        "questions/offers/withdraw.html",
        {"offer": found, "waiting": found.requests.waiting().count()},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def remove(request: HttpRequest, number: int) -> HttpResponseBase:
    found = own_offer(request, number)
    if request.method == "POST":
        lifecycle.remove(found)
        messages.success(
            request, "Je aanbod is weg. Wie er een mail over kreeg, heeft die mail nog."
        )
        return redirect(reverse("questions:offers"))
    return render(
        request,
        "questions/offers/remove.html",
        {"offer": found, "waiting": found.requests.waiting().count()},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limits.limited("report", limit=10, per=timedelta(minutes=10))
def report(request: HttpRequest, number: int) -> HttpResponseBase:
    """Ask the office to look at an offer."""
    found = shown_offer(request, number)
    form = ReportForm(posted(request))
    if form.is_valid():
        OfferReport.put_before_the_office(
            current_person(request), form.cleaned_data["text"], offer=found
        )
        messages.success(request, "Dank je wel. Het bureau kijkt ernaar.")
        return redirect(found)
    return render(
        request,
        "questions/offers/report.html",
        {"offer": found, "form": form},
        status=422 if form.is_bound else 200,
    )


@require_safe
@member_required
def versions(request: HttpRequest, number: int) -> HttpResponse:
    """How an offer read before."""
    found = shown_offer(request, number)
    return render(
        request,
        "questions/offers/versions.html",
        {"offer": found, "history": found.revisions.all()},
    )


@require_safe
@member_required
def mine(request: HttpRequest) -> HttpResponseBase:
    """What I brought and fetched: offers and answers, what was promised to me and questions that
    were answered. No scores.
    """
    person = current_person(request)
    fetched = OfferRequest.objects.filter(person=person).exclude(offer__state="verwijderd")
    answered = Question.objects.visible_to(request.user)
    context = {
        "brought": list(Offer.objects.brought_by(person).order_by("-offered_at", "-pk")[:AT_MOST]),
        "fetched": list(
            fetched.select_related("offer__bringer").order_by("-asked_at", "-pk")[:AT_MOST]
        ),
        "helped_with": list(answered.answered_by(person).order_by("-last_activity_at")[:SHOWN]),
        "helped_by": list(
            answered.asked_by(person)
            .filter(first_answer_at__isnull=False)
            .order_by("-last_activity_at")[:SHOWN]
        ),
    }
    return render(request, "questions/offers/mine.html", context)

"""A request for an offer: asking, and for the two it is between the page where they decide and
write.
"""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jmzpro.kit.forms import posted
from jmzpro.members.access import member_required
from jmzpro.questions.models import MessageState, Offer, OfferMessage, OfferRequest
from jmzpro.questions.offers import requests
from jmzpro.questions.offers.forms import DeclineForm, HeldMessageForm, MessageForm, RequestForm
from jmzpro.questions.offers.views.offers import page_of, shown_offer
from jmzpro.questions.views.current_person import current_person
from jmzpro.questions.views.throttling import too_fast
from jmzpro.trust import idempotency, limits

JUST_GIVEN = (
    "De laatste is net aan een ander toegezegd. Je tekst staat er nog: verstuur hem opnieuw en "
    "je staat op de lijst voor als het vrijkomt."
)
NOT_OFFERED = (
    "Dit aanbod is intussen afgelopen of ingetrokken. Je tekst staat hieronder nog: kopieer hem "
    "als je hem wilt houden."
)
ALREADY = "Hierover is intussen al besloten. Er is nu niets veranderd."
NONE_LEFT = (
    "Er is er geen meer over: de laatste ging net naar een ander verzoek. Dit verzoek is niet "
    "veranderd."
)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def ask_for(request: HttpRequest, number: int) -> HttpResponseBase:
    """ "Ik wil dit". Opened by itself it is the offer's page, where the form stands."""
    offer = shown_offer(request, number)
    if request.method != "POST" or offer.is_brought_by(current_person(request)):
        return redirect(offer)
    form = RequestForm(request.POST)
    if earlier := idempotency.already_sent(request, form):
        return earlier
    if not form.is_valid():
        return asked_again(request, offer, form)
    if wait := too_fast(
        form, f"offer-request:user/{request.user.pk}", limit=10, per=timedelta(minutes=10)
    ):
        return wait.answer(request, "questions/offers/offer.html", page_of(request, offer, form))
    return place(request, offer, form)


def place(request: HttpRequest, offer: Offer, form: RequestForm) -> HttpResponseBase:
    """Make the request; what came in between is said with the words still there."""
    try:
        with transaction.atomic():
            sending = idempotency.take(request, form)
            if sending.is_repeat:
                return sending.to_result()
            made = requests.ask_for(
                offer,
                current_person(request),
                form.cleaned_data["text"],
                for_the_list=form.cleaned_data["lijst"] == "ja",
            )
            sending.made(made)
    except requests.AskedBefore as refusal:
        messages.info(request, "Je vroeg hier al om. Dit is je verzoek.")
        return redirect(refusal.request)
    except requests.JustGiven:
        form.data = {**form.data.dict(), "lijst": "ja"}  # type: ignore[attr-defined]  # the QueryDict of this request
        form.add_error(None, JUST_GIVEN)
        return asked_again(request, shown_offer(request, offer.number), form)
    except requests.NotOffered:
        form.add_error(None, NOT_OFFERED)
        return asked_again(request, shown_offer(request, offer.number), form)
    said = (
        "Je staat op de lijst. Komt het vrij, dan hoor je het."
        if made.is_kept
        else "We sturen je verzoek door. Je hoort het per mail."
    )
    messages.success(request, said)
    return redirect(made)


def asked_again(request: HttpRequest, offer: Offer, form: RequestForm) -> HttpResponse:
    """The offer's page with what was typed: also when it can be asked for no longer."""
    context = page_of(request, offer, form)
    return render(
        request,
        "questions/offers/offer.html",
        {**context, "form": context["form"] or form},
        status=422,
    )


def shown_request(request: HttpRequest, number: int, public_id: str) -> OfferRequest:
    shown = OfferRequest.objects.visible_to(request.user).select_related(
        "offer__bringer__user",
        "offer__bringer__organisation",
        "offer__province",
        "offer__town",
        "person__user",
        "person__organisation",
    )
    return get_object_or_404(shown, offer__number=number, public_id=public_id)


def of_bringer(request: HttpRequest, number: int, public_id: str) -> OfferRequest:
    """For what only the bringer decides."""
    return get_object_or_404(
        OfferRequest.objects.visible_to(request.user)
        .filter(offer__bringer=current_person(request))
        .select_related("offer__bringer__user", "person__user"),
        offer__number=number,
        public_id=public_id,
    )


def of_asker(request: HttpRequest, number: int, public_id: str) -> OfferRequest:
    mine = OfferRequest.objects.visible_to(request.user).filter(person=current_person(request))
    return get_object_or_404(
        mine.select_related("offer__bringer__user", "person__user"),
        offer__number=number,
        public_id=public_id,
    )


@require_safe
@member_required
def conversation(request: HttpRequest, number: int, public_id: str) -> HttpResponseBase:
    return page(request, shown_request(request, number, public_id))


def page(
    request: HttpRequest, found: OfferRequest, status: int = 200, **forms: Any
) -> HttpResponse:
    """The page of a request for one of its two; `forms` has what was typed and refused."""
    person = current_person(request)
    is_bringer = found.offer.is_brought_by(person)
    context = {
        "request_for": found,
        "offer": found.offer,
        "person": person,
        "other": found.other_than(person),
        "is_bringer": is_bringer,
        "messages_between": list(found.messages.visible_to(request.user).select_related("author")),
        "my_address_shows": found.bringer_shows_address
        if is_bringer
        else found.person_shows_address,
        "other_shows_address": found.shows_address_to(person),
        "form": MessageForm() if found.takes_messages else None,
        "decline_form": DeclineForm(auto_id="id_nee_%s")
        if is_bringer and found.is_waiting
        else None,
        **forms,
    }
    return render(request, "questions/offers/request.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def message(request: HttpRequest, number: int, public_id: str) -> HttpResponseBase:
    found = shown_request(request, number, public_id)
    if request.method != "POST" or not found.takes_messages:
        return redirect(found)
    form = MessageForm(request.POST)
    if earlier := idempotency.already_sent(request, form):
        return earlier
    if not form.is_valid():
        return page(request, found, 422, form=form)
    if wait := too_fast(
        form, f"offer-message:user/{request.user.pk}", limit=20, per=timedelta(minutes=10)
    ):
        response = page(request, found, 429, form=form)
        response["Retry-After"] = str(wait.seconds)
        return response
    with transaction.atomic():
        sending = idempotency.take(request, form)
        if sending.is_repeat:
            return sending.to_result()
        requests.write(found, current_person(request), form.cleaned_data["text"])
        sending.made(found)
    messages.success(request, "Je bericht is onderweg.")
    return redirect(found)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limits.limited("offer-message-held", limit=30, per=timedelta(minutes=10))
def held_message(request: HttpRequest, number: int, public_id: str, pk: int) -> HttpResponseBase:
    """Look a message over that came by mail and is held."""
    found = shown_request(request, number, public_id)
    held = get_object_or_404(
        OfferMessage.objects.filter(
            request=found, author=current_person(request), state=MessageState.HELD
        ),
        pk=pk,
    )
    held.request = found
    form = HeldMessageForm(posted(request), initial={"text": held.text})
    if form.is_valid():
        requests.confirm(held, form.cleaned_data["text"])
        messages.success(request, "Je bericht is onderweg.")
        return redirect(found)
    context = {"request_for": found, "offer": found.offer, "held": held, "form": form}
    return render(
        request, "questions/offers/message_held.html", context, status=422 if form.is_bound else 200
    )


@require_POST
@member_required
def promise(request: HttpRequest, number: int, public_id: str) -> HttpResponseBase:
    """Yes, it is for you."""
    found = of_bringer(request, number, public_id)
    try:
        if requests.promise(found):
            messages.success(
                request, "Mooi. De ander krijgt een mail; spreek samen af hoe en wanneer."
            )
        else:
            messages.warning(request, ALREADY)
    except requests.JustGiven:
        messages.warning(request, NONE_LEFT)
    return redirect(found)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def decline(request: HttpRequest, number: int, public_id: str) -> HttpResponseBase:
    """No, with or without a word."""
    found = of_bringer(request, number, public_id)
    if request.method != "POST":
        return redirect(found)
    form = DeclineForm(request.POST, auto_id="id_nee_%s")
    if not form.is_valid():
        return page(request, shown_request(request, number, public_id), 422, decline_form=form)
    if requests.decline(found, form.cleaned_data["text"]):
        messages.success(request, "De ander krijgt een vriendelijke mail.")
    else:
        messages.warning(request, ALREADY)
    return redirect(found)


@require_POST
@member_required
def give_back(request: HttpRequest, number: int, public_id: str) -> HttpResponseBase:
    """What was promised does not go on: said by either of the two."""
    found = shown_request(request, number, public_id)
    if requests.give_back(found, by=current_person(request)):
        is_free = found.offer.is_free_when_returned
        messages.success(
            request,
            (
                "Duidelijk. De ander krijgt een "
                f"mail{', en het aanbod is weer vrij' if is_free else ''}."
            ),
        )
    else:
        messages.warning(request, ALREADY)
    return redirect(found)


@require_POST
@member_required
def withdraw(request: HttpRequest, number: int, public_id: str) -> HttpResponseBase:
    found = of_asker(request, number, public_id)
    if requests.withdraw(found):
        messages.success(request, "Je verzoek is ingetrokken.")
    else:
        messages.warning(request, ALREADY)
    return redirect(found.offer)


@require_POST
@member_required
def waiting_list(request: HttpRequest, number: int, public_id: str) -> HttpResponseBase:
    """Keep my request for when it comes free, or not."""
    found = of_asker(request, number, public_id)
    wants = request.POST.get("bewaar") != "nee"
    if requests.keep(found, on_the_list=wants):
        messages.success(
            request,
            "Je staat op de lijst. Komt het vrij, dan hoor je het."
            if wants
            else "Je staat niet meer op de lijst.",
        )
    return redirect(found)


@require_POST
@member_required
def address(request: HttpRequest, number: int, public_id: str) -> HttpResponseBase:
    """Let the other have my address, or not (any more)."""
    found = shown_request(request, number, public_id)
    shows = request.POST.get("geef") == "ja"
    if requests.show_address(found, current_person(request), shows=shows):
        said = (
            "De ander heeft nu je e-mailadres, ook per mail."
            if shows
            else "Je e-mailadres staat hier niet meer. Wie het per mail kreeg, heeft die mail nog."
        )
        messages.success(request, said)
    return redirect(found)

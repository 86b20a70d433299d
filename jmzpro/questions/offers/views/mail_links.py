"""The one-click pages of the mails about offers: no login, since the mail was the proof. Opening
one changes nothing.
"""

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_http_methods

from jmzpro.mail.models import ReplyToken
from jmzpro.members.models import Person
from jmzpro.questions.models import Offer, OfferRequest
from jmzpro.questions.offers import lifecycle, requests
from jmzpro.questions.offers.emails import OFFER_KIND, REQUEST_KIND
from jmzpro.questions.offers.forms import DeclineForm
from jmzpro.trust import limits
from jmzpro.trust.private_links import render_private


def of_token(token: str, kind: str) -> tuple[Person, str]:
    """Whose mail it was, and of which row; an unknown token, or of somebody who takes part no
    more, is 404.
    """
    found = (
        ReplyToken.objects.filter(token=token.lower(), kind=kind)
        .select_related("user__person")
        .first()
    )
    person: Person | None = getattr(found.user, "person", None) if found else None
    if found is None or person is None or not found.user.is_member:
        raise Http404
    return person, found.subject_id


def own_offer(token: str) -> Offer | None:
    person, subject = of_token(token, OFFER_KIND)
    return Offer.objects.standing().filter(pk=subject, bringer=person).first()


def request_of(token: str) -> tuple[Person, OfferRequest | None]:
    person, subject = of_token(token, REQUEST_KIND)
    between = OfferRequest.objects.visible_to(person.user).select_related(
        "offer__bringer__user", "person__user", "person__organisation"
    )
    return person, between.filter(pk=subject).first()


@require_http_methods(["GET", "HEAD", "POST"])
@limits.limited("offer-mail", limit=60, per=timedelta(minutes=10), by="address")
def still_there(request: HttpRequest, token: str) -> HttpResponseBase:
    """ "Nog beschikbaar?": nog een tijd, or is weg."""
    offer = own_offer(token)
    context: dict[str, object] = {"offer": offer, "token": token, "done": ""}
    if request.method == "POST" and offer is not None:
        if request.POST.get("nog") == "weg":
            lifecycle.withdraw(offer)
            context["done"] = "gone"
        elif request.POST.get("nog") == "tijd":
            context["done"] = "longer" if lifecycle.prolong(offer) else "given"
    return render_private(request, "questions/offers/mail_still_there.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@limits.limited("offer-mail", limit=60, per=timedelta(minutes=10), by="address")
def decide(request: HttpRequest, token: str) -> HttpResponseBase:
    """The bringer's yes or no."""
    person, found = request_of(token)
    if found is not None and not found.offer.is_brought_by(person):
        raise Http404
    form = DeclineForm(request.POST if request.POST.get("antwoord") == "nee" else None)
    context: dict[str, object] = {
        "request_for": found,
        "offer": found.offer if found else None,
        "token": token,
        "form": form,
        "done": "",
    }
    if request.method != "POST" or found is None:
        first = found.messages.order_by("at").first() if found else None
        return render_private(
            request, "questions/offers/mail_decide.html", {**context, "first": first}
        )
    if form.is_bound and not form.is_valid():
        return render_private(
            request,
            "questions/offers/mail_decide.html",
            {**context, "first": found.messages.order_by("at").first()},
            status=422,
        )
    context["done"] = decided(found, request.POST.get("antwoord", ""), form)
    return render_private(request, "questions/offers/mail_decide.html", context)


def decided(found: OfferRequest, said: str, form: DeclineForm) -> str:
    if said == "nee":
        return "no" if requests.decline(found, form.cleaned_data["text"]) else "before"
    if said != "ja":
        return ""
    try:
        return "yes" if requests.promise(found) else "before"
    except requests.JustGiven:
        return "none-left"


@require_http_methods(["GET", "HEAD", "POST"])
@limits.limited("offer-mail", limit=60, per=timedelta(minutes=10), by="address")
def waiting_list(request: HttpRequest, token: str) -> HttpResponseBase:
    """Keep my request for when it comes free."""
    person, found = request_of(token)
    if found is not None and not found.is_from(person):
        raise Http404
    if request.method == "POST" and found is not None:
        requests.keep(found, on_the_list=request.POST.get("bewaar") != "nee")
        found.refresh_from_db()
    context: dict[str, object] = {
        "request_for": found,
        "offer": found.offer if found else None,
        "token": token,
    }
    return render_private(request, "questions/offers/mail_list.html", context)

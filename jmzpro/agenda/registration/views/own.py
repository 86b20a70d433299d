"""One's own registration, by the address in the mail: how it stands, changing it, and leaving.
Opening a page changes nothing.
"""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jmzpro.agenda.registration import booking as registration_booking
from jmzpro.agenda.registration import waiting_list
from jmzpro.agenda.registration.booking import main_booking
from jmzpro.agenda.registration.choices import BookingState
from jmzpro.agenda.registration.forms import RegistrationForm
from jmzpro.agenda.registration.models import Participant, Registration
from jmzpro.kit import dutch
from jmzpro.kit.forms import posted
from jmzpro.kit.short_links import qr
from jmzpro.trust.limits import limited
from jmzpro.trust.private_links import render_private

HOUR = timedelta(hours=1)


def own(token: str) -> Registration:
    found = Registration.objects.select_related(
        "gathering__desk__activity__town", "gathering__occurrence__activity"
    )
    return get_object_or_404(found, token=token)


@require_safe
def registration(request: HttpRequest, token: str) -> HttpResponse:
    found = own(token)
    if found.cancelled_at is not None:
        return render_private(
            request, "agenda/registering/own_gone.html", {"activity": found.desk.activity}
        )
    booking = main_booking(found)
    desk = booking.gathering.desk
    has_place = booking.state == BookingState.PLACE
    people = list(found.participants.select_related("certificate")) if has_place else []
    context = {
        "registration": found,
        "booking": booking,
        "activity": found.desk.activity,
        "desk": desk,
        "has_place": has_place,
        "must_confirm": booking.state == BookingState.HELD or found.confirm_until is not None,
        "confirm_until": booking.offered_until or found.confirm_until,
        "time_left": time_left(booking.offered_until or found.confirm_until),
        "place_in_line": waiting_list.place_in_line(booking)
        if booking.state == BookingState.WAITING
        else None,
        "programme": programme(found),
        "people": people,
        "certificates": [person for person in people if hasattr(person, "certificate")],
        "materials": list(desk.materials.all()) if has_place else [],
        "may_change": timezone.now() < booking.gathering.ends_at,
        "kept_until": booking.gathering.ends_at + desk.kept,
    }
    return render_private(request, "agenda/registering/own.html", context)


def time_left(until: datetime | None) -> str:
    """`17 uur`, `40 minuten`."""
    return dutch.span(until - timezone.now()) if until is not None else ""


def programme(found: Registration) -> list[dict[str, Any]]:
    """The chosen workshops in the order of the day, and where one stands for each."""
    bookings = found.bookings.exclude(gathering=found.gathering_id).exclude(state=BookingState.LEFT)
    chosen = bookings.select_related("gathering__round", "gathering__desk__activity").order_by(
        "gathering__starts_at", "pk"
    )
    return [
        {
            "workshop": one.gathering,
            "state": one.state,
            "place": waiting_list.place_in_line(one) if one.state == BookingState.WAITING else None,
        }
        for one in chosen
    ]


@require_POST
@limited("agenda-place", limit=60, per=HOUR, by="address")
def place(request: HttpRequest, token: str) -> HttpResponseBase:
    """Yes to the place that was offered. Whether it was in time is what the page then says."""
    registration_booking.accept(own(token))
    return redirect("agenda:registration", token)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """One click from the mail, and one for a mail program that does it by itself (RFC 8058)."""
    found = own(token)
    activity = found.desk.activity
    if request.method == "POST" or found.cancelled_at is not None:
        registration_booking.cancel(found)
        return render_private(request, "agenda/registering/own_gone.html", {"activity": activity})
    return render_private(
        request,
        "agenda/registering/leave.html",
        {"registration": found, "activity": activity, "booking": main_booking(found)},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@limited("agenda-change", limit=60, per=HOUR, by="address")
def change(request: HttpRequest, token: str) -> HttpResponseBase:
    found = own(token)
    if found.cancelled_at is not None or found.gathering.ends_at <= timezone.now():
        return redirect("agenda:registration", token)
    form = RegistrationForm(posted(request), desk=found.desk, registration=found)
    if form.is_valid():
        registration_booking.change_registration(found, form.told())
        return redirect("agenda:registration", token)
    context = {
        "form": form,
        "registration": found,
        "activity": found.desk.activity,
        "desk": found.desk,
    }
    return render_private(
        request, "agenda/registering/change.html", context, status=422 if form.is_bound else 200
    )


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def mail(request: HttpRequest, token: str) -> HttpResponse:
    """No reminder, no word of the organiser, no evaluation any more. What concerns the place
    itself still comes.
    """
    found = own(token)
    if request.method == "POST":
        found.wants_no_mail = "weer" not in request.POST
        Registration.objects.filter(pk=found.pk, cancelled_at=None).update(
            wants_no_mail=found.wants_no_mail
        )
    is_done = request.method == "POST"
    return render_private(
        request,
        "agenda/registering/mail_stop.html",
        {"registration": found, "activity": found.desk.activity, "is_done": is_done},
    )


def ticket_of(token: str, code: str) -> Participant:
    found = own(token)
    person = found.participants.filter(code=code).first()
    if person is None or main_booking(found).state != BookingState.PLACE:
        raise Http404
    person.registration = found
    return person


def scan_address(person: Participant) -> str:
    slug = person.registration.desk.activity.slug
    return f"{settings.BASE_URL}{reverse('agenda:registrations-present', args=[slug, person.code])}"


@require_safe
def ticket(request: HttpRequest, token: str, code: str) -> HttpResponse:
    person = ticket_of(token, code)
    gathering = person.registration.gathering
    context = {
        "person": person,
        "registration": person.registration,
        "activity": gathering.desk.activity,
        "gathering": gathering,
    }
    return render_private(
        request,
        "agenda/registering/ticket.html",
        {**context, "programme": programme(person.registration)},
    )


@require_safe
def ticket_qr(request: HttpRequest, token: str, code: str) -> HttpResponse:
    """What the organiser scans: the page on which this participant is marked present, which only
    they can open.
    """
    response = HttpResponse(qr(scan_address(ticket_of(token, code))), content_type="image/svg+xml")
    response["Cache-Control"] = "private, no-store"
    return response

"""The list at the door: print it, tick it on a phone, or scan a ticket."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jmzpro.agenda.registration import attendance as registration_attendance
from jmzpro.agenda.registration import certificates as registration_certificates
from jmzpro.agenda.registration.models import Desk, Gathering, Participant
from jmzpro.agenda.registration.organiser_forms import CodeForm
from jmzpro.agenda.registration.views.organiser import frame, organised_desk
from jmzpro.kit.dutch import counted
from jmzpro.members.access import account, member_required
from jmzpro.trust import audit


def shown(desk: Desk, wanted: str) -> Gathering | None:
    """The one that was asked for, or the first that is not over."""
    gatherings = list(desk.gatherings.select_related("desk__activity", "occurrence", "round"))
    if wanted:
        return next((one for one in gatherings if str(one.pk) == wanted), None)
    main = [one for one in gatherings if not one.is_workshop]
    return next((one for one in main if one.ends_at > timezone.now()), main[-1] if main else None)


@never_cache
@require_safe
@member_required
def attendance(request: HttpRequest, slug: str) -> HttpResponseBase:
    desk = organised_desk(request, slug)
    wanted = request.GET.get("bij", "")
    gathering = shown(desk, wanted)
    if wanted and gathering is None:
        raise Http404
    bookings = registration_attendance.expected(gathering) if gathering else []
    people = [person for booking in bookings for person in booking.registration.participants.all()]
    others = desk.gatherings.select_related("desk__activity", "occurrence").order_by(
        "starts_at", "pk"
    )
    context: dict[str, Any] = {
        **frame(desk, "registrations-attendance"),
        "gathering": gathering,
        "bookings": bookings,
        "total": sum(booking.people for booking in bookings),
        "present": sum(person.present_at is not None for person in people),
        "may_mark": gathering is not None
        and not gathering.is_workshop
        and registration_attendance.may_be_marked(gathering),
        "others": [one for one in others if gathering is None or one.pk != gathering.pk],
        "code_form": CodeForm(),
        "certificates_due": registration_attendance.due_certificates(desk),
    }
    return render(request, "agenda/registering/organiser/attendance.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def present(request: HttpRequest, slug: str, code: str) -> HttpResponseBase:
    """Where a scanned ticket leads, and what each button on the list does. Reading marks nobody."""
    desk = organised_desk(request, slug)
    person = registration_attendance.by_code(desk, code)
    if person is None:
        raise Http404
    gathering = person.registration.gathering
    may_mark = registration_attendance.may_be_marked(gathering)
    if request.method == "POST" and may_mark:
        registration_attendance.mark(person, is_present=request.POST.get("aanwezig") != "nee")
        if request.POST.get("terug") == "lijst":
            return redirect(
                f"{reverse('agenda:registrations-attendance', args=[slug])}?bij={gathering.pk}#{person.code}"  # noqa: E501
            )
        return redirect("agenda:registrations-present", slug, person.code)
    status = 409 if request.method == "POST" else 200
    context = {
        **frame(desk, "registrations-attendance"),
        "person": person,
        "gathering": gathering,
        "may_mark": may_mark,
    }
    return render(request, "agenda/registering/organiser/present.html", context, status=status)


@require_POST
@member_required
def by_code(request: HttpRequest, slug: str) -> HttpResponseBase:
    """A code that was typed over."""
    desk = organised_desk(request, slug)
    person: Participant | None = registration_attendance.by_code(desk, request.POST.get("code", ""))
    if person is None:
        messages.error(
            request,
            (
                "Deze code hoort niet bij deze activiteit, of het kaartje is niet meer geldig. "
                "Kijk of hij goed is overgetypt."
            ),
        )
        return redirect("agenda:registrations-attendance", slug)
    return redirect("agenda:registrations-present", slug, person.code)


@require_POST
@member_required
def certificates(request: HttpRequest, slug: str) -> HttpResponseBase:
    """For all who are marked present and have none yet."""
    desk = organised_desk(request, slug)
    given = registration_certificates.give(desk)
    if given:
        audit.record("deelnamebewijzen gegeven", desk.activity, by=account(request), aantal=given)
        messages.success(
            request,
            (
                f"{counted(given, 'deelnamebewijs', 'deelnamebewijzen')} gegeven. Wie er was, "
                "krijgt een mail."
            ),
        )
    else:
        messages.info(
            request,
            (
                "Er was niets te geven: alleen wie aanwezig gemeld is en nog geen bewijs heeft, "
                "krijgt er een."
            ),
        )
    return redirect("agenda:registrations-attendance", slug)

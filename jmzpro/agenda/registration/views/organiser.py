"""Who organises an activity sees who registered, and sets how registering goes."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Q, Sum
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from jmzpro.agenda.choices import Registration as How
from jmzpro.agenda.models import Activity
from jmzpro.agenda.registration import booking, emails, exporter, sources, waiting_list
from jmzpro.agenda.registration.choices import BookingState, GatheringKind
from jmzpro.agenda.registration.models import Desk, Registration, desk_of
from jmzpro.agenda.registration.organiser_forms import DeskForm, MessageForm
from jmzpro.kit.dutch import counted
from jmzpro.kit.forms import posted
from jmzpro.members.access import account, member_required
from jmzpro.trust import audit, idempotency
from jmzpro.trust.limits import limited

ON_A_PAGE = 50
TABS = (
    ("registrations", "Aanmeldingen"),
    ("registrations-attendance", "Aanwezigheid"),
    ("registrations-message", "Bericht"),
    ("registrations-questions", "Vragen"),
    ("registrations-workshops", "Workshops"),
    ("registrations-materials", "Materiaal"),
    ("registrations-evaluation", "Evaluatie"),
    ("registrations-settings", "Instellen"),
)
# A page that makes no sense where nothing may be asked about who comes.
NOT_FOR_CHILDREN = {
    "registrations-questions",
    "registrations-workshops",
    "registrations-evaluation",
}
EXPORTS = {
    "csv": (exporter.as_csv, "text/csv; charset=utf-8"),
    "xlsx": (exporter.as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


def organised(request: HttpRequest, slug: str) -> Activity:
    return get_object_or_404(
        Activity.objects.editable_by(request.user).select_related("town", "organisation"), slug=slug
    )


def desk_for(activity: Activity) -> Desk:
    """As it is kept, or as it would begin."""
    desk = desk_of(activity) or Desk(activity=activity)
    desk.activity = activity
    return desk


def organised_desk(request: HttpRequest, slug: str) -> Desk:
    return get_object_or_404(
        Desk.objects.select_related("activity__town"), activity=organised(request, slug)
    )


def frame(desk: Desk, here: str) -> dict[str, Any]:
    """What is around each of these pages."""
    shown = [
        (name, label)
        for name, label in TABS
        if not (desk.asks_an_address_only and name in NOT_FOR_CHILDREN)
    ]
    shown = (
        shown
        if desk.pk
        else [
            (name, label)
            for name, label in shown
            if name in {"registrations", "registrations-settings"}
        ]
    )
    tabs = [
        {
            "url": reverse(f"agenda:{name}", args=[desk.activity.slug]),
            "label": label,
            "current": name == here,
        }
        for name, label in shown
    ]
    return {"activity": desk.activity, "desk": desk, "tabs": tabs}


@never_cache
@require_safe
@member_required
def overview(request: HttpRequest, slug: str) -> HttpResponseBase:
    desk = desk_for(organised(request, slug))
    if desk.pk is None:
        return render(
            request,
            "agenda/registering/organiser/overview.html",
            {**frame(desk, "registrations"), "gatherings": [], "page": None},
        )
    current = (
        Registration.objects.current()
        .filter(gathering__desk=desk)
        .select_related("gathering__desk__activity", "gathering__occurrence")
    )
    related = ("participants", "answers__question", "bookings__gathering")
    found = current.prefetch_related(*related).order_by(
        "gathering__starts_at", "registered_at", "pk"
    )
    context = {
        **frame(desk, "registrations"),
        "gatherings": standing(desk),
        "groups": sources.groups(desk),
        "page": Paginator(found, ON_A_PAGE).get_page(request.GET.get("pagina")),
    }
    return render(request, "agenda/registering/organiser/overview.html", context)


def standing(desk: Desk) -> list[dict[str, Any]]:
    """The figures of each gathering; what is forgotten has counts alone."""
    gatherings = desk.gatherings.select_related("desk__activity", "occurrence").annotate(
        waiting=Sum("bookings__people", filter=Q(bookings__state=BookingState.WAITING)),
    )
    return [
        {"gathering": one, "waiting": one.waiting or 0, "title": one.title or one.when}
        for one in gatherings
    ]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited("agenda-desk", limit=120, per=timedelta(hours=1))
def settings(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Looked at and saved under the lock, so that nobody gets a place that is taken away at the
    same moment.
    """
    activity = organised(request, slug)
    with transaction.atomic():
        desk = desk_for(activity)
        if request.method == "POST" and desk.pk:
            desk = waiting_list.lock(desk)
        form = DeskForm(posted(request), desk=desk)
        if form.is_valid():
            saved = form.save()
            take_over(saved, form.cleaned_data)
            audit.record("aanmelden ingesteld", activity, by=account(request))
            messages.success(request, "Bewaard.")
            return redirect("agenda:registrations", slug)
    context = {**frame(desk, "registrations-settings"), "form": form}
    return render(
        request,
        "agenda/registering/organiser/settings.html",
        context,
        status=422 if form.is_bound else 200,
    )


def take_over(desk: Desk, given: dict[str, Any]) -> None:
    """What the activity and its gatherings have of these settings; more room goes at once to who
    waits.
    """
    Activity.objects.filter(pk=desk.activity_id).update(
        registration=given["registration"],
        registration_url=given["registration_url"]
        if given["registration"] == How.ELSEWHERE
        else "",
        last_modified=timezone.now(),
    )
    desk.gatherings.exclude(kind=GatheringKind.WORKSHOP).update(capacity=desk.capacity)
    booking.resettle(desk)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited("agenda-message", limit=20, per=timedelta(hours=1))
def message(request: HttpRequest, slug: str) -> HttpResponseBase:
    desk = organised_desk(request, slug)
    form = MessageForm(posted(request))
    if form.is_valid():
        given = form.cleaned_data
        with transaction.atomic():
            sending = idempotency.take(request, form)
            if sending.is_repeat:
                return sending.to_result()
            sent = emails.message(
                receivers(desk, given["to"]),
                given["eenmalig"][:20],
                given["subject"],
                given["text"],
            )
            audit.record(
                "bericht aan aanmeldingen", desk.activity, by=account(request), aantal=sent
            )
            sending.made(reverse("agenda:registrations", args=[slug]))
        messages.success(
            request, f"Je bericht gaat naar {counted(sent, 'aanmelding', 'aanmeldingen')}."
        )
        return redirect("agenda:registrations", slug)
    context = {**frame(desk, "registrations-message"), "form": form}
    return render(
        request,
        "agenda/registering/organiser/message.html",
        context,
        status=422 if form.is_bound else 200,
    )


def receivers(desk: Desk, state: str) -> list[Registration]:
    """Of what is not over, who wants mail."""
    states = [state] if state else [BookingState.PLACE, BookingState.WAITING, BookingState.OFFERED]
    states += [BookingState.OFFERED] if state == BookingState.WAITING else []
    of_desk = Registration.objects.current().proven().filter(gathering__desk=desk)
    found = of_desk.filter(gathering__forgotten_at=None, wants_no_mail=False)
    related = ("gathering__desk__activity__town", "gathering__occurrence__activity")
    waiting = found.select_related(*related).prefetch_related("bookings")
    return [one for one in waiting if one.booking.state in states]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def cancel(request: HttpRequest, slug: str, public_id: str) -> HttpResponseBase:
    """For who phones that they will not come."""
    desk = organised_desk(request, slug)
    registration = get_object_or_404(
        Registration.objects.current().filter(gathering__desk=desk), public_id=public_id
    )
    if request.method == "POST":
        booking.cancel(registration, by_organiser=True)
        audit.record("aanmelding afgemeld", desk.activity, by=account(request))
        messages.success(request, "Afgemeld. Wie aan de beurt is, krijgt de plek.")
        return redirect("agenda:registrations", slug)
    return render(
        request,
        "agenda/registering/organiser/cancel.html",
        {**frame(desk, "registrations"), "registration": registration},
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited("agenda-together", limit=60, per=timedelta(hours=1))
def together(request: HttpRequest, slug: str, source: str) -> HttpResponseBase:
    """What came from one source, to look at and take away at once: what nobody confirmed is
    proposed.
    """
    desk = organised_desk(request, slug)
    group = sources.of_group(desk, source)
    if request.method == "POST":
        there = {one.public_id for one in group}
        gone = booking.take_away(desk, there & set(request.POST.getlist("weg")))
        audit.record("aanmeldingen weggehaald", desk.activity, by=account(request), aantal=gone)
        messages.success(request, taken_away(gone))
        return redirect("agenda:registrations", slug)
    context = {
        **frame(desk, "registrations"),
        "source": source,
        "rows": sources.shown(group),
        "first_at": group[0].registered_at if group else None,
        "last_at": group[-1].registered_at if group else None,
        "kept_days": sources.KEPT.days,
    }
    return render(request, "agenda/registering/organiser/together.html", context)


def taken_away(gone: int) -> str:
    if not gone:
        return "Je koos niets. Er is niets veranderd."
    count = counted(gone, "aanmelding is", "aanmeldingen zijn")
    return f"{count} weg. Plekken die vrijkwamen, gaan naar wie aan de beurt is."


@never_cache
@require_safe
@member_required
def export(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    desk = organised_desk(request, slug)
    write, content_type = EXPORTS[form]
    response = HttpResponse(write(desk), content_type=content_type)
    response["Content-Disposition"] = (
        f'attachment; filename="aanmeldingen-{desk.activity.slug}.{form}"'
    )
    return response

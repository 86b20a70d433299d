"""/mijn/kalenders/: connecting a calendar, and how its last reading went."""

from datetime import timedelta

from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jmzpro.agenda.connected import keeping, reading, taking
from jmzpro.agenda.connected.forms import CalendarForm
from jmzpro.agenda.connected.found import Feed, Unreadable
from jmzpro.agenda.connected.models import CalendarEntry, ConnectedCalendar, Form
from jmzpro.agenda.models import Activity
from jmzpro.members.access import account, member_required
from jmzpro.trust.limits import limited

ON_A_PAGE = 20


@never_cache
@require_safe
@member_required
def calendars(request: HttpRequest) -> HttpResponseBase:
    page = Paginator(ConnectedCalendar.objects.editable_by(request.user), ON_A_PAGE).get_page(request.GET.get("pagina"))
    return render(request, "agenda/connected/list.html", {"page": page, "person": account(request).person})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited("agenda-calendar", limit=20, per=timedelta(hours=1))
def connect(request: HttpRequest) -> HttpResponseBase:
    person = account(request).person
    if person.organisation_id is None:
        return redirect("agenda:calendars")
    form = CalendarForm(request.POST if request.method == "POST" else None, request.FILES or None, person=person)
    feed: Feed | None = None
    if form.is_valid() and form.cleaned_data["file"]:
        try:
            feed = reading.read(form.cleaned_data["file"], timezone.now())
        except Unreadable as refusal:
            form.add_error("file", str(refusal))
    if form.is_valid():
        calendar = form.calendar()
        with transaction.atomic():
            keeping.connect(calendar)
        if feed is not None:
            taking.take_over(calendar, feed).keep(calendar)
        return redirect(calendar)
    return render(request, "agenda/connected/form.html", {"form": form}, status=422 if form.is_bound else 200)


@never_cache
@require_safe
@member_required
def calendar(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """What came of it: taken over, left out and why, vanished."""
    found = get_object_or_404(ConnectedCalendar.objects.editable_by(request.user), public_id=public_id)
    readings = list(found.readings.all()[:10])
    told = next((one for one in readings if one.outcome == "gelezen"), None)
    context = {
        "calendar": found,
        "readings": readings,
        "newest": readings[0] if readings else None,
        "told": told,
        "taken": CalendarEntry.objects.filter(calendar=found).count(),
        "gone": Activity.objects.filter(calendar_entry__calendar=found, vanished_at__isnull=False).order_by("starts_at")[:50],
        "is_address": found.form == Form.ADDRESS,
    }
    return render(request, "agenda/connected/calendar.html", context)


@require_POST
@member_required
@limited("agenda-calendar-read", limit=20, per=timedelta(hours=1))
def read_now(request: HttpRequest, public_id: str) -> HttpResponseBase:
    found = get_object_or_404(ConnectedCalendar.objects.editable_by(request.user), public_id=public_id)
    keeping.ask_now(found)
    return redirect(found)


@require_POST
@member_required
def disconnect(request: HttpRequest, public_id: str) -> HttpResponseBase:
    found = get_object_or_404(ConnectedCalendar.objects.editable_by(request.user), public_id=public_id)
    keeping.disconnect(found, request.user)
    return redirect(found)

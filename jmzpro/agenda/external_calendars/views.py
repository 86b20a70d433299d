"""/mijn/kalenders/: connecting a calendar, and how its last reading went."""

from datetime import timedelta

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jmzpro.agenda.external_calendars import conflicts, jobs, overview
from jmzpro.agenda.external_calendars.forms import CalendarForm, FileForm
from jmzpro.agenda.external_calendars.models import ConnectedCalendar, Form
from jmzpro.members.access import account, member_required
from jmzpro.trust.limits import limited

ON_A_PAGE = 20


@never_cache
@require_safe
@member_required
def calendars(request: HttpRequest) -> HttpResponseBase:
    page = Paginator(ConnectedCalendar.objects.editable_by(request.user), ON_A_PAGE).get_page(
        request.GET.get("pagina")
    )
    return render(
        request, "agenda/connected/list.html", {"page": page, "person": account(request).person}
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited("agenda-calendar", limit=20, per=timedelta(hours=1))
def connect(request: HttpRequest) -> HttpResponseBase:
    person = account(request).person
    if person.organisation_id is None:
        return redirect("agenda:calendars")
    form = CalendarForm(
        request.POST if request.method == "POST" else None, request.FILES or None, person=person
    )
    if form.is_valid():
        return redirect(jobs.connect(form.calendar(), form.cleaned_data["file"]))
    return render(
        request, "agenda/connected/form.html", {"form": form}, status=422 if form.is_bound else 200
    )


@never_cache
@require_safe
@member_required
def calendar(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """What came of it: taken over, left out and why, vanished; how far it is while it is read."""
    found = get_object_or_404(
        ConnectedCalendar.objects.editable_by(request.user), public_id=public_id
    )
    context = {**overview.of_calendar(found), "form": FileForm()}
    return render(request, "agenda/connected/calendar.html", context)


@require_POST
@member_required
@limited("agenda-calendar", limit=20, per=timedelta(hours=1))
def give_file(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """The newest file of a calendar that was given as a file before."""
    mine = ConnectedCalendar.objects.editable_by(request.user).filter(form=Form.FILE)
    found = get_object_or_404(mine, public_id=public_id)
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        jobs.give_file(found, form.cleaned_data["file"])
        return redirect(found)
    context = {**overview.of_calendar(found), "form": form}
    return render(request, "agenda/connected/calendar.html", context, status=422)


@require_POST
@member_required
def settle(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """What a person changed here and the calendar too: as it is here, or as it is there."""
    found = get_object_or_404(
        ConnectedCalendar.objects.editable_by(request.user), public_id=public_id
    )
    number = request.POST.get("activiteit", "")
    entry = found.entries.filter(
        pk=int(number) if number.isdigit() and len(number) < 10 else 0
    ).first()
    if entry is not None:
        conflicts.settle(
            entry,
            request.POST.get("wat", ""),
            takes_theirs=request.POST.get("keuze") == "kalender",
            by=request.user,
        )
    return redirect(found)


@require_POST
@member_required
@limited("agenda-calendar-read", limit=20, per=timedelta(hours=1))
def read_now(request: HttpRequest, public_id: str) -> HttpResponseBase:
    found = get_object_or_404(
        ConnectedCalendar.objects.editable_by(request.user), public_id=public_id
    )
    jobs.ask_now(found)
    return redirect(found)


@require_POST
@member_required
def disconnect(request: HttpRequest, public_id: str) -> HttpResponseBase:
    found = get_object_or_404(
        ConnectedCalendar.objects.editable_by(request.user), public_id=public_id
    )
    jobs.disconnect(found, request.user)
    return redirect(found)

"""Puts the agenda in Wagtail's admin."""

from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_safe
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from jmzpro.agenda.external_calendars import queue
from jmzpro.agenda.external_calendars.models import ConnectedCalendar
from jmzpro.agenda.models import Activity
from jmzpro.agenda.submission import duplicates
from jmzpro.agenda.submission.queue import GROUPS, facts_of
from jmzpro.agenda.viewsets import OrganiserViewSet
from jmzpro.members.access import office_required

register_snippet(OrganiserViewSet)
SHOWN_DATES = 40
ON_A_PAGE = 100


@require_safe
@office_required(*GROUPS)
def preview(request: HttpRequest, public_id: str) -> HttpResponse:
    """The whole of what waits: its picture, all its dates, and what it may be a double of."""
    activity = get_object_or_404(
        Activity.objects.select_related("town__province", "picture", "submitter"),
        public_id=public_id,
    )
    picture = activity.picture.get_rendition("max-800x600") if activity.picture else None
    context = {
        "activity": activity,
        "facts": [fact for fact in facts_of(activity) if fact[1]],
        "dates": activity.dates_to_come().select_related("activity")[:SHOWN_DATES],
        "doubles": duplicates.doubles(activity),
        "picture": format_html('<img src="{}" alt="{}">', picture.url, activity.picture_alt)
        if picture
        else "",
    }
    return render(request, "agenda/adding/preview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@office_required(*GROUPS)
def calendar(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """All that waits of a calendar, to leave out some of it before the rest is placed."""
    found = get_object_or_404(
        ConnectedCalendar.objects.select_related("organisation", "added_by"), public_id=public_id
    )
    waiting = queue.waiting_in(found)
    chosen = request.POST.getlist("activiteit")[:ON_A_PAGE]
    reason = request.POST.get("reden", "").replace("\0", "").strip()[:2000]
    refused = ""
    if request.method == "POST":
        refused = (
            "Kies eerst wat je niet plaatst."
            if not chosen
            else ""
            if reason
            else "Schrijf in één zin waarom niet."
        )
        if not refused:
            with transaction.atomic():
                queue.leave_out(
                    found, waiting.filter(public_id__in=chosen), by=request.user, text=reason
                )
            return redirect(request.path)
    page = Paginator(
        waiting.select_related("town").order_by("starts_at", "pk"), ON_A_PAGE
    ).get_page(request.GET.get("p"))
    context = {
        "calendar": found,
        "page": page,
        "total": waiting.count(),
        "chosen": chosen,
        "reason": reason,
        "refused": refused,
    }
    return render(request, "agenda/connected/waiting.html", context, status=422 if refused else 200)


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    return [
        path("agenda/kalender/<slug:public_id>/", calendar, name="agenda_calendar"),
        path("agenda/<slug:public_id>/bekijken/", preview, name="agenda_preview"),
    ]

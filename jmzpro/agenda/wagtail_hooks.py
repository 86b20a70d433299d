"""Puts the agenda in Wagtail's admin."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from jmzpro.agenda.adding import alike, changing
from jmzpro.agenda.adding.reviewing import GROUPS, facts_of
from jmzpro.agenda.models import Activity
from jmzpro.agenda.viewsets import OrganiserViewSet
from jmzpro.members.access import office_required

register_snippet(OrganiserViewSet)
SHOWN_DATES = 40


@require_safe
@office_required(*GROUPS)
def preview(request: HttpRequest, public_id: str) -> HttpResponse:
    """The whole of what waits: its picture, all its dates, and what it may be a double of."""
    activity = get_object_or_404(Activity.objects.select_related("town__province", "picture", "submitter"), public_id=public_id)
    picture = activity.picture.get_rendition("max-800x600") if activity.picture else None
    context = {
        "activity": activity,
        "facts": [fact for fact in facts_of(activity) if fact[1]],
        "dates": changing.dates_to_come(activity).select_related("activity")[:SHOWN_DATES],
        "doubles": alike.doubles(activity),
        "picture": format_html('<img src="{}" alt="{}">', picture.url, activity.picture_alt) if picture else "",
    }
    return render(request, "agenda/adding/preview.html", context)


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    return [path("agenda/<slug:public_id>/bekijken/", preview, name="agenda_preview")]

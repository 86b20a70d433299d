"""The agenda for programs: as a calendar and as an Atom feed, of the same question as the list."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Enclosure
from django.views.decorators.http import require_safe

from jmzpro.agenda.activity.record import address_of, dates_of
from jmzpro.agenda.activity.text_cache import whole, written
from jmzpro.agenda.activity.wording import for_whom, place
from jmzpro.agenda.filters import Asked
from jmzpro.agenda.ical import CONTENT_TYPE, Entry, Written, as_text, calendar
from jmzpro.agenda.list_page import address, in_words
from jmzpro.agenda.models import Activity, Occurrence, OccurrenceQuerySet
from jmzpro.kit.feeds import SteadyAtom
from jmzpro.page_cache.cache import keep

SINCE = timedelta(days=90)
MOST = 2000
NEWEST = 100
ABOUT = f"Van {SINCE.days} dagen geleden tot ruim een jaar vooruit, hoogstens {MOST} activiteiten."


@require_safe
def ics(request: HttpRequest) -> HttpResponseBase:
    asked = Asked(request.GET)
    if refusal := refused(asked):
        return refusal
    words = in_words(asked)
    name = f"Agenda JMZ Pro: {words}" if words else "Agenda JMZ Pro"
    text = calendar(
        name,
        ABOUT,
        entries(asked, request.user),
        page=settings.BASE_URL + address("agenda:list", asked),
        source=settings.BASE_URL + address("agenda:ics", asked),
        most=MOST,
    )
    return as_calendar(request, text, "agenda-jmz-pro.ics")


@require_safe
def activity_ics(request: HttpRequest, slug: str) -> HttpResponseBase:
    wanted = (
        Activity.objects.visible_to(request.user)
        .select_related("town__province")
        .prefetch_related("themes")
    )
    activity = get_object_or_404(wanted, slug=slug)
    text = calendar(
        activity.title,
        activity.summary,
        [as_text(Entry(activity, dates_of(activity)))],
        page=address_of(activity),
        source=settings.BASE_URL + reverse("agenda:activity-ics", args=[activity.slug]),
    )
    return as_calendar(request, text, f"{activity.slug}.ics")


def as_calendar(request: HttpRequest, written: bytes, name: str) -> HttpResponseBase:
    response = HttpResponse(written, content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Access-Control-Allow-Origin"] = "*"
    response["ETag"] = f'"{blake2b(written, digest_size=12).hexdigest()}"'
    return get_conditional_response(request, etag=response["ETag"], response=response) or response


def refused(asked: Asked) -> HttpResponse | None:
    """A program cannot read a form: what is wrong is said in plain text, and nothing is given
    that was not asked for.
    """
    if not asked.form.errors:
        return None
    labels = {name: field.label for name, field in asked.form.fields.items()}
    lines = [
        f"{labels.get(name, name)}: {error}"
        for name, errors in asked.form.errors.items()
        for error in errors
    ]
    return HttpResponse(
        "\n".join(lines) + "\n", content_type="text/plain; charset=utf-8", status=422
    )


def dates_asked(asked: Asked, user: Any) -> OccurrenceQuerySet:
    """What is on the screen; without dates asked for also what was in the last while, so that a
    subscriber keeps it.
    """
    every = Occurrence.objects.visible_to(user)
    return (
        asked.dates(every) if asked.is_dated else asked.fitting(every).upcoming(asked.now - SINCE)
    )


def entries(asked: Asked, user: Any) -> Iterator[Written]:
    """The activities that fit, in the order of their first date that does."""
    chosen: dict[int, set[datetime]] = {}
    for pk, name in (
        dates_asked(asked, user).values_list("activity", "recurrence_id").iterator(chunk_size=1000)
    ):
        if pk not in chosen and len(chosen) >= MOST:
            break
        chosen.setdefault(pk, set()).add(name)
    kept = written(series_apart(chosen) if asked.is_dated else chosen)
    rest = chosen.keys() - kept.keys()
    wanted = (
        Activity.objects.filter(pk__in=rest)
        .select_related("town__province")
        .prefetch_related("themes", "occurrences")
    )
    found = {
        activity.pk: activity
        for activity in wanted.defer("text", "accessibility", "public_transport")
    }
    for pk, names in chosen.items():
        yield kept.get(pk) or as_text(entry(found[pk], names, asked))


def series_apart(chosen: Iterable[int]) -> "QuerySet[Activity, Any]":
    """Those that are no series: of a series perhaps only some dates were asked for."""
    return Activity.objects.filter(pk__in=chosen, rrule="", rdate="").values("pk")


def entry(activity: Activity, names: set[datetime], asked: Asked) -> Entry:
    """With all dates, or with these when only some fit."""
    complete = whole(activity)
    is_whole = not asked.is_dated or names.issuperset(
        date.recurrence_id for date in complete.dates if date.ends_at > asked.now
    )
    return complete if is_whole else replace(complete, chosen=frozenset(names))


@require_safe
def atom(request: HttpRequest) -> HttpResponseBase:
    """What fits as Atom, what is new on the site first."""
    asked = Asked(request.GET)
    if refusal := refused(asked):
        return refusal
    words = in_words(asked)
    here = settings.BASE_URL + address("agenda:feed", asked)
    feed = SteadyAtom(
        title=f"Agenda JMZ Pro: {words}" if words else "Agenda JMZ Pro",
        link=settings.BASE_URL + address("agenda:list", asked),
        description=ABOUT,
        subtitle=f"{ABOUT} Hier staan er hoogstens {NEWEST}, wat nieuw is eerst.",
        language="nl",
        feed_url=here,
        author_name="JMZ Pro",
    )
    fitting = dates_asked(asked, request.user).order_by().values("activity")
    newest = (
        Activity.objects.visible_to(request.user)
        .filter(pk__in=fitting)
        .order_by("-published_at", "-pk")
    )
    for activity in newest.select_related("town").prefetch_related("themes")[:NEWEST]:
        feed.add_item(**item(activity))
    return keep(
        HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
    )


def item(activity: Activity) -> dict[str, Any]:
    first = activity.first_words()
    facts = (first, place(activity), for_whom(activity), activity.summary)
    return {
        "title": f"Gaat niet door: {activity.title}" if activity.is_cancelled else activity.title,
        "link": address_of(activity),
        "description": "\n".join(fact for fact in facts if fact),
        "unique_id": f"{settings.BASE_URL}{activity.get_short_url()}",
        "pubdate": activity.published_at,
        "updateddate": activity.last_modified,
        "author_name": activity.organiser_name,
        "categories": [
            activity.get_kind_display(),
            *(theme.name for theme in activity.themes.all() if theme.is_active),
        ],
        "enclosures": [Enclosure(f"{address_of(activity)}agenda.ics", "0", "text/calendar")],
    }

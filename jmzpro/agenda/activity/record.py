"""What the page of one activity shows."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.utils import timezone

from jmzpro.agenda.activity.structured_data import events
from jmzpro.agenda.activity.wording import for_whom, place, repeats
from jmzpro.agenda.calendar_links import Links, links_for
from jmzpro.agenda.choices import AUDIENCE_COLUMNS, Register, Registration, Where
from jmzpro.agenda.list_page import first_of_each
from jmzpro.agenda.models import Activity, Occurrence
from jmzpro.agenda.search import shared
from jmzpro.kit.structured_data import as_json_ld

Fact = tuple[str, str] | tuple[str, str, str]
RELATED = 4
# Dates of a series that the page shows before "alle data".
FIRST_DATES = 6
# And in all: a daily series goes on for a year and a half.
MOST_DATES = 20


def context_of(activity: Activity, user: Any) -> dict[str, Any]:
    dates = dates_of(activity)
    now = timezone.now()
    coming = [date for date in dates if not date.is_past(now)]
    past = [date for date in dates if date.is_past(now)]
    first = next((date for date in coming if not date.is_cancelled), None)
    return {
        "activity": activity,
        "themes": [theme for theme in activity.themes.all() if theme.is_active],
        "facts": facts_of(activity),
        "first": first,
        "coming": coming[:FIRST_DATES],
        "later": coming[FIRST_DATES:MOST_DATES],
        "unshown": len(coming[MOST_DATES:]),
        "past": past[-MOST_DATES:],
        "unshown_past": len(past[:-MOST_DATES]),
        "is_over": bool(dates) and not coming,
        "repeats": repeats(activity) if activity.is_series else "",
        "online": online_words(activity),
        "place": place(activity),
        "links": calendar_links(activity, first),
        "related": related_to(activity, user),
        "shared": shared(activity),
        "for_search_engines": as_json_ld(
            events(activity, coming[:MOST_DATES] or dates[-MOST_DATES:])
        ),
    }


def poster_of(activity: Activity) -> dict[str, Any]:
    dates = dates_of(activity)
    coming = [date for date in dates if not date.is_past() and not date.is_cancelled] or dates
    return {
        "activity": activity,
        "dates": coming[:FIRST_DATES],
        "more": len(coming[FIRST_DATES:]),
        "for_whom": for_whom(activity),
        "place": place(activity),
        "cost": cost_of(activity),
        "shared": shared(activity),
        "logo": activity.organiser.logo if activity.organiser else None,
    }


def dates_of(activity: Activity) -> list[Occurrence]:
    """Its dates, each with this activity itself: no query for each."""
    dates = list(activity.occurrences.order_by("starts_at", "pk"))
    for date in dates:
        date.activity = activity
    return dates


def calendar_links(activity: Activity, first: Occurrence | None) -> Links | None:
    """To put it in a calendar; not for what is over or cancelled."""
    return links_for(activity, first) if first else None


def cost_of(activity: Activity) -> str:
    return "gratis" if activity.is_free and not activity.cost else activity.cost


def facts_of(activity: Activity) -> list[Fact]:
    facts: list[Fact] = [("Voor wie", for_whom(activity)), ("Soort", activity.get_kind_display())]
    if cost := cost_of(activity):
        facts.append(("Kosten", cost))
    if activity.accreditations or activity.accreditation_text:
        registers = ", ".join(Register(register).label for register in activity.accreditations)
        facts.append(
            (
                "Accreditatie",
                ": ".join(part for part in (registers, activity.accreditation_text) if part),
            )
        )
    if activity.hours:
        facts.append(("Studie-uren", f"{activity.hours.normalize():f}".replace(".", ",")))
    if activity.language != "nl":
        facts.append(("Taal", activity.get_language_display()))
    if activity.in_week:
        facts.append(("Hoort bij", "Week van de Jonge Mantelzorger"))
    if activity.registration == Registration.NONE:
        facts.append(("Aanmelden", "hoeft niet"))
    return facts


def online_words(activity: Activity) -> str:
    """How to take part online. The link itself is for who registered."""
    if activity.where == Where.ON_SITE:
        return ""
    start = (
        "Je doet online mee." if activity.where == Where.ONLINE else "Je kunt ook online meedoen."
    )
    if activity.registration == Registration.NONE and not activity.online_link:
        return start
    return f"{start} De link krijg je als je je hebt aangemeld."


def related_to(activity: Activity, user: Any) -> Sequence[Occurrence]:
    """What else fits: still to come, for the same people, about the same or near by; of each
    activity the first date.
    """
    dates = Occurrence.objects.visible_to(user).upcoming().exclude(activity=activity.pk)
    for column in AUDIENCE_COLUMNS.values():
        if getattr(activity, column):
            dates = dates.filter(**{column: True})
            break
    if activity.for_young_carers and activity.age_from is not None and activity.age_to is not None:
        dates = dates.filter(age_from__lte=activity.age_to, age_to__gte=activity.age_from)
    tagged = Activity.themes.through.objects.filter(
        theme__in=[theme.pk for theme in activity.themes.all()]
    ).values("activity")
    near = (
        first_of_each(dates.filter(province=activity.town.province_id), RELATED)
        if activity.town
        else []
    )
    about = first_of_each(dates.filter(activity__in=tagged), RELATED)
    found: dict[int, Occurrence] = {}
    for date in [*near[: RELATED // 2], *about, *near]:
        if not date.is_cancelled:
            found.setdefault(date.activity_id, date)
    return list(found.values())[:RELATED]


def address_of(activity: Activity) -> str:
    return f"{settings.BASE_URL}{activity.get_absolute_url()}"

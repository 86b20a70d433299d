"""Into somebody's own calendar: links that open there with everything filled in. Nothing of
theirs is shown or loaded here.
"""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from jmzpro.agenda.activity import recurrence
from jmzpro.agenda.activity.wording import place
from jmzpro.agenda.models import Activity, Occurrence

GOOGLE = "https://calendar.google.com/calendar/render"
# At home and at work: each opens only for accounts of its own kind.
OUTLOOK = "https://outlook.live.com/calendar/0/deeplink/compose"
OUTLOOK_WORK = "https://outlook.office.com/calendar/0/deeplink/compose"


@dataclass(frozen=True)
class Links:
    """`ics`: the whole series as a file; the others: the date that comes first."""

    ics: str
    google: str
    outlook: str
    outlook_work: str


def links_for(activity: Activity, date: Occurrence) -> Links:
    about = f"{activity.summary}\n\n{settings.BASE_URL}{activity.get_absolute_url()}".strip()
    where = date.own_place or place(activity)
    of_outlook = urlencode(for_outlook(activity, date, about, where))
    return Links(
        ics=reverse("agenda:activity-ics", args=[activity.slug]),
        google=f"{GOOGLE}?{urlencode(for_google(activity, date, about, where))}",
        outlook=f"{OUTLOOK}?{of_outlook}",
        outlook_work=f"{OUTLOOK_WORK}?{of_outlook}",
    )


def for_google(activity: Activity, date: Occurrence, about: str, where: str) -> dict[str, str]:
    if activity.is_all_day:
        span = "/".join(
            f"{recurrence.local(moment):%Y%m%d}" for moment in (date.starts_at, date.ends_at)
        )
    else:
        span = "/".join(
            f"{moment.astimezone(recurrence.UTC):%Y%m%dT%H%M%SZ}"
            for moment in (date.starts_at, date.ends_at)
        )
    found = {
        "action": "TEMPLATE",
        "text": date.title,
        "dates": span,
        "details": about,
        "location": where,
        "ctz": "Europe/Amsterdam",
    }
    # Google takes one rule, and no list of exceptions.
    return {**found, "recur": f"RRULE:{activity.rrule}"} if is_plain_rule(activity, date) else found


def is_plain_rule(activity: Activity, date: Occurrence) -> bool:
    return (
        bool(activity.rrule)
        and not activity.rdate
        and not activity.exdate
        and date.recurrence_id == activity.starts_at
    )


def for_outlook(activity: Activity, date: Occurrence, about: str, where: str) -> dict[str, str]:
    def written(moment: datetime) -> str:
        local = recurrence.local(moment)
        return (
            f"{local:%Y-%m-%d}"
            if activity.is_all_day
            else moment.astimezone(recurrence.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        )

    return {
        "path": "/calendar/action/compose",
        "rru": "addevent",
        "subject": date.title,
        "startdt": written(date.starts_at),
        "enddt": written(date.ends_at),
        "allday": "true" if activity.is_all_day else "false",
        "body": about,
        "location": where,
    }

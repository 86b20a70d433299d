"""An activity in the words of schema.org: an Event for each of its dates, the same dates that
its calendar has.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings

from jmzpro.agenda.activity import recurrence
from jmzpro.agenda.activity.wording import for_whom, place
from jmzpro.agenda.choices import Audience, Where
from jmzpro.agenda.models import Activity, Occurrence

MODES = {
    Where.ON_SITE: "OfflineEventAttendanceMode",
    Where.ONLINE: "OnlineEventAttendanceMode",
    Where.BOTH: "MixedEventAttendanceMode",
}
FOR = {
    Audience.YOUNG_CARERS: "jonge mantelzorgers",
    Audience.PARENTS: "ouders",
    Audience.PROFESSIONALS: "professionals",
}


def events(activity: Activity, dates: Sequence[Occurrence]) -> dict[str, Any]:
    found = [event(activity, date) for date in dates]
    return found[0] if len(found) == 1 else {"@graph": found}


def event(activity: Activity, date: Occurrence) -> dict[str, Any]:
    url = f"{settings.BASE_URL}{activity.get_absolute_url()}"
    said: dict[str, Any] = {
        "@type": "Event",
        "@id": f"{url}#{date.recurrence_id.astimezone(recurrence.UTC):%Y%m%dT%H%M%SZ}",
        "name": date.title,
        "description": activity.summary or activity.text,
        "url": url,
        "startDate": written(date.starts_at, activity),
        # Of a whole day schema.org names the last day itself, iCalendar the day after it.
        "endDate": date.last_day.isoformat()
        if activity.is_all_day
        else written(date.ends_at, activity),
        "eventStatus": f"https://schema.org/{status(date)}",
        "eventAttendanceMode": f"https://schema.org/{MODES[Where(activity.where)]}",
        "location": location(activity, date),
        "organizer": {"@type": "Organization", "name": activity.organiser_name},
        "audience": {"@type": "Audience", "audienceType": for_whom(activity)},
        "inLanguage": activity.language,
        "isAccessibleForFree": activity.is_free,
    }
    if ages := typical_ages(activity):
        said["typicalAgeRange"] = ages
    if activity.organisation:
        said["organizer"]["url"] = f"{settings.BASE_URL}{activity.organisation.get_absolute_url()}"
    if date.recurrence_id != date.starts_at:
        said["previousStartDate"] = written(date.recurrence_id, activity)
    return said


def written(moment: datetime, activity: Activity) -> str:
    """With the hours between it and UTC on that day; a whole day is a date."""
    local = moment.astimezone(recurrence.ZONE)
    return local.date().isoformat() if activity.is_all_day else local.isoformat()


def status(date: Occurrence) -> str:
    if date.is_cancelled:
        return "EventCancelled"
    return "EventRescheduled" if date.recurrence_id != date.starts_at else "EventScheduled"


def typical_ages(activity: Activity) -> str:
    if not activity.for_young_carers or (activity.age_from is None and activity.age_to is None):
        return ""
    return f"{activity.age_from or 0}-{'' if activity.age_to is None else activity.age_to}"


def location(activity: Activity, date: Occurrence) -> Any:
    online = {
        "@type": "VirtualLocation",
        "url": f"{settings.BASE_URL}{activity.get_absolute_url()}",
    }
    if activity.where == Where.ONLINE:
        return online
    there: dict[str, Any] = {
        "@type": "Place",
        "name": date.own_place or activity.venue_name or place(activity),
        "address": address(activity),
    }
    if activity.latitude is not None and activity.longitude is not None:
        there["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": activity.latitude,
            "longitude": activity.longitude,
        }
    return [there, online] if activity.where == Where.BOTH else there


def address(activity: Activity) -> dict[str, str]:
    said = {
        "streetAddress": activity.address,
        "postalCode": activity.postcode,
        "addressLocality": activity.town.name if activity.town else "",
        "addressRegion": activity.town.province.name if activity.town else "",
        "addressCountry": "NL",
    }
    return {"@type": "PostalAddress", **{name: value for name, value in said.items() if value}}

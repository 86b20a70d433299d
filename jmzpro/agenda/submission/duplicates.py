"""Likely doubles: on the same day, in the same place, under nearly the same name."""

from datetime import timedelta

from django.db.models import Q, QuerySet
from rapidfuzz import fuzz, utils

from jmzpro.agenda.activity import recurrence
from jmzpro.agenda.choices import State
from jmzpro.agenda.models import Activity, Occurrence

ALIKE = 75  # of 100, by the words in common whatever their order
MOST_READ = 200
SHOWN = 5
SEEN = (State.PUBLISHED, State.CANCELLED)


def doubles(activity: Activity) -> list[Activity]:
    """Activities on the site that this may be once more, the most alike first."""
    day = recurrence.local(activity.starts_at).date()
    start, end = recurrence.midnight(day), recurrence.midnight(day + timedelta(days=1))
    dates = (
        Occurrence.objects.visible_to(None)
        .between(start, end)
        .filter(same_place(activity))
        .exclude(activity=activity.pk)
    )
    found: QuerySet[Activity] = Activity.objects.filter(
        pk__in=dates.order_by().values("activity")[:MOST_READ], state__in=SEEN
    )
    scored = [(alike(activity.title, other.title), other) for other in found.select_related("town")]
    near = [pair for pair in scored if pair[0] >= ALIKE]
    return [other for _, other in sorted(near, key=lambda pair: (-pair[0], pair[1].pk))[:SHOWN]]


def same_place(activity: Activity) -> Q:
    """The same town; two that are online are in the same place."""
    place = Q(is_online=True) if activity.is_online else Q(pk__in=[])
    return place | Q(town=activity.town_id) if activity.town_id else place


def alike(title: str, other: str) -> float:
    return fuzz.token_set_ratio(title, other, processor=utils.default_process)

"""All that waited of a calendar onto the site: the office says so once, the worker carries it out
in parts, and the office may come back on it.
"""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from jmzpro.agenda.activity import publication
from jmzpro.agenda.choices import State
from jmzpro.agenda.external_calendars import emails
from jmzpro.agenda.external_calendars.models import (
    CalendarEntry,
    CalendarPlacement,
    ConnectedCalendar,
)
from jmzpro.agenda.models import Activity, Organiser
from jmzpro.agenda.submission import organiser_trust, queue
from jmzpro.trust import audit
from jmzpro.trust.models import AuditLine
from jmzpro.trust.queue import AlreadyDecided, CannotDecide

AT_A_TIME = 50
EVERY = timedelta(minutes=1)
NAMED = 10
ON_THE_SITE = (State.PUBLISHED, State.CANCELLED)


def request_placement(
    calendar: ConnectedCalendar, item_id: str, by: Any, *, gave_trust: bool = False
) -> None:
    """Of what is there now, with one mail; what comes later is another decision."""
    placement = CalendarPlacement.objects.create(
        calendar=calendar, by=by, item_id=item_id, asked_at=timezone.now(), gave_trust=gave_trust
    )
    emails.placed(placement)


def work() -> bool:
    """A part of one calendar; True when more waits. Each activity in a transaction of its own:
    killed anywhere, the rest is done the next time.
    """
    placement = (
        CalendarPlacement.objects.filter(done_at=None)
        .select_related("by")
        .order_by("asked_at", "pk")
        .first()
    )
    if placement is None:
        return False
    waiting = Activity.objects.filter(
        calendar_entry__calendar=placement.calendar_id,
        state=State.FOR_REVIEW,
        created_at__lte=placement.asked_at,
    )
    part = list(
        waiting.select_related("organiser", "town", "organisation").order_by("starts_at", "pk")[
            :AT_A_TIME
        ]
    )
    placed = sum([place_activity(activity, placement) for activity in part])
    if not placed:
        CalendarPlacement.objects.filter(pk=placement.pk, done_at=None).update(
            done_at=timezone.now()
        )
    return CalendarPlacement.objects.filter(done_at=None).exists()


@transaction.atomic
def place_activity(activity: Activity, placement: CalendarPlacement) -> bool:
    """False for what may not be placed (any more): it goes on waiting."""
    if held(placement) is None or not organiser_trust.may_be_published(activity):
        return False
    try:
        activity.put_on_site(by=placement.by)
    except AlreadyDecided:
        return False
    CalendarEntry.objects.filter(activity=activity).update(placement=placement)
    return True


def held(placement: CalendarPlacement) -> CalendarPlacement | None:
    """The same while nobody took it back, and nobody does before this transaction ends."""
    return (
        CalendarPlacement.objects.select_for_update().filter(pk=placement.pk, done_at=None).first()
    )


# Coming back on it


@transaction.atomic
def take_back_placement(item_id: str, by: Any) -> str:
    """All that this decision put on the site waits again; what was not placed yet is not placed.
    Gives what stays, in Dutch.

    What a person changed since stays on the site, and what people signed up for. Raises
    AlreadyDecided when nothing of it can be taken back any more.
    """
    asked = (
        CalendarPlacement.objects.select_for_update()
        .filter(item_id=item_id)
        .order_by("asked_at", "pk")
        .last()
    )
    if asked is None:
        raise AlreadyDecided
    entries = CalendarEntry.objects.filter(
        placement=asked, activity__state__in=ON_THE_SITE
    ).select_related("activity__town")
    activities = [
        entry.activity for entry in entries.order_by("activity__starts_at", "activity__pk")
    ]
    staying = why_they_stay(activities)
    leaving = [activity for activity in activities if activity.pk not in staying]
    stays = in_words(
        [(activity, staying[activity.pk]) for activity in activities if activity.pk in staying]
    )
    if asked.done_at and not leaving and not asked.gave_trust:
        raise (
            CannotDecide(f"Er is niets dat we kunnen terugdraaien. {stays}".strip())
            if stays
            else AlreadyDecided
        )
    for activity in leaving:
        activity.return_to_review(by=by)
    CalendarEntry.objects.filter(placement=asked).update(placement=None)
    CalendarPlacement.objects.filter(pk=asked.pk).update(done_at=timezone.now(), gave_trust=False)
    if asked.gave_trust:
        stop_trusting(asked.calendar, by)
    emails.came_back(asked, stays)
    return stays


def why_they_stay(activities: list[Activity]) -> dict[int, str]:
    """By activity, why it is not taken off the site with the others."""
    keys = [str(activity.pk) for activity in activities]
    label = Activity._meta.label_lower
    lines = AuditLine.objects.filter(subject_type=label, subject_id__in=keys).order_by("at", "pk")
    touched: dict[str, bool] = {}
    for key, action, actor in lines.values_list("subject_id", "action", "actor"):
        # Its publication is what we come back on; what a person did after that is theirs.
        touched[key] = (
            False
            if action == publication.PUBLISHED
            else touched.get(key, False) or actor is not None
        )
    reasons: dict[int, str] = {}
    for activity in activities:
        if activity.state == State.CANCELLED:
            reasons[activity.pk] = "afgelast"
        elif touched.get(str(activity.pk)):
            reasons[activity.pk] = "met de hand aangepast"
        elif queue.signed_up(activity):
            reasons[activity.pk] = "er zijn aanmeldingen"
    return reasons


def in_words(staying: list[tuple[Activity, str]]) -> str:
    if not staying:
        return ""
    named = [f"“{activity.title}” ({why})" for activity, why in staying[:NAMED]]
    more = [f"nog {len(staying) - NAMED}"] if len(staying) > NAMED else []
    *others, last = [*named, *more]
    verb = "Op de site blijven" if len(staying) > 1 else "Op de site blijft"
    return f"{verb}: {', '.join(others)}{' en ' if others else ''}{last}."


def stop_trusting(calendar: ConnectedCalendar, by: Any) -> None:
    organiser = Organiser.objects.filter(
        organisation=calendar.organisation_id, is_trusted=True
    ).first()
    if organiser is not None:
        organiser.is_trusted = False
        organiser.save(update_fields=["is_trusted"])
        audit.record("organisator niet meer vertrouwd", organiser, by=by)

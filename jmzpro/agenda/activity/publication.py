"""On the site, changed there, and cancelled: each in one step, with its dates and its audit
line.
"""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from jmzpro.agenda.activity.schedule import lay_out
from jmzpro.agenda.choices import State
from jmzpro.agenda.models import Activity
from jmzpro.trust import audit
from jmzpro.trust.queue import AlreadyDecided

# What the log calls coming on the site.
PUBLISHED = "gepubliceerd"
BEFORE_THE_SITE = (State.DRAFT, State.TO_CONFIRM, State.FOR_REVIEW, State.WITHDRAWN)


@transaction.atomic
def put_on_site(activity: Activity, by: Any, reason: str = "") -> None:
    """For who may: the caller has asked. Raises AlreadyDecided when somebody was first."""
    now = timezone.now()
    change(
        activity,
        BEFORE_THE_SITE,
        state=State.PUBLISHED,
        published_at=activity.published_at or now,
        last_modified=now,
    )
    lay_out(activity, now)
    audit.record(PUBLISHED, activity, by=by, reason=reason)


@transaction.atomic
def back_to_review(activity: Activity, was: State, by: Any) -> None:
    """The office comes back on its decision: it waits again, and is not on the site."""
    change(
        activity, (was,), state=State.FOR_REVIEW, published_at=None, last_modified=timezone.now()
    )
    lay_out(activity)
    audit.record("besluit teruggedraaid", activity, by=by)


@transaction.atomic
def cancel(activity: Activity, by: Any, reason: str = "") -> None:
    """It stays on the site, as cancelled."""
    change(
        activity,
        (State.PUBLISHED,),
        state=State.CANCELLED,
        last_modified=timezone.now(),
        sequence=F("sequence") + 1,
    )
    lay_out(activity)
    audit.record("afgelast", activity, by=by, reason=reason)


@transaction.atomic
def resume(activity: Activity, by: Any, reason: str = "") -> None:
    """What was cancelled goes on after all."""
    change(
        activity,
        (State.CANCELLED,),
        state=State.PUBLISHED,
        last_modified=timezone.now(),
        sequence=F("sequence") + 1,
    )
    lay_out(activity)
    audit.record("gaat weer door", activity, by=by, reason=reason)


@transaction.atomic
def take_off(activity: Activity, by: Any, reason: str = "") -> None:
    """Off the site, as if it had never been there."""
    change(
        activity,
        (State.PUBLISHED, State.CANCELLED),
        state=State.WITHDRAWN,
        last_modified=timezone.now(),
    )
    lay_out(activity)
    audit.record("ingetrokken", activity, by=by, reason=reason)


def change(activity: Activity, was: tuple[State, ...], **to: Any) -> None:
    """One conditional update decides who was first."""
    if not Activity.objects.filter(pk=activity.pk, state__in=was).update(**to):
        raise AlreadyDecided
    activity.refresh_from_db()


@transaction.atomic
def reschedule(activity: Activity) -> None:
    """After a change of its time or place was saved: calendars elsewhere are to take it over
    (SEQUENCE), and its dates follow.
    """
    Activity.objects.filter(pk=activity.pk).update(
        sequence=F("sequence") + 1, last_modified=timezone.now()
    )
    activity.refresh_from_db()
    lay_out(activity)

"""What registering does by itself. Each job may be killed at any moment and run twice without
harm.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from jmzpro.agenda.registration import (
    booking,
    certificates,
    emails,
    personal_data,
    rescheduling,
    sources,
)
from jmzpro.agenda.registration.choices import BookingState, GatheringKind
from jmzpro.agenda.registration.models import Desk, Gathering, Participant, Registration
from jmzpro.work.jobs import Job

AT_ONCE = 100
LONGEST_AHEAD = timedelta(days=8)
EVALUATES_FOR = timedelta(days=14)
DAY = timedelta(days=1)


def keep_up() -> bool:
    more = rescheduling.catch_up()
    more = booking.expire(most=AT_ONCE) == AT_ONCE or more
    more = remind() == AT_ONCE or more
    more = ask_how_it_was() == AT_ONCE or more
    give_what_is_due()
    return more


def placed_at(gatherings: list[int], **not_yet: None) -> list[Registration]:
    """Of those with a place, the first who want mail and did not get this one (`not_yet`: the
    column that says when) yet.
    """
    found = Registration.objects.current().filter(
        gathering__in=gatherings,
        bookings__gathering=F("gathering"),
        bookings__state=BookingState.PLACE,
        wants_no_mail=False,
        **not_yet,
    )
    return list(
        found.select_related(
            "gathering__desk__activity__town", "gathering__occurrence__activity"
        ).order_by("pk")[:AT_ONCE]
    )


def remind() -> int:
    """So many days ahead as the organiser asks; not to who registered after that moment."""
    now = timezone.now()
    soon = Gathering.objects.filter(
        starts_at__range=(now, now + LONGEST_AHEAD), desk__remind_days__isnull=False
    )
    due = [
        one.pk
        for one in soon.exclude(kind=GatheringKind.WORKSHOP).select_related(
            "desk__activity", "occurrence"
        )
        if not one.is_off and one.starts_at - (one.desk.remind_days or 0) * DAY <= now
    ]
    waiting = placed_at(due, reminded_at=None)
    for registration in waiting:
        with transaction.atomic():
            if Registration.objects.filter(pk=registration.pk, reminded_at=None).update(
                reminded_at=now
            ):
                days = registration.desk.remind_days or 0
                if registration.registered_at < registration.gathering.starts_at - days * DAY:
                    emails.reminder(registration)
    return len(waiting)


def ask_how_it_was() -> int:
    """The day after, who had a place; where attendance was kept, who was there."""
    now = timezone.now()
    over = Gathering.objects.filter(
        ends_at__range=(now - EVALUATES_FOR, now - DAY / 2),
        desk__asks_evaluation=True,
        forgotten_at=None,
    )
    due = [
        one.pk
        for one in over.exclude(kind=GatheringKind.WORKSHOP).select_related(
            "desk__activity", "occurrence"
        )
        if one.desk.evaluates and not one.is_off
    ]
    present = Participant.objects.filter(registration__gathering__in=due, present_at__isnull=False)
    kept = set(present.values_list("registration__gathering", flat=True))
    waiting = placed_at(due, evaluation_asked_at=None)
    for registration in waiting:
        with transaction.atomic():
            if not Registration.objects.filter(pk=registration.pk, evaluation_asked_at=None).update(
                evaluation_asked_at=now
            ):
                continue
            was_there = registration.participants.filter(present_at__isnull=False).exists()
            if registration.gathering_id not in kept or was_there:
                emails.evaluation(registration)
    return len(waiting)


def give_what_is_due() -> None:
    """Certificates that nobody gave by hand, the day after."""
    now = timezone.now()
    over = Q(
        gatherings__ends_at__range=(now - EVALUATES_FOR, now - DAY / 2),
        gatherings__forgotten_at=None,
    )
    absent = Q(
        gatherings__registrations__participants__present_at__isnull=False,
        gatherings__registrations__participants__certificate=None,
    )
    for desk in Desk.objects.filter(over & absent, gives_certificates=True).distinct():
        certificates.give(desk)


def forget() -> bool:
    sources.sweep()
    return personal_data.sweep() >= personal_data.AT_ONCE


JOBS = (
    Job("agenda-registrations", every=timedelta(minutes=1), run=keep_up),
    Job("agenda-registrations-forget", every=timedelta(minutes=15), run=forget),
)

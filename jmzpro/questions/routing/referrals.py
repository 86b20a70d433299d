""" "Vraag het aan …": somebody who was asked names another member, at most three times."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from jmzpro.members.models import AlertPace, Person
from jmzpro.questions import emails
from jmzpro.questions.models import Alert, Referral
from jmzpro.questions.routing.eligibility import free_to_ask

# So long somebody who was named is still asked as soon as there is room.
WAITS = timedelta(days=14)
AT_A_TIME = 200
NAMED = "werd genoemd door iemand die deze vraag ook kreeg"


class NamedEnough(Exception):
    """Three people were named already."""


@transaction.atomic
def refer(alert: Alert, person: Person, now: datetime | None = None) -> Referral:
    """Who was asked names somebody else. Raises NamedEnough; the same name twice is one.

    Asked at once when that may be, later when there is room, or never: the one who names does not
    hear which, since a pause, a full week or a colleague of somebody who asked without a name are
    no one's business.
    """
    at = now or timezone.now()
    locked = Alert.objects.select_for_update().get(pk=alert.pk)
    before = {referral.person_id: referral for referral in locked.referrals.all()}
    if person.pk in before:
        return before[person.pk]
    if len(before) >= Referral.MOST:
        raise NamedEnough
    referral = Referral.objects.create(alert=locked, number=len(before) + 1, person=person, at=at)
    ask_named(referral, at)
    return referral


def ask_who_has_room_now(now: datetime) -> None:
    """Those who were named in a full week, while nobody answered."""
    waiting = Referral.objects.filter(
        asked_at=None, at__gt=now - WAITS, person__alert_pace=AlertPace.AT_ONCE
    )
    waiting = waiting.filter(alert__question__state="open", alert__question__first_answer_at=None)
    for referral in waiting.select_related("alert__question__asker").order_by("pk")[:AT_A_TIME]:
        with transaction.atomic():
            ask_named(referral, now)


def ask_named(referral: Referral, now: datetime) -> bool:
    """Ask who was named, when the rules for everybody let us; True when that happened."""
    question = referral.alert.question
    free = free_to_ask(question, [referral.person_id], now) if question.is_open else {}
    if not free or not Referral.objects.filter(pk=referral.pk, asked_at=None).update(asked_at=now):
        return False
    person = free[referral.person_id]
    made = Alert.objects.create(
        question=question, person=person, wave=referral.alert.wave, reasons=[NAMED], created_at=now
    )
    emails.alerts(question, [made])
    return True

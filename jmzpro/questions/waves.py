"""Waves: a question goes to a few people first, and to more when nobody answers. Makes the alerts and their mails."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from jmzpro.members.models import Person
from jmzpro.questions import emails, routing, without_name
from jmzpro.questions.models import Alert, Question

WAVE_SIZES = {1: routing.FIRST_WAVE}


def send_wave(question: Question, *, wave: int, now: datetime | None = None) -> list[Alert]:
    """Choose, store the alerts with their reasons and put their mails in the outbox, in the caller's transaction.

    The chosen people's rows are locked before their week is counted again, so that two questions at the same moment
    never put somebody over the cap.
    """
    at = now or timezone.now()
    size = WAVE_SIZES.get(wave, routing.FIRST_WAVE)
    with transaction.atomic():
        wanted = routing.ranking(routing.Draft.of(question), at_most=3 * size, now=at)
        within_cap = still_within_cap([score.id for score in wanted], at)
        chosen = [score for score in wanted if score.id in within_cap][:size]
        made = Alert.objects.bulk_create(
            [
                Alert(
                    question=question,
                    person=within_cap[score.id],
                    wave=wave,
                    reasons=without_name.tellable(question, score.reasons),
                    score=round(score.total, 3),
                    created_at=at,
                )
                for score in chosen
            ]
        )
        emails.alerts(question, made)
    return made


def still_within_cap(ids: Collection[int], now: datetime) -> dict[int, Person]:
    """Lock these people and give those that may still get a question this week, by id."""
    people = Person.objects.filter(pk__in=ids).select_related("user", "organisation").order_by("pk")
    locked = list(people.select_for_update(of=("self",)))
    asked = dict(
        Alert.objects.filter(person__in=ids, created_at__gt=now - routing.WEEK).order_by().values_list("person").annotate(n=Count("pk"))
    )
    return {person.pk: person for person in locked if asked.get(person.pk, 0) < person.alerts_per_week}

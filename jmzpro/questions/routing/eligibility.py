"""Who may get a question by mail at this moment, before any score: asked again, under a lock, right
before somebody is asked.

routing/recipients.py asks the same of the database for the whole network; here it is decided.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import Count, Q
from django.utils import timezone

from jmzpro.letters.models import Follow, Mailed, Stance
from jmzpro.mail.models import AddressState
from jmzpro.members.models import AlertPace, Person
from jmzpro.questions.models import Alert, Question

WEEK = timedelta(days=7)


def free_to_ask(question: Question, ids: Collection[int], now: datetime) -> dict[int, Person]:
    """Lock these people and give those that may get this question by mail now, by id: the hard
    rules, as they stand at this moment.
    """
    rows = Person.objects.filter(pk__in=ids).select_related("user", "organisation").order_by("pk")
    locked = list(rows.select_for_update(of=("self",)))
    asked = dict(
        Alert.objects.filter(person__in=ids, in_letter=False, created_at__gt=now - WEEK)
        .order_by()
        .values_list("person")
        .annotate(n=Count("pk"))
    )
    unwilling = (
        muting(question, ids)
        | told(question, ids)
        | refusing([person.user.email for person in locked])
    )
    today = timezone.localdate(now)
    return {
        person.pk: person
        for person in locked
        if person.is_active
        and person.user.is_active
        and person.welcomed_at is not None
        and person.alert_pace == AlertPace.AT_ONCE
        and not person.is_paused(today)
        and person.pk not in unwilling
        and person.user.email.lower() not in unwilling
        and asked.get(person.pk, 0) < person.alerts_per_week
        and not is_of_the_asker(question, person)
    }


def is_of_the_asker(question: Question, person: Person) -> bool:
    """The asker, or a colleague: they can ask each other."""
    asker = question.asker
    return asker is not None and (
        person.pk == asker.pk
        or (asker.organisation_id is not None and person.organisation_id == asker.organisation_id)
    )


def muting(question: Question, ids: Collection[int]) -> set[int | str]:
    """Who wants to hear nothing of this question, of one of its themes, or of where it comes
    from (when it says so).
    """
    about = Q(kind="question", target=str(question.pk))
    about |= Q(
        kind="theme", target__in=[str(pk) for pk in question.themes.values_list("pk", flat=True)]
    )
    if (
        question.asker is not None
        and question.asker.organisation_id
        and not question.is_without_name
    ):
        about |= Q(kind="organisation", target=str(question.asker.organisation_id))
    return set(
        Follow.objects.filter(about, stance=Stance.MUTES, person__in=ids).values_list(
            "person", flat=True
        )
    )


def told(question: Question, ids: Collection[int]) -> set[int | str]:
    """Who was asked already, or read of it in a letter."""
    asked = Alert.objects.filter(question=question, person__in=ids).values_list("person", flat=True)
    return {
        *asked,
        *Mailed.objects.filter(key=key_of(question), person__in=ids).values_list(
            "person", flat=True
        ),
    }


def key_of(question: Question) -> str:
    """What a letter calls it."""
    return f"question/{question.pk}"


def refusing(addresses: Collection[str]) -> set[int | str]:
    return set(
        AddressState.objects.paused()
        .filter(address__in=[one.lower() for one in addresses])
        .values_list("address", flat=True)
    )

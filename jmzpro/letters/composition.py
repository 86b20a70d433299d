"""Writing letters: what is new for a reader, once, in one mail; nothing when nothing is new.

A letter that is due is a row (`Rhythm`, `Subscriber`). Taking it, what stands in it and its mail
are one transaction: a killed worker leaves a letter due, and of two workers one takes it.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils import timezone

from jmzpro.letters import emails
from jmzpro.letters.models import (
    Follow,
    LetterPace,
    Mailed,
    MailedToSubscriber,
    Rhythm,
    Stance,
    Subscriber,
)
from jmzpro.letters.registry import Item, Reader, Section, sections
from jmzpro.mail.models import AddressState
from jmzpro.members.models import AlertPace, Person
from jmzpro.work.errors import without_words

logger = logging.getLogger(__name__)

AT_A_TIME = 100
# A section shows this many; of the rest the letter says how many there are and where.
SHOWN = 8
# Rows become visible when their transaction ends, a little after the time they carry: each letter
# looks back a bit into the last one.
OVERLAP = timedelta(hours=1)
# After a pause nobody gets weeks of news at once.
LOOKS_BACK = timedelta(days=21)


@dataclass(frozen=True)
class Group:
    """A section as it stands in one letter."""

    section: Section
    shown: Sequence[Item]
    more: int


def send_due(now: datetime | None = None) -> bool:
    """Write the letters whose time has come; True when more wait. Letters that fail do not hold
    up the others.
    """
    at = now or timezone.now()
    enrol(at)
    rhythms = list(
        Rhythm.objects.due(at).select_related("person__user").order_by("next_at", "pk")[:AT_A_TIME]
    )
    subscribers = list(Subscriber.objects.due(at).order_by("next_at", "pk")[:AT_A_TIME])
    failed = [error for rhythm in rhythms if (error := attempted(write_to_person, rhythm, at))]
    failed += [
        error
        for subscriber in subscribers
        if (error := attempted(write_to_subscriber, subscriber, at))
    ]
    if failed:
        raise failed[0]
    return AT_A_TIME in (len(rhythms), len(subscribers))


def attempted(write: Callable[[Any, datetime], Any], row: Any, at: datetime) -> Exception | None:
    try:
        with transaction.atomic():
            write(row, at)
    except Exception as error:
        logger.error("A letter could not be written: %s", without_words(error))
        return error
    return None


def enrol(now: datetime) -> None:
    """A row for everybody who wants questions once a day or week and has none yet."""
    people = Person.objects.active().filter(
        alert_pace__in=[AlertPace.DAILY, AlertPace.WEEKLY], rhythm=None
    )
    made = [Rhythm(person=person, last_at=now) for person in people[:1000]]
    for rhythm in made:
        rhythm.next_at = rhythm.following(now)
    Rhythm.objects.bulk_create(made, ignore_conflicts=True)


def write_to_person(rhythm: Rhythm, now: datetime) -> bool:
    """The letter of somebody of the network. False when it is not the day, nothing is new, or
    somebody else wrote it.
    """
    if not Rhythm.claim(rhythm, now):
        return False
    # Asking somebody at once locks the same row: a question comes one way or the other.
    person = (
        Person.objects.select_for_update(of=("self",))
        .select_related("user")
        .get(pk=rhythm.person_id)
    )
    rhythm.person = person
    is_weekly = rhythm.closes_a_week(now)
    if not (
        is_weekly
        if rhythm.effective_pace == LetterPace.WEEKLY
        else rhythm.effective_pace == LetterPace.DAILY
    ):
        return False
    if person.is_paused(timezone.localdate(now)) or not takes_mail(person.user.email):
        return False
    reader = reader_of(person, is_weekly=is_weekly)
    told = Mailed.objects.filter(person=person)
    groups = gathered(
        reader,
        rhythm.last_at,
        now,
        lambda keys: set(told.filter(key__in=keys).values_list("key", flat=True)),
    )
    Rhythm.objects.filter(pk=rhythm.pk).update(last_at=now)
    if not groups:
        return False
    Mailed.objects.bulk_create(
        [Mailed(person=person, key=item.key, at=now) for item in items_of(groups)]
    )
    emails.letter(person, rhythm, groups)
    for group in groups:
        if group.section.mailed is not None:
            group.section.mailed(reader, group.shown)
    return True


def write_to_subscriber(subscriber: Subscriber, now: datetime) -> bool:
    """A visitor's theme letter: public things only, since its reader is nobody."""
    if not Subscriber.claim(subscriber, now) or not takes_mail(subscriber.email):
        return False
    themes = frozenset(str(pk) for pk in subscriber.themes.values_list("pk", flat=True))
    reader = Reader(user=AnonymousUser(), follows={"theme": themes})
    told = MailedToSubscriber.objects.filter(subscriber=subscriber)
    groups = gathered(
        reader,
        subscriber.last_at,
        now,
        lambda keys: set(told.filter(key__in=keys).values_list("key", flat=True)),
    )
    Subscriber.objects.filter(pk=subscriber.pk).update(last_at=now)
    if not groups:
        return False
    MailedToSubscriber.objects.bulk_create(
        [
            MailedToSubscriber(subscriber=subscriber, key=item.key, at=now)
            for item in items_of(groups)
        ]
    )
    emails.theme_letter(subscriber, groups)
    return True


def reader_of(person: Person, *, is_weekly: bool) -> Reader:
    mine = Follow.objects.of(person)
    return Reader(
        user=person.user,
        person=person,
        follows=mine.by_kind(Stance.FOLLOWS),
        mutes=mine.by_kind(Stance.MUTES),
        is_weekly=is_weekly,
    )


def takes_mail(address: str) -> bool:
    return not AddressState.objects.paused().filter(address=address.lower()).exists()


def gathered(
    reader: Reader, last_at: datetime, now: datetime, told: Callable[[list[str]], set[str]]
) -> list[Group]:
    """What is new for this reader, section by section, each thing once; `told(keys)`: those that
    stood in a letter before.
    """
    since = max(last_at - OVERLAP, now - LOOKS_BACK)
    seen: set[str] = set()
    groups = []
    for section in sections:
        found = list(section.items(reader, since, now))
        seen |= told([item.key for item in found]) if found else set()
        fresh = list({item.key: item for item in found if item.key not in seen}.values())
        seen |= {item.key for item in fresh}
        if fresh:
            groups.append(Group(section, fresh[:SHOWN], len(fresh[SHOWN:])))
    return groups


def items_of(groups: Sequence[Group]) -> list[Item]:
    return [item for group in groups for item in group.shown]

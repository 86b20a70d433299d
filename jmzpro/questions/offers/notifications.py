"""A mail of its own for what lies ready: who has a question about it hears at once, and so does who
takes no letter.

One a day at most, with all that lies ready then; for a wish alone one a week. What is told here is
in no letter any more.
"""

from dataclasses import replace
from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from jmzpro.letters.composition import reader_of
from jmzpro.letters.kinds import MAIL, muted
from jmzpro.letters.models import Follow, LetterPace, Mailed, Rhythm, Stance
from jmzpro.members.models import AlertPace, Person
from jmzpro.questions.models import Offer, OfferMatch, QuestionState
from jmzpro.questions.offers import digest, emails

AT_A_TIME = 100
A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)


def tell() -> int:
    """Mail who is to hear of something now; gives how many people were looked at."""
    people = list(
        Person.objects.filter(pk__in=to_tell().values("person")).select_related("user")[:AT_A_TIME]
    )
    for person in people:
        tell_person(person)
    return len(people)


def to_tell() -> QuerySet[OfferMatch]:
    now = timezone.now()
    told = OfferMatch.objects.filter(person=OuterRef("person"))
    rhythms = Rhythm.objects.filter(person=OuterRef("person")).exclude(pace=LetterPace.NONE)
    quiet = Follow.objects.filter(
        person=OuterRef("person"), kind=MAIL, target=emails.READY, stance=Stance.MUTES
    )
    takes_a_letter = Q(person__alert_pace__in=[AlertPace.DAILY, AlertPace.WEEKLY]) | Exists(rhythms)
    asked = Q(question__state=QuestionState.OPEN) & ~Exists(told.filter(mailed_at__gt=now - A_DAY))
    wished = Q(question=None) & ~takes_a_letter & ~Exists(told.filter(mailed_at__gt=now - A_WEEK))
    there = Offer.objects.available().values("pk")
    is_here = Q(person__is_active=True, person__user__is_active=True)
    works = Q(person__paused_until=None) | Q(person__paused_until__lt=timezone.localdate(now))
    return OfferMatch.objects.filter(
        asked | wished, is_here, works, mailed_at=None, offer__in=there
    ).exclude(Exists(quiet))


@transaction.atomic
def tell_person(person: Person) -> bool:
    """False when somebody was first, or when they mute all that it is about: then it lies ready
    for them no longer.
    """
    Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if not to_tell().filter(person=person).exists():
        return False
    reader = reader_of(person, is_weekly=False)
    now = timezone.now()
    items = digest.lies_ready(reader, now, now + timedelta(seconds=1))
    if not items:
        OfferMatch.objects.filter(
            person=person, mailed_at=None, offer__in=Offer.objects.available().values("pk")
        ).delete()
        return False
    emails.lies_ready(person, items)
    digest.mailed(reader, items)
    Mailed.objects.bulk_create(
        [Mailed(person=person, key=item.key, at=now) for item in items], ignore_conflicts=True
    )
    return True


MAIL_KIND = replace(
    muted(
        emails.READY,
        "Geen mail meer over aanbod voor mij",
        (
            "Je krijgt geen aparte mail meer over aanbod dat voor je klaarligt. Op Mijn JMZ Pro "
            "en in je brief zie je het nog wel."
        ),
        order=32,
    ),
    can_pause=True,
    is_about_more=True,
)

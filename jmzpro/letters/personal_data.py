"""What letters hold about a person: what is followed, when the letter comes, what stood in one;
and a visitor's theme letter.
"""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from jmzpro.letters.models import (
    Follow,
    Mailed,
    MailedToSubscriber,
    Rhythm,
    Subscriber,
    ThemeLetterRequest,
)
from jmzpro.letters.subscriptions import followed_by
from jmzpro.mail import outbox
from jmzpro.members.models import Person
from jmzpro.trust.personal_data import DataCategory, moment

UNCONFIRMED_KEPT = timedelta(days=7)
MAILED_KEPT = timedelta(days=400)  # as long as the row of the mail itself


def export(user: Any) -> dict[str, Any]:
    subscriber = Subscriber.objects.filter(email=user.email.lower()).first()
    told: dict[str, Any] = {}
    if subscriber is not None:
        told["themabrief"] = {
            "thema’s": [theme.name for theme in subscriber.themes.all()],
            "bevestigd": moment(subscriber.confirmed_at),
        }
    person = Person.objects.filter(user=user).first()
    if person is None:
        return told
    rhythm = Rhythm.objects.filter(person=person).first()
    return told | {
        "volgt of dempt": [
            {
                "wat": row.subject.title,
                "soort": kind.followable.label_plural,
                "hoe": row.follow.get_stance_display(),
                "sinds": moment(row.follow.since),
            }
            for kind in followed_by(person)
            for row in kind.rows
        ],
        "brief": {
            "hoe vaak": rhythm.get_pace_display(),
            "uur": rhythm.hour,
            "dag van de week": rhythm.weekday + 1,
        }
        if rhythm
        else None,
        "stond in een brief": [
            {"wat": key, "op": moment(at)}
            for key, at in Mailed.objects.filter(person=person)
            .order_by("at")
            .values_list("key", "at")
        ],
    }


def erase(user: Any) -> None:
    """Twice does no harm."""
    person = Person.objects.filter(user=user).first()
    if person is not None:
        Follow.objects.filter(person=person).delete()
        Rhythm.objects.filter(person=person).delete()
        Mailed.objects.filter(person=person).delete()
    ThemeLetterRequest.objects.filter(email=user.email.lower()).delete()
    Subscriber.objects.filter(email=user.email.lower()).delete()


def sweep() -> int:
    """Addresses that never said yes; and what nobody can be told twice any more."""
    now = timezone.now()
    unconfirmed = list(ThemeLetterRequest.objects.filter(asked_at__lt=now - UNCONFIRMED_KEPT)[:500])
    for request in unconfirmed:
        outbox.cancel(f"theme-letter-request:{request.pk}")
        request.delete()
    went = Mailed.objects.filter(at__lt=now - MAILED_KEPT).delete()[0]
    return (
        len(unconfirmed)
        + went
        + MailedToSubscriber.objects.filter(at__lt=now - MAILED_KEPT).delete()[0]
    )


DATA_CATEGORY = DataCategory(
    key="letters",
    goes_with_account=True,
    label="Wat je volgt en je brief",
    models=("letters.Follow", "letters.Rhythm", "letters.Mailed"),
    export=export,
    erase=erase,
    kept="Zolang je volgt of een brief wilt; wat in een brief stond 400 dagen. "
    "Een themabrief die je niet bevestigt, verdwijnt na zeven dagen.",
    sweep=sweep,
)

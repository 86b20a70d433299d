"""The letter as a kind of mail that somebody can stop."""

from django.utils import timezone

from jmzpro.letters.models import LetterPace, Rhythm
from jmzpro.letters.registry import MailKind
from jmzpro.members.models import AlertPace, Person


def stop(person: Person) -> None:
    """No letter at all: who got questions in it gets none by mail any more."""
    set_pace(person, LetterPace.NONE)
    if person.alert_pace in (AlertPace.DAILY, AlertPace.WEEKLY):
        person.change_pace(AlertPace.NONE)


def resume(person: Person) -> None:
    """Once a week, the quietest of the two. Questions stay as they are: they are another choice."""
    set_pace(person, LetterPace.WEEKLY)


def set_pace(person: Person, pace: LetterPace) -> None:
    now = timezone.now()
    Rhythm.objects.get_or_create(person=person, defaults={"next_at": Rhythm(person=person).following(now)})
    Rhythm.objects.filter(person=person).update(pace=pace)


LETTER = MailKind("letter", "Geen brief meer", "Je krijgt geen brief meer.", stop, resume, order=20)

"""Kinds of mail that somebody can stop: the letter, and the shape of those that are stopped by
muting them.
"""

from functools import partial

from django.utils import timezone

from jmzpro.letters.models import Follow, LetterPace, Rhythm, Stance
from jmzpro.letters.registry import MailKind
from jmzpro.members.models import AlertPace, Person

MAIL = "mail"  # the kind of a Follow that mutes a kind of mail
ALREADY = "al"
QUESTIONS_IN_IT = (AlertPace.DAILY, AlertPace.WEEKLY)


def muted(key: str, stop_label: str, stopped: str, *, order: int, is_own: bool = False) -> MailKind:
    """A kind that is stopped by a row that mutes it, and by nothing else."""
    return MailKind(
        key,
        stop_label,
        stopped,
        partial(mute, key),
        partial(unmute, key),
        order=order,
        is_own=is_own,
    )


def mute(key: str, person: Person) -> str:
    was = ALREADY if Follow.objects.of(person).muting(MAIL, [key]).exists() else ""
    Follow.choose(person, MAIL, key, Stance.MUTES)
    return was


def unmute(key: str, person: Person, was: str) -> None:
    if was != ALREADY:
        Follow.choose(person, MAIL, key, None)


def stop(person: Person) -> str:
    """No letter at all: who got questions in it gets none by mail any more."""
    rhythm = Rhythm.objects.filter(person=person).first()
    was = [rhythm.pace if rhythm else "", person.alert_pace]
    set_pace(person, LetterPace.NONE)
    if person.alert_pace in QUESTIONS_IN_IT:
        person.change_pace(AlertPace.NONE)
    return "+".join(was)


def resume(person: Person, was: str) -> None:
    """As it was; once a week when that is not known, the quietest of the two."""
    letter, _, questions = was.partition("+")
    set_pace(person, LetterPace(letter) if letter in LetterPace.values else LetterPace.WEEKLY)
    if questions in QUESTIONS_IN_IT and person.alert_pace == AlertPace.NONE:
        person.change_pace(AlertPace(questions))


def set_pace(person: Person, pace: LetterPace) -> None:
    now = timezone.now()
    Rhythm.objects.get_or_create(
        person=person, defaults={"next_at": Rhythm(person=person).following(now)}
    )
    Rhythm.objects.filter(person=person).update(pace=pace)


def has_none(person: Person) -> bool:
    rhythm = Rhythm.objects.filter(person=person).first()
    if rhythm is None:
        return False
    rhythm.person = person
    return rhythm.effective_pace == LetterPace.NONE


LETTER = MailKind(
    "letter",
    "Geen brief meer",
    "Je krijgt geen brief meer.",
    stop,
    resume,
    order=20,
    is_stopped=has_none,
    can_pause=True,
    is_about_more=True,
)

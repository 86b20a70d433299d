"""The letters as mails."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone

from jmzpro.letters import unsubscribe
from jmzpro.letters.models import LetterPace, Rhythm, Subscriber, ThemeLetterRequest
from jmzpro.mail.outbox import Message, send
from jmzpro.members.models import AlertPace, Person

if TYPE_CHECKING:
    from jmzpro.letters.composition import Group

MOST_SUBJECTS = 5


def letter(person: Person, rhythm: Rhythm, groups: Sequence["Group"]) -> None:
    per = "dag" if rhythm.effective_pace == LetterPace.DAILY else "week"
    takes_questions = person.alert_pace in (AlertPace.DAILY, AlertPace.WEEKLY)
    why = (
        f"vragen liever één keer per {per} leest"
        if takes_questions
        else f"dingen volgt en daar één keer per {per} van wilt horen"
    )
    send(
        Message(
            cause=f"letter:person/{person.pk}:{rhythm.next_at:%Y%m%d%H%M}",
            to=person.user.email,
            user=person.user,
            subject=subject_of(groups),
            template="letters/mail/letter",
            reason=f"Je krijgt deze brief omdat je {why}.",
            context=context_of(groups) | {"manage_url": reverse("letters:letter")},
            unsubscribe_url=unsubscribe.address(person, "letter", subjects_in(groups)),
        )
    )


def theme_letter(subscriber: Subscriber, groups: Sequence["Group"]) -> None:
    send(
        Message(
            cause=f"theme-letter:{subscriber.pk}:{subscriber.next_at:%Y%m%d%H%M}",
            to=subscriber.email,
            subject=subject_of(groups),
            template="letters/mail/letter",
            reason=(
                "Je krijgt deze themabrief omdat je hem op onze site hebt aangevraagd en bevestigd."
            ),
            context=context_of(groups),
            unsubscribe_url=unsubscribe.address(subscriber, "theme-letter"),
        )
    )


def confirm_theme_letter(request: ThemeLetterRequest) -> None:
    """The same mail for every address: somebody else's question tells nothing about it."""
    send(
        Message(
            cause=f"theme-letter-request:{request.pk}",
            to=request.email,
            subject="Bevestig je themabrief",
            template="letters/mail/confirm",
            reason="Je krijgt deze mail omdat iemand met dit adres de themabrief aanvroeg.",
            context={
                "themes": list(request.themes.all()),
                "url": reverse("letters:confirm", args=[request.token]),
            },
        )
    )


def subject_of(groups: Sequence["Group"]) -> str:
    """The first thing in it, and how many more there are."""
    others = sum(len(group.shown) for group in groups) - 1
    return f"{groups[0].shown[0].title}{f' (en nog {others})' if others else ''}"


def context_of(groups: Sequence["Group"]) -> dict[str, Any]:
    return {"groups": groups, "today": timezone.localdate()}


def subjects_in(groups: Sequence["Group"]) -> list[tuple[str, str]]:
    """What of this letter somebody may have enough of: what it is about, first things first."""
    about = [subject for group in groups for item in group.shown for subject in item.about]
    return list(dict.fromkeys(about))[:MOST_SUBJECTS]

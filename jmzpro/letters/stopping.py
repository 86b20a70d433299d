"""Two clicks from any mail to exactly what it should stop: the address in the mail says whose it is, which kind, and what about.

The address is signed and holds no login; opening it changes nothing, since link scanners open everything.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from django.core import signing
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from jmzpro.letters.models import Follow, Stance, Subscriber
from jmzpro.letters.registry import followables, mail_kinds
from jmzpro.members.models import Person
from jmzpro.themes.models import Theme

SALT = "jmzpro.letters.stopping"
PAUSES = ((2, "twee weken"), (8, "acht weken"))


@dataclass(frozen=True)
class Way:
    """One button. `done` says what it did; `undo` is None when there is no way back from here."""

    key: str
    label: str
    done: str
    do: Callable[[], object]
    undo: Callable[[], object] | None = None
    note: str = ""

    @property
    def can_be_undone(self) -> bool:
        """For the page: a template that names `undo` itself would call it."""
        return self.undo is not None


def address(to: Person | Subscriber, kind: str, about: Iterable[tuple[str, str]] = ()) -> str:
    """The path for the foot of a mail to this reader. `kind`: a key of `mail_kinds`; `about`: what it told of, as (kind, id)."""
    return reverse("letters:stop", args=[token(to, kind, about)])


def token(to: Person | Subscriber, kind: str, about: Iterable[tuple[str, str]] = ()) -> str:
    """What stands in that address: whose mail, which kind and what about, signed."""
    who = f"p-{to.public_id}" if isinstance(to, Person) else f"v-{to.token}"
    subjects = "~".join(f"{what}-{id_}" for what, id_ in about)
    return signer().sign(".".join((who, kind, subjects)))


def signer() -> signing.Signer:
    return signing.Signer(salt=SALT)


def ways_of(token: str) -> Sequence[Way]:
    """What can be stopped from a mail with this address, the narrowest first. Http404 for an address we never gave out."""
    try:
        who, kind, subjects = signer().unsign(token).split(".")
    except (signing.BadSignature, ValueError) as error:
        raise Http404 from error
    about = [(what, id_) for what, _, id_ in (one.partition("-") for one in subjects.split("~") if one)]
    whose, _, id_ = who.partition("-")
    if whose == "v":
        return ways_of_subscriber(Subscriber.objects.filter(token=id_).first())
    person = Person.objects.active().select_related("user").filter(public_id=id_).first()
    if person is None:
        raise Http404
    return [*about_ways(person, about), *kind_way(person, kind), *pause_ways(person), everything(person)]


def about_ways(person: Person, about: Sequence[tuple[str, str]]) -> list[Way]:
    found = []
    for kind, id_ in about:
        subject = followables[kind].find([id_], person.user).get(id_) if kind in followables else None
        if subject is not None:
            found.append(
                Way(
                    key=f"{kind}-{id_}",
                    label=f"Niets meer over {subject.name}",
                    done=f"Je krijgt geen mail meer over {subject.name}.",
                    do=partial(Follow.choose, person, kind, id_, Stance.MUTES),
                    undo=partial(Follow.choose, person, kind, id_, None),
                )
            )
    return found


def kind_way(person: Person, kind: str) -> list[Way]:
    if kind not in mail_kinds:
        return []
    found = mail_kinds[kind]
    return [
        Way(
            key="kind",
            label=found.stop_label,
            done=found.stopped,
            do=partial(found.stop, person),
            undo=partial(found.resume, person),
        )
    ]


def pause_ways(person: Person) -> list[Way]:
    today = timezone.localdate()
    return [
        Way(
            key=f"pause-{weeks}",
            label=f"Even pauze: {words}",
            done=f"Je hebt {words} pauze. Daarna krijg je weer mail zoals nu.",
            do=partial(person.pause_until, today + timedelta(weeks=weeks)),
            undo=partial(person.pause_until, None),
        )
        for weeks, words in PAUSES
    ]


def everything(person: Person) -> Way:
    return Way(
        key="all",
        label="Helemaal geen mail meer",
        note="Een inlogcode als je die vraagt, en bericht over je eigen vragen en je account krijg je nog wel.",
        done="Je krijgt geen mail meer van het netwerk, behalve een inlogcode en bericht over je eigen vragen en je account.",
        do=partial(stop_all, person),
        undo=partial(resume_all, person),
    )


def stop_all(person: Person) -> None:
    for kind in mail_kinds:
        kind.stop(person)


def resume_all(person: Person) -> None:
    for kind in mail_kinds:
        kind.resume(person)


def ways_of_subscriber(subscriber: Subscriber | None) -> list[Way]:
    if subscriber is None:
        return []
    themes = list(subscriber.themes.all())
    found = [theme_way(subscriber, theme) for theme in themes] if len(themes) > 1 else []
    return [*found, Way("kind", "Geen themabrief meer", "Je themabrief is gestopt en je adres is bij ons weg.", do=subscriber.stop)]


def theme_way(subscriber: Subscriber, theme: Theme) -> Way:
    return Way(
        key=f"theme-{theme.pk}",
        label=f"Niets meer over {theme.name}",
        done=f"Je themabrief gaat niet meer over {theme.name}.",
        do=partial(subscriber.stop_theme, theme),
        undo=partial(subscriber.themes.add, theme),
    )

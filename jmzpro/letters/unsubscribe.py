"""Two clicks from any mail to exactly what it should stop: the address in the mail says whose it
is, which kind, and what about.

The address is signed and holds no login; opening it changes nothing, since link scanners open
everything.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from django.core import signing
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from jmzpro.letters.models import Follow, Stance, Subscriber
from jmzpro.letters.registry import MailKind, followables, mail_kinds
from jmzpro.members.models import Person
from jmzpro.themes.models import Theme

SALT = "jmzpro.letters.stopping"
PAUSES = ((2, "twee weken"), (8, "acht weken"))


@dataclass(frozen=True)
class Way:
    """One button. `done` says what it did; `do` gives how it was, for `undo`, which is None when
    there is no way back from here.
    """

    key: str
    label: str
    done: str
    do: Callable[[], str | None]
    undo: Callable[[str], object] | None = None
    note: str = ""

    @property
    def can_be_undone(self) -> bool:
        """For the page: a template that names `undo` itself would call it."""
        return self.undo is not None


def address(
    to: Person | Subscriber | None, kind: str, about: Iterable[tuple[str, str]] = ()
) -> str:
    """The path for the foot of a mail to this reader. `kind`: a key of `mail_kinds`; `about`:
    what it told of, as (kind, id).
    """
    return reverse("letters:stop", args=[token(to, kind, about)]) if to is not None else ""


def token(to: Person | Subscriber, kind: str, about: Iterable[tuple[str, str]] = ()) -> str:
    """What stands in that address: whose mail, which kind and what about, signed."""
    who = f"p-{to.public_id}" if isinstance(to, Person) else f"v-{to.token}"
    subjects = "~".join(f"{what}-{id_}" for what, id_ in about)
    return signer().sign(".".join((who, kind, subjects)))


def signer() -> signing.Signer:
    return signing.Signer(salt=SALT)


class NotOurs(Exception):
    """An address we never gave out."""


@dataclass(frozen=True)
class Told:
    """What such an address says. `about`: (kind, id) of what the mail told of."""

    is_visitor: bool
    id_: str
    kind: str
    about: Sequence[tuple[str, str]]


def read(token: str) -> Told:
    try:
        who, kind, subjects = signer().unsign(token).split(".")
    except (signing.BadSignature, ValueError) as error:
        raise NotOurs from error
    about = [
        (what, id_) for what, _, id_ in (one.partition("-") for one in subjects.split("~") if one)
    ]
    whose, _, id_ = who.partition("-")
    return Told(whose == "v", id_, kind, about)


def token_of(address: str) -> str:
    """From the whole address in a mail; empty when it is another kind of address."""
    *_, after = address.partition(reverse("letters:stop", args=["-"]).removesuffix("-/"))
    return after.strip("/") if after else ""


def kind_of(told: Told) -> MailKind | None:
    """None for a kind of mail that is no more."""
    return next((kind for kind in mail_kinds if kind.key == told.kind), None)


@dataclass(frozen=True)
class Stops:
    """What can be stopped from one mail: first what that mail is about, then the rest, the
    narrowest first.
    """

    first: Way | None
    others: Sequence[Way] = ()

    def by_key(self) -> dict[str, Way]:
        return {way.key: way for way in ((self.first,) if self.first else ()) + tuple(self.others)}


def stops_of(token: str) -> Stops:
    """Http404 for an address we never gave out. Nothing is left to stop for a visitor whose
    letter is gone.
    """
    try:
        told = read(token)
    except NotOurs as error:
        raise Http404 from error
    if told.is_visitor:
        ways = ways_of_subscriber(Subscriber.objects.filter(token=told.id_).first())
    else:
        person = Person.objects.active().select_related("user").filter(public_id=told.id_).first()
        if person is None:
            raise Http404
        ways = ways_of_person(person, told)
    return Stops(ways[0], ways[1:]) if ways else Stops(None)


def ways_of_person(person: Person, told: Told) -> list[Way]:
    """A mail about one thing begins with that thing, a letter about many with the letter itself."""
    kind = kind_of(told)
    about, whole = about_ways(person, told.about), [kind_way(person, kind)] if kind else []
    narrow = [*whole, *about] if kind and kind.is_about_more else [*about, *whole]
    return [*narrow, *(pause_ways(person) if kind and kind.can_pause else []), everything(person)]


def about_ways(person: Person, about: Sequence[tuple[str, str]]) -> list[Way]:
    found = []
    for kind, id_ in about:
        subject = (
            followables[kind].find([id_], person.user).get(id_) if kind in followables else None
        )
        if subject is not None:
            found.append(
                Way(
                    key=f"{kind}-{id_}",
                    label=f"Niets meer over {subject.name}",
                    done=f"Je krijgt geen mail meer over {subject.name}.",
                    do=partial(mute, person, kind, id_),
                    undo=partial(let_go, person, kind, id_),
                )
            )
    return found


def kind_way(person: Person, kind: MailKind) -> Way:
    return Way(
        key="kind",
        label=kind.stop_label,
        done=kind.stopped,
        do=partial(kind.stop, person),
        undo=partial(kind.resume, person),
    )


def pause_ways(person: Person) -> list[Way]:
    today = timezone.localdate()
    return [
        Way(
            key=f"pause-{weeks}",
            label=f"Even pauze: {words}",
            done=f"Je hebt {words} pauze. Daarna krijg je weer mail zoals nu.",
            do=partial(pause, person, today + timedelta(weeks=weeks)),
            undo=partial(end_pause, person),
        )
        for weeks, words in PAUSES
    ]


def everything(person: Person) -> Way:
    return Way(
        key="all",
        label="Helemaal geen mail meer",
        note=(
            "Bericht over wat je zelf vraagt, schrijft of aanbiedt krijg je nog wel, net als een "
            "inlogcode."
        ),
        done=(
            "Je krijgt geen mail meer van het netwerk, behalve een inlogcode en bericht over wat "
            "je zelf vraagt, schrijft of aanbiedt."
        ),
        do=partial(stop_all, person),
        undo=partial(resume_all, person),
    )


def mute(person: Person, kind: str, id_: str) -> str:
    was = (
        Follow.objects.filter(person=person, kind=kind, target=id_)
        .values_list("stance", flat=True)
        .first()
    )
    Follow.choose(person, kind, id_, Stance.MUTES)
    return was or ""


def let_go(person: Person, kind: str, id_: str, was: str) -> None:
    """Followed again when it was; a muted thing stays muted only when it was that before."""
    Follow.choose(person, kind, id_, Stance(was) if was in Stance.values else None)


def pause(person: Person, until: date) -> str:
    was = person.paused_until
    person.pause_until(until)
    return was.isoformat() if was else ""


def end_pause(person: Person, was: str) -> None:
    try:
        person.pause_until(date.fromisoformat(was))
    except ValueError:
        person.pause_until(None)


def stop_all(person: Person) -> str:
    """How each was: "alert=meteen,letter=wekelijks+meteen"."""
    return ",".join(f"{kind.key}={kind.stop(person)}" for kind in mail_kinds if not kind.is_own)


def resume_all(person: Person, was: str) -> None:
    before = dict(part.split("=", 1) for part in was.split(",") if "=" in part)
    for kind in mail_kinds:
        if not kind.is_own:
            kind.resume(person, before.get(kind.key, ""))


def ways_of_subscriber(subscriber: Subscriber | None) -> list[Way]:
    if subscriber is None:
        return []
    themes = list(subscriber.themes.all())
    whole = Way(
        "kind",
        "Geen themabrief meer",
        "Je themabrief is gestopt en je adres is bij ons weg.",
        do=subscriber.stop,
    )
    return [whole, *([theme_way(subscriber, theme) for theme in themes] if len(themes) > 1 else [])]


def theme_way(subscriber: Subscriber, theme: Theme) -> Way:
    return Way(
        key=f"theme-{theme.pk}",
        label=f"Niets meer over {theme.name}",
        done=f"Je themabrief gaat niet meer over {theme.name}.",
        do=partial(subscriber.stop_theme, theme),
        undo=lambda was: subscriber.themes.add(theme),
    )

"""The registries of following and letters: what can be followed, what a letter holds, and which
kinds of mail somebody can stop.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from jmzpro.kit.registry import Registry
from jmzpro.members.models import Person

Kept = Mapping[str, frozenset[str]]  # kind → ids, as text


@dataclass(frozen=True)
class Subject:
    """Something that can be followed: the title and address its page has. `name` says it within
    a sentence: "het thema Vervoer".
    """

    title: str
    url: str
    name: str


@dataclass(frozen=True)
class Followable:
    """A kind of thing that can be followed or muted. `find(ids, user)`: those this user may see,
    by id; one query, however many.
    """

    key: str
    this: str  # "dit thema"
    label_plural: str
    find: Callable[[Collection[str], Any], Mapping[str, Subject]]
    order: int = 50


@dataclass(frozen=True)
class Part:
    """A whole part that can be followed at once: "library", "de Kennisbank", the name of its
    route.
    """

    key: str
    name: str
    url_name: str
    order: int = 50


@dataclass(frozen=True)
class Reader:
    """Who reads a letter: somebody of the network, or a visitor with a theme letter (then `person`
    is None and `user` anonymous).

    `follows` and `mutes`: ids by kind of followable. `is_weekly`: this letter closes a week (of who
    gets a letter each day, one in seven).
    """

    user: Any
    person: Person | None = None
    follows: Kept = field(default_factory=dict)
    mutes: Kept = field(default_factory=dict)
    is_weekly: bool = True

    def followed(self, kind: str) -> frozenset[str]:
        return self.follows.get(kind, frozenset())

    def muted(self, kind: str) -> frozenset[str]:
        return self.mutes.get(kind, frozenset())

    def chosen(
        self, rows: QuerySet[Any], *, part: str, themes: str = "themes", organisation: str = ""
    ) -> QuerySet[Any]:
        """Of these rows those about what this reader follows: by theme, by organisation, or the
        whole part; never about a muted theme.

        `themes` and `organisation` are the lookups from a row to them; a part without organisations
        leaves the last one out.
        """
        if part not in self.followed("part"):
            wanted = Q(**{f"{themes}__in": self.followed("theme")})
            if organisation:
                wanted |= Q(**{f"{organisation}__in": self.followed("organisation")})
            # By key, so that a row with two followed themes comes once, whatever else the caller
            # sorts or counts by.
            rows = rows.filter(
                pk__in=rows.model._default_manager.filter(wanted).order_by().values("pk")
            )
        unwanted = Q(**{f"{themes}__in": self.muted("theme")})
        if organisation:
            unwanted |= Q(**{f"{organisation}__in": self.muted("organisation")})
        return rows.exclude(
            pk__in=rows.model._default_manager.filter(unwanted).order_by().values("pk")
        )


@dataclass(frozen=True)
class Item:
    """One thing in a letter. `key` ("question/12") is the same wherever the thing may stand: nobody
    gets it twice, in any letter.

    `why` completes "omdat …" ("je Vervoer volgt"); `about`: what of it can be followed or muted, as
    (kind, id).
    """

    key: str
    title: str
    url: str
    text: str = ""
    meta: str = ""
    why: str = ""
    about: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class Section:
    """One heading of a letter. `items(reader, since, until)`: what came in that time and this
    reader may see, the most useful first.

    It asks `visible_to(reader.user)` itself, changes nothing, and leaves out what it mailed to this
    reader in another way. `mailed(reader, items)` runs in the transaction that writes the letter.
    `more`: the name of the route with all of it.
    """

    key: str
    label: str
    items: Callable[[Reader, datetime, datetime], Sequence[Item]]
    more: str = ""
    more_label: str = ""
    mailed: Callable[[Reader, Sequence[Item]], None] | None = None
    order: int = 50


@dataclass(frozen=True)
class MailKind:
    """A kind of mail that a person can stop. `stop_label` is the button ("Geen vragen meer per
    mail"), `stopped` what then stands there.

    `stop` gives in a word how it was, for `resume(person, was)`; that word comes back from a form,
    so it may be anything. `is_stopped`: how it stands now, beside a row of kinds.muted. `is_own`:
    about what somebody asked, wrote or brought; "no mail at all" leaves those. `can_pause`: a pause
    holds for it too. `is_about_more`: a mail of it tells of many things, so muting one of them does
    not stop it. `taken_back(person, about)`: a mail that waited was not sent, because its receiver
    stopped it.
    """

    key: str
    stop_label: str
    stopped: str  # "Je krijgt geen vragen meer per mail."
    stop: Callable[[Person], str]
    resume: Callable[[Person, str], None]
    order: int = 50
    is_stopped: Callable[[Person], bool] | None = None
    is_own: bool = False
    can_pause: bool = False
    is_about_more: bool = False
    taken_back: Callable[[Person, Sequence[tuple[str, str]]], None] | None = None


followables: Registry[Followable] = Registry("followables")
parts: Registry[Part] = Registry("parts to follow")
sections: Registry[Section] = Registry("sections of a letter")
mail_kinds: Registry[MailKind] = Registry("kinds of mail")

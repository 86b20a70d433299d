"""The office's queue: everything that waits for a decision, from every part, in one list.

A part registers a kind of waiting item; the office shows the items and carries out a decision in
one step. The office writes the audit line, in the same transaction as the decision.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils.safestring import SafeString

from jmzpro.kit.registry import Registry
from jmzpro.text.guard import has_acute_danger
from jmzpro.trust.name_marks import Mark
from jmzpro.trust.offices import Office

# How the log names something that waited: this and the key of its kind.
IN_QUEUE = "queue."
# The label of what is read by the office alone, on every form of it.
FOR_THE_LOG = "Alleen voor het logboek"


@dataclass(frozen=True)
class Letter:
    """The mail that a decision sends, and what is asked of who decides.

    `to` fits after "Dit mailen we aan"; `asks` names the words when they are more than that ("Je
    vraag"). With `needed` they cannot stay empty, and it says so. `takes_words=False`: the mail has
    its own words, and nothing is asked.
    """

    to: str
    asks: str = ""
    needed: str = ""
    takes_words: bool = True

    @property
    def label(self) -> str:
        where = f"Dit mailen we aan {self.to}"
        if not self.asks:
            return where
        return f"{self.asks} {where}" if self.asks.endswith("?") else f"{self.asks}. {where}"


@dataclass(frozen=True)
class Decision:
    """One button; `done` is what the log says of it ("Op de site gezet").

    `carry_out(item_id, by=user, reason=text)` raises `AlreadyDecided` when somebody was first, and
    `CannotDecide` with a sentence when something else has to be done before.

    Every decision says where the words of who decides go: `reason` into the log and nowhere else,
    and with a `letter` that takes words `carry_out` gets them as `text`, for the mail and not for
    the log. `letter=None`: nobody outside the office hears of it.

    `undo(item_id, by=user)` takes it back while that can be done, mails included, and may give a
    sentence on what of it stays; it raises as `carry_out` does. What `carry_out` returned (for
    JSON) is kept in the log, and `undo` gets it by its names. Without an undo, the page of the
    decision says `consequence` beforehand. `for_all`: may be taken about everything of one sender
    at once; only what mails nobody and can be taken back.
    """

    key: str
    label: str
    carry_out: Callable[..., Mapping[str, Any] | None]
    letter: Letter | None = field(kw_only=True)
    needs_reason: bool = False
    is_destructive: bool = False
    consequence: str = "Dit kun je niet terugdraaien."
    undo: Callable[..., str | None] | None = None
    done: str = ""
    for_all: bool = False
    # It makes words public: each name that is marked in them has to be ticked first.
    confirms_names: bool = False

    def __post_init__(self) -> None:
        if self.for_all and self.has_page:
            raise ValueError(f"{self.key}: what mails somebody or is final is decided one by one")

    @property
    def in_the_past(self) -> str:
        return self.done or self.label

    @property
    def has_page(self) -> bool:
        """Asked on a page of its own: what mails somebody shows the mail, and what is final says
        so.
        """
        return self.letter is not None or self.undo is None or self.needs_reason

    @property
    def is_final(self) -> bool:
        return self.undo is None

    @property
    def takes_words(self) -> bool:
        return self.letter is not None and self.letter.takes_words


@dataclass(frozen=True)
class Waiting:
    """One thing that waits. `id` is unique in its kind; `text` is plain text; `url` is where the
    whole can be read.

    `is_urgent` puts it on top, marked; what speaks of danger comes there by itself
    (`speaks_of_danger`). A fact is a name, a value and, when it can be opened, its address.
    `sender` is the same for all that one sender sent (a key, never shown): the office sees a few of
    them, and may decide about the rest at once. `waits_for`: somebody else is to answer first ("de
    aanvrager"), so it is not counted. `more`: decisions that only this item has. `marks` are the
    names in what becomes public, `shown` is the text with them marked, as safe HTML. `labels`: what
    a decision is called for this one.
    """

    id: str
    title: str
    since: datetime
    text: str = ""
    url: str = ""
    facts: Sequence[tuple[str, ...]] = ()
    sender: str = ""
    waits_for: str = ""
    more: Sequence[Decision] = ()
    is_urgent: bool = False
    shown: SafeString = field(default_factory=SafeString)
    marks: Sequence[Mark] = ()
    labels: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def speaks_of_danger(self) -> bool:
        return self.is_urgent or has_acute_danger(
            "\n".join((self.title, self.text, *(fact[1] for fact in self.facts)))
        )


@dataclass(frozen=True)
class Named:
    """What something that waited is called in the log, and where it can be read now."""

    name: str
    url: str = ""


@dataclass(frozen=True)
class QueueKind:
    """`waiting(user)` gives what this user of the office may decide, oldest first; `count(user)`
    how many without fetching them.

    `groups`: the offices that decide about this kind; others of the office do not see it.
    `named(item_ids)` says in one go what these are called, also after the decision; what is there
    no more is left out.
    """

    key: str
    label: str
    waiting: Callable[[Any], Sequence[Waiting]]
    count: Callable[[Any], int]
    decisions: Sequence[Decision] = field(default_factory=tuple)
    groups: Sequence[str] = (Office.BUREAU, Office.MODERATORS)
    order: int = 50
    named: Callable[[Sequence[str]], Mapping[str, Named]] = field(default=lambda item_ids: {})

    def decision(self, key: str) -> Decision | None:
        return next((decision for decision in self.decisions if decision.key == key), None)


class CannotDecide(Exception):
    """As things are it cannot be carried out, and nothing was changed; the argument is the Dutch
    sentence that says what to do first.
    """


class AlreadyDecided(Exception):
    """Somebody else decided this item first; nothing was changed."""


queue: Registry[QueueKind] = Registry("queue")

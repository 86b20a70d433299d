"""The office's queue: everything that waits for a decision, from every part, in one list.

A part registers a kind of waiting item; the office shows the items and carries out a decision in one step. The office writes the
audit line, in the same transaction as the decision.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from jmzpro.kit.registry import Registry

# How the log names something that waited: this and the key of its kind.
IN_QUEUE = "queue."


@dataclass(frozen=True)
class Decision:
    """One button. `carry_out(item_id, by=user, reason=text)` raises `AlreadyDecided` when somebody was first,
    and `CannotDecide` with a sentence when something else has to be done before.

    `undo(item_id, by=user)` takes it back while that can be done, and raises `AlreadyDecided` when it cannot any more. A
    destructive decision without an undo asks once more, with `consequence` in words.
    """

    key: str
    label: str
    carry_out: Callable[..., None]
    needs_reason: bool = False
    is_destructive: bool = False
    consequence: str = "Dit kun je niet terugdraaien."
    undo: Callable[..., None] | None = None


@dataclass(frozen=True)
class Waiting:
    """One thing that waits. `id` is unique in its kind; `text` is plain text; `url` is where the whole can be read."""

    id: str
    title: str
    since: datetime
    text: str = ""
    url: str = ""
    facts: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class QueueKind:
    """`waiting(user)` gives what this user of the office may decide, oldest first; `count(user)` how many without fetching them.

    `groups`: the offices that decide about this kind; others of the office do not see it.
    """

    key: str
    label: str
    waiting: Callable[[Any], Sequence[Waiting]]
    count: Callable[[Any], int]
    decisions: Sequence[Decision] = field(default_factory=tuple)
    groups: Sequence[str] = ("Bureau", "Moderatie")
    order: int = 50

    def decision(self, key: str) -> Decision | None:
        return next((decision for decision in self.decisions if decision.key == key), None)


class CannotDecide(Exception):
    """As things are it cannot be carried out, and nothing was changed; the argument is the Dutch sentence that says what to do first."""


class AlreadyDecided(Exception):
    """Somebody else decided this item first; nothing was changed."""


queue: Registry[QueueKind] = Registry("queue")

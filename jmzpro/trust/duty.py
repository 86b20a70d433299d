"""Telling at once who is on duty: of danger, and of what concerns a child.

A part says who stands in on a day (`rosters`); the office says who decides and mails them
(`bells`). What is told holds where it is, when it came and where it can be read: never a word of
what somebody wrote.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from jmzpro.kit.registry import Registry
from jmzpro.trust.offices import Office

# Who is on duty when nobody stands in.
OFFICES = (Office.MODERATORS, Office.BUREAU)


@dataclass(frozen=True)
class Call:
    """What who is on duty hears. `cause` names what happened and mails somebody once; `path` is
    where it can be read, behind the login.

    `what` is our own phrase ("Woorden van gevaar"), `where` the name of a part of the site: no text
    and no name of anybody.
    """

    cause: str
    what: str
    where: str
    at: datetime
    path: str


@dataclass(frozen=True)
class Roster:
    """`standing_in(day)`: the accounts that stand in for the office that day."""

    key: str
    standing_in: Callable[[date], Sequence[Any]]
    order: int = 50


@dataclass(frozen=True)
class Bell:
    """`ring(call)` tells who is on duty, in the caller's transaction; it gives how many it told."""

    key: str
    ring: Callable[[Call], int]
    order: int = 50


rosters: Registry[Roster] = Registry("rosters")
bells: Registry[Bell] = Registry("bells")


def standing_in(day: date) -> list[Any]:
    """The accounts that stand in on this day, each once."""
    return list(dict.fromkeys(account for roster in rosters for account in roster.standing_in(day)))


def tell(call: Call) -> int:
    """Tell who is on duty, in the caller's transaction; how many were told."""
    return sum(bell.ring(call) for bell in bells)

"""What a guarded form may let pass in one request, and what it has to leave to a moderator.

The middleware of `held` opens a passage for each request that sends something; a form without one
is as strict as it can be.
"""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field


@dataclass
class Passage:
    """`is_cleared`: a moderator looked at these words. `is_accepted`: a guarded form found nothing
    (more) against them.

    `looked_over`: the kinds its writer was asked about and let stand; `on_looked_over` is called
    with them before anything is done.
    """

    is_cleared: bool = False
    is_accepted: bool = False
    looked_over: set[str] = field(default_factory=set)
    on_looked_over: Callable[[set[str]], None] | None = None

    def let_stand(self, kinds: Collection[str]) -> None:
        """Its writer was asked about these and looked. Noted at once: a process that is killed
        behind the act may not lose it.
        """
        if kinds:
            self.looked_over |= set(kinds)
            if self.on_looked_over is not None:
                self.on_looked_over(self.looked_over)


class MustBeHeld(Exception):
    """The writer says it is about no child or family: a moderator looks first. Nothing was done
    yet.

    `what`: the form in our own words ("een vraag"); `kinds`: what points at one person; `address`:
    where a visitor can be reached.
    """

    def __init__(self, what: str, kinds: frozenset[str], address: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.kinds = kinds
        self.address = address


_passage: ContextVar[Passage | None] = ContextVar("passage", default=None)


def current() -> Passage:
    """The passage of this request; outside of one, a strict one that nobody looks at."""
    return _passage.get() or Passage()


@contextmanager
def opened(passage: Passage) -> Iterator[Passage]:
    token = _passage.set(passage)
    try:
        yield passage
    finally:
        _passage.reset(token)

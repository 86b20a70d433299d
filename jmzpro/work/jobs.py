"""The registry of background jobs. `manage.py worker` runs them; `manage.py run` starts web and
worker together.

A job is a wake-up, never the memory: what must not be lost stands in rows of the part itself,
claimed by one conditional UPDATE. So a job may be killed at any moment and run twice without harm.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from jmzpro.kit.registry import Registry


@dataclass(frozen=True)
class Job:
    """`run()` does a bounded piece of work and returns True when more waits (it is then called
    again at once).

    `on_each_machine`: runs in every worker (a search index that is this machine's own) instead of
    in one at a time.
    """

    key: str
    every: timedelta
    run: Callable[[], bool]
    lease: timedelta = timedelta(minutes=5)
    on_each_machine: bool = False
    order: int = 50


jobs: Registry[Job] = Registry("jobs")

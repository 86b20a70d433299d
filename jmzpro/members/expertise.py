"""What somebody published: the registry by which a part tells who wrote about what, for whoever
looks for people who know.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from jmzpro.kit.registry import Registry


@dataclass(frozen=True)
class Work:
    """One thing somebody made that all members may read: primary keys of the person and of its
    themes, and its words.
    """

    person: int
    themes: Collection[int]
    text: str


@dataclass(frozen=True)
class ExpertiseSource:
    """One part's works. `works(people)`: of these people, or of everybody when None, in a few
    queries.

    `searchable`: the key under which the works stand in search. `writers(ids)`: who made those
    works, so that a change is noticed.
    """

    key: str
    works: Callable[[Collection[int] | None], Iterable[Work]]
    searchable: str
    writers: Callable[[Collection[str]], Iterable[int]]
    order: int = 50


expertise: Registry[ExpertiseSource] = Registry("expertise")

"""The search registry: what a part lets be found."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db import models

from jmzpro.kit.registry import Registry


@dataclass(frozen=True)
class Document:
    """What the index knows of one thing. All plain text; `body` may be long. Analysis is the
    index's business.
    """

    title: str
    body: str
    keywords: Sequence[str] = ()
    date: datetime | None = None


@dataclass(frozen=True)
class Hit:
    """How one result shows. `snippet_source` is the text the marked snippet is cut from.

    `public_id` tells it apart from others of its kind in the API, and never is its primary key;
    `external_id` is what its source calls it.
    """

    title: str
    url: str
    snippet_source: str
    facts: Sequence[str] = ()
    date: datetime | None = None
    public_id: str = ""
    external_id: str = ""


class Name(NamedTuple):
    title: str
    url: str


@dataclass(frozen=True)
class Searchable:
    """One kind of thing that can be found.

    `all()`: everything that belongs in the index, whoever may see it, with what
    `document(instance)` needs. `visible_to(user)`: what this user may find; every result is asked
    again through it, so the index never decides about rights. It is asked for every kind at every
    search, so it is bare: `with_all(rows)` fetches what `hit(instance)` needs besides, for the few
    that are shown. Neither `document` nor `hit` runs a query of its own. `name(instance)`: title
    and address, for suggestions, from the bare row; without it they cost a whole hit.
    `long_texts(instances)`: by their primary key, texts that may be very long, in pages divided by
    form feeds (of the files of a record), in one query; the page that says more of what was asked
    than the hit does is shown in its place. `is_offered`: there are few of them, and who finds
    nothing is offered those that come nearest.
    """

    key: str
    label: str
    label_plural: str
    model: type[models.Model]
    all: Callable[[], models.QuerySet[Any]]
    visible_to: Callable[[Any], models.QuerySet[Any]]
    document: Callable[[Any], Document]
    hit: Callable[[Any], Hit]
    with_all: Callable[[Any], models.QuerySet[Any]] = lambda rows: rows
    name: Callable[[Any], Name] | None = None
    long_texts: Callable[[Sequence[Any]], Mapping[Any, Sequence[str]]] | None = None
    order: int = 50
    is_offered: bool = False

    def named(self, instance: Any) -> Name:
        """For suggestions; without a `name` of its own the instance has all that a hit needs."""
        if self.name:
            return self.name(instance)
        hit = self.hit(instance)
        return Name(hit.title, hit.url)


searchables: Registry[Searchable] = Registry("search")

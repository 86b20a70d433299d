"""The search registry: what a part lets be found."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models

from jmzpro.kit.registry import Registry


@dataclass(frozen=True)
class Document:
    """What the index knows of one thing. All plain text; `body` may be long. Analysis is the index's business."""

    title: str
    body: str
    keywords: Sequence[str] = ()
    date: datetime | None = None


@dataclass(frozen=True)
class Hit:
    """How one result shows. `snippet_source` is the text the marked snippet is cut from.

    `public_id` tells it apart from others of its kind in the API, and never is its primary key; `external_id` is what its source calls it.
    """

    title: str
    url: str
    snippet_source: str
    facts: Sequence[str] = ()
    date: datetime | None = None
    public_id: str = ""
    external_id: str = ""


@dataclass(frozen=True)
class Searchable:
    """One kind of thing that can be found.

    `all()`: everything that belongs in the index, whoever may see it. `visible_to(user)`: what this user may find; every result is
    asked again through it, so the index never decides about rights. `document(instance)` and `hit(instance)` may use what
    `all()`/`visible_to()` prefetch; they run no query of their own. `is_offered`: there are few of them, and who finds nothing is
    offered those that come nearest.
    """

    key: str
    label: str
    label_plural: str
    model: type[models.Model]
    all: Callable[[], models.QuerySet[Any]]
    visible_to: Callable[[Any], models.QuerySet[Any]]
    document: Callable[[Any], Document]
    hit: Callable[[Any], Hit]
    order: int = 50
    is_offered: bool = False


searchables: Registry[Searchable] = Registry("search")

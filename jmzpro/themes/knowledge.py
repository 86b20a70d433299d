"""Knowledge of other parts: what the Kennisbank lists beside its own items, without a copy of it.

A part registers a kind; the Kennisbank asks for its rows as a visitor or member may see them,
filters them by theme and shows a card of each.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models

from jmzpro.kit.registry import Registry
from jmzpro.themes.models import Theme


@dataclass(frozen=True)
class Card:
    """One row of the list. `facts`: short pieces for the line under the title."""

    title: str
    url: str
    promise: str
    date: datetime
    facts: Sequence[str] = ()
    themes: Sequence[Theme] = ()


@dataclass(frozen=True)
class KnowledgeKind:
    """One kind of thing. `visible_to(user)`: its rows, which have a many-to-many field `themes` and
    a date in `date_field`, newest first.

    `card(row)` runs no query of its own: `visible_to` prefetches what it needs.
    """

    key: str
    label: str
    label_plural: str
    visible_to: Callable[[Any], models.QuerySet[Any]]
    card: Callable[[Any], Card]
    date_field: str
    order: int = 50


knowledge_kinds: Registry[KnowledgeKind] = Registry("knowledge")

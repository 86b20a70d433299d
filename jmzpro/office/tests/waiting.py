"""What waits, for the tests of every kind of the queue; and who decides about it."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django.conf import settings

from jmzpro.trust.queue import QueueKind, Waiting

ROOT = Path(settings.BASE_DIR) / "jmzpro"
Sample = Callable[[SimpleNamespace, int], None]
# One of the cast in each office.
IN_OFFICE = {"Bureau": "anouk", "Moderatie": "pieter", "Redactie": "ilse"}


def samples() -> dict[str, Sample]:
    """By kind: what makes the item of this number, of the same sender as every other number
    where people send it.
    """
    found: dict[str, Sample] = {}
    for file in sorted(ROOT.glob("*/tests/queue_samples.py")):
        found |= import_module(f"jmzpro.{file.parts[-3]}.tests.queue_samples").SAMPLES
    return found


def who_decides(cast: SimpleNamespace, kind: QueueKind) -> Any:
    return getattr(cast, IN_OFFICE[next(iter(kind.groups))])


def made(cast: SimpleNamespace, kind: QueueKind, number: int = 1) -> Waiting:
    """One more item of this kind that waits."""
    user = who_decides(cast, kind).user
    before = {one.id for one in kind.waiting(user)}
    samples()[kind.key](cast, number)
    return next(one for one in kind.waiting(user) if one.id not in before)

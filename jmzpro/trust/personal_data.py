"""The personal-data registry: what each part holds about a person, how it is exported, erased, and
how long it is kept.

Every model with a path to a person (a foreign key to the user or to `members.Person`) is named here
by its part; a test fails for one that is not.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from jmzpro.kit.registry import Registry


@dataclass(frozen=True)
class DataCategory:
    """What one part holds.

    `models`: the labels ("questions.Question") this holding answers for. `export(user)` returns
    JSON-ready data (dates as ISO text). `erase(user)` removes or unlinks it, inside the caller's
    transaction, and may be run twice. `kept`: how long and why, one Dutch sentence for the privacy
    page. `sweep()` removes what is past its time and returns how many rows went.
    `goes_with_account`: erased too of who left and whose name stays under what was written: it
    serves the account alone.
    """

    key: str
    label: str
    models: tuple[str, ...]
    export: Callable[[Any], Any]
    erase: Callable[[Any], None]
    kept: str
    sweep: Callable[[], int] = lambda: 0
    order: int = 50
    goes_with_account: bool = False


data_categories: Registry[DataCategory] = Registry("personal data")


def moment(at: datetime | None) -> str | None:
    """As an export says it: our own time, to the minute; None for never."""
    return timezone.localtime(at).isoformat(timespec="minutes") if at else None


def export_all(user: Any) -> dict[str, Any]:
    """Everything that is held about this user, by the holdings' labels."""
    return {holding.label: holding.export(user) for holding in data_categories}


def sweep_all() -> dict[str, int]:
    """Remove what is past its time, everywhere; how many rows went, by holding. What fails in one
    part does not stop the others.

    Raises the first error at the end, so that the job shows it.
    """
    went: dict[str, int] = {}
    errors: list[Exception] = []
    for holding in data_categories:
        try:
            with transaction.atomic():
                went[holding.key] = holding.sweep()
        except Exception as error:
            errors.append(error)
    if errors:
        raise errors[0]
    return went

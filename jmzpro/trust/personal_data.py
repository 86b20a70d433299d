"""The personal-data registry: what each part holds about a person, how it is exported, erased, and how long it is kept.

Every model with a path to a person (a foreign key to the user or to `members.Person`) is named here by its part; a test
fails for one that is not.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from jmzpro.kit.registry import Registry


@dataclass(frozen=True)
class Holding:
    """What one part holds.

    `models`: the labels ("questions.Question") this holding answers for. `export(user)` returns JSON-ready data (dates as ISO
    text). `erase(user)` removes or unlinks it, inside the caller's transaction, and may be run twice. `kept`: how long and why,
    one Dutch sentence for the privacy page. `sweep()` removes what is past its time and returns how many rows went.
    """

    key: str
    label: str
    models: tuple[str, ...]
    export: Callable[[Any], Any]
    erase: Callable[[Any], None]
    kept: str
    sweep: Callable[[], int] = lambda: 0
    order: int = 50


holdings: Registry[Holding] = Registry("personal data")

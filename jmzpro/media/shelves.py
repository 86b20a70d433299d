"""Where a part can put files that deserve to last, without knowing the part that keeps them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.files import File

from jmzpro.kit.registry import Registry


@dataclass(frozen=True)
class Deposit:
    """What is brought. `files`: name, type by content, and the file itself, already without
    metadata; `themes`: of the taxonomy.
    """

    title: str
    promise: str
    text: str = ""
    themes: Sequence[Any] = ()
    files: Sequence[tuple[str, str, "File[Any]"]] = field(default=())


@dataclass(frozen=True)
class Shelf:
    """`put(person, deposit)` takes it in, in the caller's transaction; it gives the address
    where that person follows it.
    """

    key: str
    label: str
    put: Callable[[Any, Deposit], str]
    order: int = 50


shelves: Registry[Shelf] = Registry("shelves")

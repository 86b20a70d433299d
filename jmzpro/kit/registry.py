"""The one shape every registry has: parts put entries in while the app registry loads, pages
read them in order.
"""

from collections.abc import Iterator
from typing import Generic, Protocol, TypeVar


class Entry(Protocol):
    """Something that can be registered: unique by `key`, shown in the order of `order`."""

    @property
    def key(self) -> str: ...

    @property
    def order(self) -> int: ...


E = TypeVar("E", bound=Entry)


class Registry(Generic[E]):
    """Entries by key. Registering a key twice is a programming error (ValueError); reading an
    unknown key is a KeyError.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._entries: dict[str, E] = {}

    def register(self, entry: E) -> E:
        if entry.key in self._entries:
            raise ValueError(f"{self.name}: {entry.key!r} is registered already")
        self._entries[entry.key] = entry
        return entry

    def unregister(self, key: str) -> None:
        """For tests with a toy part."""
        self._entries.pop(key, None)

    def __getitem__(self, key: str) -> E:
        return self._entries[key]

    def __contains__(self, key: str) -> bool:
        return key in self._entries

    def __iter__(self) -> Iterator[E]:
        return iter(sorted(self._entries.values(), key=lambda entry: (entry.order, entry.key)))

    def __len__(self) -> int:
        return len(self._entries)

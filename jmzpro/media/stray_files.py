"""Files that no row knows: half-written ones, and what was left when a row could not be made. A
weekly look takes them away.
"""

import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.files.storage import FileSystemStorage, storages
from django.db import models

from jmzpro.media.storage import PART

logger = logging.getLogger(__name__)

SAFE_AGE = timedelta(days=7)  # a younger one may be on its way to its row
PART_AGE = timedelta(days=1)  # nothing is written for so long
MOST_AT_ONCE = 5_000
NAMES_AT_ONCE = 2_000


@dataclass
class Stray:
    """What was found: the names by storage, and how many bytes they take."""

    names: dict[str, list[str]] = field(default_factory=dict)
    size: int = 0

    @property
    def number(self) -> int:
        return sum(map(len, self.names.values()))


def file_fields() -> Iterator[tuple[type[models.Model], models.FileField]]:
    """Every column that names a file, of every part and of what we build on."""
    for model in apps.get_models():
        if model._meta.managed and not model._meta.proxy:
            for column in model._meta.local_fields:
                if isinstance(column, models.FileField):
                    yield model, column


def known_names(location: Path) -> set[str]:
    """All names that rows have in the storage that lies there."""
    found: set[str] = set()
    for model, column in file_fields():
        storage: Any = column.storage
        if isinstance(storage, FileSystemStorage) and Path(storage.location) == location:
            rows: Any = (
                model._base_manager.order_by()
                .exclude(**{column.name: ""})
                .values_list(column.name, flat=True)
            )
            found.update(str(name) for name in rows.iterator(chunk_size=NAMES_AT_ONCE) if name)
    return found


def folders_of(names: set[str]) -> set[str]:
    """The first folder of each name: what lies elsewhere below the storage is not a column's,
    and is left alone.
    """
    return {name.split("/", 1)[0] for name in names if "/" in name}


def find(now: float | None = None) -> Stray:
    """The files are looked at before the rows, so that one that comes in meanwhile is never
    taken for a stray one.
    """
    now = time.time() if now is None else now
    stray = Stray()
    for alias in ("default", "private"):
        storage: Any = storages[alias]
        if not isinstance(storage, FileSystemStorage):
            continue
        location = Path(storage.location)
        old = dict(old_files(location, now))
        known = known_names(location)
        ours = folders_of(known) | OWN_FOLDERS[alias]
        for name in sorted(old):
            if name not in known and name.split("/", 1)[0] in ours and stray.number < MOST_AT_ONCE:
                stray.names.setdefault(alias, []).append(name)
                stray.size += old[name]
    return stray


# Where the columns of this house put their files, also when there is no row yet.
OWN_FOLDERS: dict[str, frozenset[str]] = {
    "default": frozenset({"images", "original_images", "documents"}),
    "private": frozenset({"library", "questions", "agenda"}),
}


def old_files(location: Path, now: float) -> Iterator[tuple[str, int]]:
    for path in location.rglob("*"):
        try:
            facts = path.lstat()
        except OSError:
            continue
        age = PART_AGE if PART in path.name else SAFE_AGE
        if path.is_file() and not path.is_symlink() and now - facts.st_mtime > age.total_seconds():
            yield path.relative_to(location).as_posix(), facts.st_size


def sweep() -> bool:
    """The weekly job: take them away, and tell the log how many there were. True when more
    waits.
    """
    stray = find()
    for alias, names in stray.names.items():
        for name in names:
            storages[alias].delete(name)
    if stray.number:
        logger.warning(
            "Removed %s files that no row knew (%s kB).", stray.number, stray.size // 1024
        )
    return stray.number >= MOST_AT_ONCE

"""The index follows the database: each machine reads the change rows and looks every changed thing
up again.

What is read twice is looked up twice, without harm; what was read is written down in the index
itself, in the same commit as the documents. So the follower may be killed at any moment.
"""

import json
import logging
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from jmzpro.search.index import IndexBroken
from jmzpro.search.models import KEPT, Change
from jmzpro.search.registry import Searchable, searchables
from jmzpro.search.storage import IndexStorage, index_storage
from jmzpro.search.tantivy_index import TantivyIndex
from jmzpro.trust.models import Installation

logger = logging.getLogger(__name__)

BATCH = 500
ALIVE = "follow"
BUILDING = "build"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Progress:
    """How far an index has come: everything before `place` is in it. `last_id` and `network`
    tell whether it is still the same database.
    """

    place: int
    last_id: int
    network: str
    at: str

    @classmethod
    def now(cls) -> "Progress":
        """To be taken before the rows themselves are read."""
        return cls(
            Change.objects.place(), Change.objects.last_id(), network(), timezone.now().isoformat()
        )

    @classmethod
    def of(cls, index: TantivyIndex) -> "Progress":
        try:
            return cls(**json.loads(index.note()))
        except (ValueError, TypeError) as error:
            raise IndexBroken("the index does not say how far it has come") from error

    def as_note(self) -> str:
        return json.dumps(asdict(self))

    def can_follow(self, now: "Progress") -> bool:
        """Not after a restore of another or older database, and not when rows may have been
        swept since.
        """
        is_same = (
            self.network == now.network and self.last_id <= now.last_id and self.place <= now.place
        )
        return is_same and (self.last_id == now.last_id or self.age() < KEPT * 0.9)

    def age(self) -> timedelta:
        return timezone.now() - datetime.fromisoformat(self.at)


def network() -> str:
    """Which database this is, as far as an index can tell: when its network was made."""
    made_at = Installation.objects.values_list("made_at", flat=True).first()
    return made_at.isoformat() if made_at else ""


def follow() -> bool:
    """The job: one batch; True when more waits. Builds the index when it is missing, broken or of
    another database.

    One process of a machine follows: in the others this does nothing.
    """
    place = index_storage()
    if not place.hold(ALIVE):
        return False
    with place.writing:
        return _follow(place)


def catch_up() -> None:
    """Follow until nothing waits: for tests and commands. What was committed before is found
    afterwards.
    """
    while follow():
        pass


@dataclass(frozen=True)
class Built:
    """How far an index that is being built has come: everything up to `last` of `kind` is in it,
    as it was at `start` or later.
    """

    start: Progress
    kind: str = ""
    last: str = ""

    def as_note(self) -> str:
        return json.dumps({"start": asdict(self.start), "kind": self.kind, "last": self.last})

    @classmethod
    def of(cls, index: TantivyIndex) -> "Built":
        try:
            note = json.loads(index.note())
            return cls(Progress(**note["start"]), str(note["kind"]), str(note["last"]))
        except (ValueError, TypeError, KeyError) as error:
            raise IndexBroken("the index does not say how far it was built") from error


def rebuild() -> int:
    """Build the index beside the one in use, then put it in its place; returns how many documents
    it has.

    A build that was killed goes on where it was: what changed since its start is followed
    afterwards.
    """
    place = index_storage()
    with place.alone(BUILDING):
        fresh, built = _begun(place)
        keys = [kind.key for kind in searchables]
        todo = keys[keys.index(built.kind) :] if built.kind in keys else keys
        for key in todo:
            last = built.last if key == built.kind else None
            for batch in _batches(searchables[key], last or None):
                for instance in batch:
                    fresh.add(key, str(instance.pk), searchables[key].document(instance))
                fresh.commit(Built(built.start, key, str(batch[-1].pk)).as_note())
        fresh.commit(built.start.as_note())
        place.serve(fresh)
        return fresh.count()


def _begun(place: IndexStorage) -> tuple[TantivyIndex, Built]:
    """The index that a killed process was building, when it can still follow this database; else
    an empty one.
    """
    now = Progress.now()
    try:
        begun = place.begun()
        built = Built.of(begun) if begun else None
        if begun and built and built.start.can_follow(now):
            logger.info("The search index goes on being built, from %s %s.", built.kind, built.last)
            return begun, built
    except IndexBroken as error:
        logger.warning("The search index that was being built cannot be used: %s", error)
    return place.fresh(), Built(now)


# Rows that were followed already but come up again, because a transaction that began before theirs
# is still at work.
_done: dict[str, set[int]] = {}


def _follow(place: IndexStorage) -> bool:
    name = place.name()
    try:
        index = place.current()
        reached = Progress.of(index) if index else None
        now = Progress.now()
        if index and reached and reached.can_follow(now):
            return _read_batch(index, reached, now)
    except IndexBroken as error:
        if place.name() != name:
            return True  # another process has just put a new one in its place
        logger.warning("The search index cannot be used and is built again: %s", error)
    rebuild()
    return True


def _read_batch(index: TantivyIndex, reached: Progress, now: Progress) -> bool:
    waiting = Change.objects.since(reached.place)
    done = _done.get(index.folder.name, set()).intersection(pk for pk, *_ in waiting)
    rows = [row for row in waiting if row[0] not in done]
    batch = rows[:BATCH]
    if not batch:
        if reached.age() > ONE_DAY:
            index.commit(now.as_note())
        return False
    for key in dict.fromkeys(kind for *_, kind, _ in batch):
        _look_up(index, key, {object_id for *_, kind, object_id in batch if kind == key})
    is_last = len(batch) == len(rows)
    # Rows come in the order of their place, so what lies before the last one's has all been
    # followed.
    index.commit((now if is_last else replace(now, place=min(now.place, batch[-1][1]))).as_note())
    _done.clear()
    _done[index.folder.name] = done.union(pk for pk, *_ in batch)
    return not is_last


def _look_up(index: TantivyIndex, key: str, ids: set[str]) -> None:
    """Put what the database has of these in the index, and take the others out."""
    if key not in searchables:
        return  # of a part that is not installed any more
    kind = searchables[key]
    there = {str(instance.pk): instance for instance in kind.all().filter(pk__in=ids)}
    for object_id in sorted(ids):
        if object_id in there:
            index.add(key, object_id, kind.document(there[object_id]))
        else:
            index.remove(key, object_id)


def _batches(kind: Searchable, last: Any = None) -> Iterator[list[Any]]:
    """All instances after `last`, by primary key: short queries, and `all()` may prefetch."""
    while True:
        waiting = kind.all().order_by("pk")
        batch = list((waiting.filter(pk__gt=last) if last is not None else waiting)[:BATCH])
        if batch:
            yield batch
        if len(batch) < BATCH:
            return
        last = batch[-1].pk

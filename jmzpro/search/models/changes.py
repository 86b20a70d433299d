"""What changed: the rows that every machine's index follows."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from django.db import connection, models
from django.db.models import Func
from django.utils import timezone

from jmzpro.search.registry import Searchable, searchables

# A machine that was away longer than this builds its index again instead of following.
KEPT = timedelta(days=7)


class CurrentTransaction(Func):
    """PostgreSQL's number of this transaction; only ever rises within one cluster."""

    template = "pg_current_xact_id()::text::bigint"
    arity = 0
    output_field = models.BigIntegerField()


class ChangeQuerySet(models.QuerySet["Change"]):
    def since(self, place: int) -> list[tuple[int, int, str, str]]:
        """What may have been committed since `place` (made by `Change.objects.place()`), in
        order: (id, place, kind, object).
        """
        column = "transaction" if connection.vendor == "postgresql" else "pk"
        return list(
            self.filter(**{f"{column}__gte": place})
            .order_by(column, "pk")
            .values_list("pk", column, "kind", "object_id")
        )

    def place(self) -> int:
        """How far a reader who has read every row now has come: all rows before this place are
        committed, or never will be.

        On PostgreSQL ids are committed out of order, so an id says nothing about what is still to
        come. A place is there the oldest transaction still at work: a row of an older one is
        visible by now. SQLite lets in one writer at a time, so there it is the next id.
        """
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
                return int(cursor.fetchone()[0])
        return self.last_id() + 1

    def last_id(self) -> int:
        return self.aggregate(last=models.Max("pk"))["last"] or 0

    def sweep(self) -> int:
        """Remove what every machine has followed by now; returns how many. The last row stays:
        it tells an older database from a newer.
        """
        swept, _ = self.filter(made_at__lt=timezone.now() - KEPT, pk__lt=self.last_id()).delete()
        return swept


class Change(models.Model):
    """Something that can be found was made, changed or removed. Which of the three is read from
    the database when it is followed.
    """

    kind = models.CharField(max_length=40)
    object_id = models.CharField(max_length=40)
    transaction = models.BigIntegerField(default=0, db_index=True)
    made_at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = ChangeQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


def changed(*instances: models.Model) -> None:
    """Say, in the transaction that changes them, that these may be found otherwise from now on
    (also when they are removed).

    Saving, deleting and changing many-to-many fields of a registered model says it by itself; a
    bulk `update()` and a change in rows that the document only mentions do not.
    """
    note_changes((kind, instance.pk) for instance in instances for kind in kinds_of(type(instance)))


def kinds_of(model: type[models.Model]) -> Sequence[Searchable]:
    return [searchable for searchable in searchables if issubclass(model, searchable.model)]


def note_changes(changes: Iterable[tuple[Searchable, object]]) -> None:
    stamp = CurrentTransaction() if connection.vendor == "postgresql" else 0
    Change.objects.bulk_create(
        [Change(kind=kind.key, object_id=str(pk), transaction=stamp) for kind, pk in changes]
    )

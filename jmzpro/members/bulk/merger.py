"""Two organisations that turn out to be one: everything that hangs on the one goes to the other,
and its address leads there.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils import timezone

from jmzpro.kit.registry import Registry
from jmzpro.members.models import Organisation, Person
from jmzpro.trust import audit

FILLED_IN = (
    "kvk",
    "town_id",
    "description",
    "website",
    "email",
    "phone",
    "joined_on",
    "contact_id",
)
AREAS = ("works_in", "municipalities")


@dataclass(frozen=True)
class Merged:
    """What a part has to move that is no foreign key: `move(kept, gone)`, in the transaction of
    the merge.
    """

    key: str
    move: Callable[[Organisation, Organisation], None]
    order: int = 50


merged: Registry[Merged] = Registry("merged organisations")


class CannotMerge(Exception):
    """The argument is the Dutch sentence why."""


def hanging_on() -> Iterator[tuple[type[models.Model], str]]:
    """Every model and field that points at an organisation, of every part; the rows of its own
    many-to-many's too.
    """
    for relation in Organisation._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel):
            yield relation.related_model, relation.field.name


@transaction.atomic
def merge(kept: Organisation, gone: Organisation, *, by: Any, reason: str = "") -> None:
    """Once: `gone` is removed, and says into which it went. Raises CannotMerge."""
    both = {
        one.pk: one
        for one in Organisation.objects.select_for_update(of=("self",)).filter(
            pk__in=[kept.pk, gone.pk]
        )
    }
    if len(both) < 2 or any(one.removed_at is not None for one in both.values()):
        raise CannotMerge("Een van de twee is er niet meer. Er is niets veranderd.")
    kept, gone = both[kept.pk], both[gone.pk]
    covers_all = not any(getattr(kept, area).exists() for area in AREAS)
    left_alone = {getattr(Organisation, area).through for area in AREAS} if covers_all else set()
    moved = {}
    for model, field in hanging_on():
        if model not in left_alone and (number := move(model, field, kept, gone)):
            moved[model._meta.label] = number
    for step in merged:
        step.move(kept, gone)
    complete(kept, gone)
    Organisation.objects.filter(pk=gone.pk).update(
        is_active=False,
        removed_at=timezone.now(),
        contact=None,
        merged_into=kept,
        updated_at=timezone.now(),
    )
    Person.objects.filter(organisation=kept).update(updated_at=timezone.now())
    audit.record(
        "organisation.merged", kept, by=by, reason=reason, gone=gone.pk, name=gone.name, moved=moved
    )


def move(model: type[models.Model], field: str, kept: Organisation, gone: Organisation) -> int:
    """All rows at once; where both have something that may be there once, that of the kept one
    stays.
    """
    rows = model._base_manager.filter(**{field: gone})
    try:
        with transaction.atomic():
            return rows.update(**{field: kept})
    except IntegrityError:
        return sum(
            move_one(model, pk, field, kept) for pk in list(rows.values_list("pk", flat=True))
        )


def move_one(model: type[models.Model], pk: Any, field: str, kept: Organisation) -> int:
    try:
        with transaction.atomic():
            return model._base_manager.filter(pk=pk).update(**{field: kept})
    except IntegrityError:
        return 0


def complete(kept: Organisation, gone: Organisation) -> None:
    """What the kept one did not say, it takes from the other."""
    taken = {
        name: getattr(gone, name)
        for name in FILLED_IN
        if not getattr(kept, name) and getattr(gone, name)
    }
    if taken:
        Organisation.objects.filter(pk=kept.pk).update(**taken, updated_at=timezone.now())

"""A municipality that went up in another: everything that points at it follows."""

from typing import Any

from django.db import IntegrityError, models, transaction

from jmzpro.places.models import Municipality, PlaceName

STAYS = {"merged_from", "names"}


@transaction.atomic
def merge(old: Municipality, new: Municipality) -> int:
    """Let `old` go on as `new`. How many rows of other tables moved. Asked again it moves nothing.

    The parts above us have rows too that we may not name: whatever has a key to a municipality is
    asked for in general.
    """
    Municipality.objects.filter(pk=old.pk).update(merged_into=new)
    Municipality.objects.filter(merged_into=old).update(merged_into=new)
    moved = 0
    for relation in Municipality._meta.related_objects:
        if relation.get_accessor_name() in STAYS or relation.related_model is PlaceName:
            continue
        if relation.many_to_many:
            field: Any = relation.field
            moved += move(field.remote_field.through, field.m2m_reverse_field_name(), old, new)
        else:
            moved += move(relation.related_model, relation.field.name, old, new)
    return moved


def move(model: Any, name: str, old: Municipality, new: Municipality) -> int:
    """Of the rows that may be there once, one that would be there twice goes."""
    rows: models.QuerySet[Any] = model._base_manager.filter(**{name: old})
    moved = 0
    for key in rows.values_list("pk", flat=True):
        try:
            with transaction.atomic():
                model._base_manager.filter(pk=key).update(**{name: new})
        except IntegrityError:
            model._base_manager.filter(pk=key).delete()
        moved += 1
    return moved

"""Django's own signals about registered models, so that no part forgets to say what changed."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.dispatch import receiver

from jmzpro.search.models import changed, kinds_of, note_changes


@receiver(post_save, dispatch_uid="search.saved")
@receiver(post_delete, dispatch_uid="search.deleted")
def row_changed(
    sender: type[models.Model], instance: models.Model, raw: bool = False, **kwargs: Any
) -> None:
    if not raw and kinds_of(sender):
        changed(instance)


@receiver(m2m_changed, dispatch_uid="search.related")
def relation_changed(
    instance: models.Model,
    action: str,
    reverse: bool,
    model: type[models.Model],
    pk_set: Iterable[Any] | None,
    **kwargs: Any,
) -> None:
    """Both sides may be found by the other. What a `clear` on the far side empties is not told;
    parts do that to their own rows only.
    """
    if action.startswith("post_"):
        changed(instance)
        note_changes((kind, pk) for kind in kinds_of(model) for pk in pk_set or ())

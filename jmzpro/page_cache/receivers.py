"""Django's own signals: each new connection is listened to, and not while tables are being made."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate
from django.dispatch import receiver

from jmzpro.page_cache import invalidation


@receiver(connection_created, dispatch_uid="freshness.listen")
def listen(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    if invalidation.note not in connection.execute_wrappers:
        connection.execute_wrappers.insert(0, invalidation.note)


@receiver(pre_migrate, dispatch_uid="freshness.migrating")
def begin(**kwargs: Any) -> None:
    invalidation.is_migrating = True


@receiver(post_migrate, dispatch_uid="freshness.migrated")
def end(**kwargs: Any) -> None:
    invalidation.is_migrating = False

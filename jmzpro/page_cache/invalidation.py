"""Notes each transaction that writes something visitors may see, in that same transaction.

A wrapper around every statement, so that no part has to remember it and a bulk update counts as
well. What is written outside a transaction is noted right after; a process killed between the two
leaves a page old for at most `cache.LONGEST`.
"""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper

from jmzpro.page_cache.models import Write, noted, random_stamp

WRITES = re.compile(
    r'\s*(?:INSERT(?:\s+OR\s+\w+)?\s+INTO|REPLACE\s+INTO|UPDATE|DELETE\s+FROM)\s+"?(\w+)"?',
    re.IGNORECASE,
)
# Of others, whose apps cannot say so themselves.
UNSEEN_APPS = frozenset({"account", "admin", "contenttypes", "mfa", "sessions", "usersessions"})
UNSEEN_MODELS = frozenset(
    {"wagtailadmin.editingsession", "wagtailcore.modellogentry", "wagtailcore.pagelogentry"}
)

# While tables are being made there is nowhere to note, and nobody to show a page to.
is_migrating = False


def note(
    execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    """An execute wrapper of Django."""
    result = execute(sql, params, many, context)
    if not is_migrating and sql.lstrip()[:6].upper() != "SELECT" and is_seen(sql):
        connection = context["connection"]
        if not is_noted(connection):
            Write.objects.using(connection.alias).create(stamp=random_stamp())
            if connection.in_atomic_block:
                connection.on_commit(noted)
    return result


def is_noted(connection: BaseDatabaseWrapper) -> bool:
    return connection.in_atomic_block and any(
        entry[1] is noted for entry in connection.run_on_commit
    )


def is_seen(sql: str) -> bool:
    """Whether a statement writes in a table that pages for visitors are made of. An unknown
    table may be one.
    """
    found = WRITES.match(sql)
    return found is not None and found[1] not in unseen_tables()


@cache
def unseen_tables() -> frozenset[str]:
    """The tables of apps that say `seen_by_visitors = False` in their AppConfig, and the like of
    others.
    """
    models = apps.get_models(include_auto_created=True)
    return frozenset(
        model._meta.db_table
        for model in models
        if model._meta.label_lower in UNSEEN_MODELS
        or model._meta.app_label in UNSEEN_APPS
        or not getattr(apps.get_app_config(model._meta.app_label), "seen_by_visitors", True)
    ) | {"django_migrations"}

"""Forgetting somebody: every part erases what it holds, all or nothing."""

from typing import Any

from django.db import transaction

from jmzpro.members.account import sessions
from jmzpro.members.models import User
from jmzpro.trust import audit
from jmzpro.trust.personal_data import data_categories


class LastAdministrator(Exception):
    """Without this account nobody could manage the site."""


@transaction.atomic
def forget(user: User, *, by: Any, reason: str = "") -> None:
    """Carry out every holding's erase and end all sessions. Raises LastAdministrator. The audit
    line holds no name.
    """
    if (
        user.is_superuser
        and not User.objects.filter(is_superuser=True, is_active=True)
        .exclude(pk=user.pk)
        .select_for_update()
        .exists()
    ):
        raise LastAdministrator
    sessions.end_all(user)
    for holding in data_categories:
        holding.erase(user)
    audit.record("person.forgotten", user, by=by, reason=reason)

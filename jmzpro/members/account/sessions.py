"""Where somebody is logged in, and ending it at once."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.usersessions.models import UserSession
from django.db import transaction
from django.http import HttpRequest

BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True)
class Place:
    """One browser that is logged in. `id` says nothing about the session's key."""

    id: str
    browser: str
    since: datetime
    seen: datetime
    is_here: bool


def places(request: HttpRequest) -> list[Place]:
    """This browser first, then the one used last. Sessions that are over are cleared away."""
    here = request.session.session_key
    rows = sorted(
        UserSession.objects.purge_and_list(request.user),
        key=lambda row: (row.session_key == here, row.last_seen_at),
        reverse=True,
    )
    return [
        Place(
            public_id(row),
            browser(row.user_agent),
            row.created_at,
            row.last_seen_at,
            row.session_key == here,
        )
        for row in rows
    ]


def public_id(row: UserSession) -> str:
    return hashlib.sha256(row.session_key.encode()).hexdigest()[:16]


def browser(user_agent: str) -> str:
    """ "Firefox op Windows", or "een onbekende browser"."""
    name = next((name for sign, name in BROWSERS if sign in user_agent), "Een onbekende browser")
    system = next((name for sign, name in SYSTEMS if re.search(re.escape(sign), user_agent)), "")
    return f"{name} op {system}" if system else name


def end(user: Any, id_: str) -> bool:
    """Log out there. False when there is no such session of this user (any more)."""
    row = next(
        (row for row in UserSession.objects.filter(user=user) if public_id(row) == id_), None
    )
    if row is None:
        return False
    row.end()
    return True


@transaction.atomic
def end_all(user: Any) -> None:
    """Log out everywhere, here too. Sessions carry a hash of the (unusable) password: a new one
    makes each of them void at once.
    """
    user.set_unusable_password()
    user.save(update_fields=["password"])
    for row in UserSession.objects.filter(user=user):
        row.end()

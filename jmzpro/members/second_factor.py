"""The second proof that the office gives: an authenticator app, a recovery code or a passkey (which holds a finger or a PIN)."""

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.models import Authenticator
from django.http import HttpRequest


def is_verified(request: HttpRequest) -> bool:
    """This session gave a second factor for the user it is logged in as."""
    return any(record["method"] == "mfa" for record in get_authentication_records(request, request.user))


def mark_verified(request: HttpRequest, kind: str = "demo") -> None:
    """Remember in the session that the user who is logged in gave a second factor."""
    record_authentication(request, request.user, "mfa", type=kind)


def has_one(user: Any) -> bool:
    """Has something to prove with; recovery codes alone do not count, they stand in for the rest."""
    return bool(Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES).exists())

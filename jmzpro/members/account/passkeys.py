"""Passkeys, on allauth's WebAuthn. What a browser sends is never trusted to have any shape:
whatever is wrong with it, it is refused.
"""

import json
from typing import Any

from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django.core.exceptions import ValidationError

# What the parsers of allauth and fido2 raise on a mangled credential; ValidationError and CBOR
# errors are ValueErrors or named here.
MANGLED = (
    ValidationError,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    IndexError,
    OverflowError,
)
MOST = 10


class Refused(Exception):
    """This credential proves nothing."""


def parsed(credential: str) -> dict[str, Any]:
    try:
        found = json.loads(credential)
    except (ValueError, RecursionError) as fault:
        raise Refused from fault
    if not isinstance(found, dict):
        raise Refused
    return found


def options_to_prove(user: Any = None) -> dict[str, Any]:
    """What the browser asks of the device; the challenge is kept in the session. Without a user
    any passkey of this site will do.
    """
    return dict(auth.begin_authentication(user))


def options_to_add(user: Any) -> dict[str, Any]:
    return dict(auth.begin_registration(user, passwordless=True))


def prove(credential: str, user: Any = None) -> Authenticator:
    """The passkey that was used; raises Refused. Without `user` the passkey says whose it is."""
    response = parsed(credential)
    try:
        auth.parse_authentication_response(response)
        return auth.complete_authentication(
            user or auth.extract_user_from_response(response), response
        )
    except MANGLED as fault:
        raise Refused from fault


def add(user: Any, name: str, credential: str) -> Authenticator:
    """Keep a new passkey; raises Refused when it was not made for this session or did not check
    who holds it (finger, face, PIN).
    """
    response = parsed(credential)
    try:
        auth.parse_registration_response(response)
        is_checked = auth.complete_registration(response).is_user_verified()
    except MANGLED as fault:
        raise Refused from fault
    if not is_checked:
        raise Refused
    return auth.WebAuthn.add(user, name, response).instance


def of(user: Any) -> list[Authenticator]:
    return list(
        Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).order_by(
            "created_at"
        )
    )


def used(request: Any, authenticator: Authenticator, *, as_login: bool = False) -> None:
    """Note the proof in the session and on the passkey."""
    post_authentication(request, authenticator, passwordless=as_login)

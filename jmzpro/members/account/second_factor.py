"""The second proof that the office gives: an authenticator app, a recovery code or a passkey
(which holds a finger or a PIN).
"""

import base64
import re
from datetime import timedelta
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.db import transaction
from django.http import HttpRequest

from jmzpro.trust import limits

TYPED = (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES)


def is_verified(request: HttpRequest) -> bool:
    """This session gave a second factor for the user it is logged in as."""
    return any(
        record["method"] == "mfa" for record in get_authentication_records(request, request.user)
    )


def mark_verified(request: HttpRequest, kind: str) -> None:
    """Remember in the session that the user who is logged in gave a second factor; `kind` says
    which.
    """
    record_authentication(request, request.user, "mfa", type=kind)


def has_one(user: Any) -> bool:
    """Has something to prove with; recovery codes alone do not count, they stand in for the
    rest.
    """
    return bool(
        Authenticator.objects.filter(user=user)
        .exclude(type=Authenticator.Type.RECOVERY_CODES)
        .exists()
    )


def tries_used_up(user: Any) -> int:
    """Count one try to type a code: 0 when it may be looked at, else the seconds to wait."""
    return limits.allow(f"second-factor:{user.pk}", limit=10, per=timedelta(minutes=10))


def check_code(request: HttpRequest, user: Any, code: str) -> bool:
    """A code of the app or a recovery code. Each works once, in all processes; a right one is
    noted in the session.
    """
    for authenticator in Authenticator.objects.filter(user=user, type__in=TYPED):
        if authenticator.wrap().validate_code(code) and is_first_use(user, authenticator, code):
            authenticator.user = user
            post_authentication(request, authenticator)
            return True
    return False


def is_first_use(user: Any, authenticator: Authenticator, code: str) -> bool:
    """Recovery codes strike themselves off; a code of the app stays right for a minute and a
    half.
    """
    if authenticator.type != Authenticator.Type.TOTP:
        return True
    return not limits.allow(f"totp:{user.pk}:{code}", limit=1, per=timedelta(minutes=5))


def has_app(user: Any) -> bool:
    return bool(Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists())


def new_app_secret(*, is_fresh: bool) -> str:
    """The secret of an app that is being set up; it stands in the session until the first right
    code.
    """
    return str(totp.get_totp_secret(regenerate=is_fresh))


def app_picture(user: Any, secret: str) -> str:
    """The QR code as an address for `<img src>`."""
    adapter = get_adapter()
    drawn = adapter.build_totp_svg(adapter.build_totp_url(user, secret))
    # White behind it, also on a dark page: not every app reads it the other way round.
    svg = re.sub(
        r"(<svg[^>]*>)", r'\1<rect width="100%" height="100%" fill="white"/>', drawn, count=1
    )
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"


@transaction.atomic
def add_app(request: HttpRequest, secret: str, code: str) -> bool:
    """Keep the app when this code of it is right."""
    if not totp.validate_totp_code(secret, code):
        return False
    totp.TOTP.activate(request.user, secret)
    totp.clear_totp_secret(request)
    mark_verified(request, Authenticator.Type.TOTP)
    return True


def recovery_codes(user: Any) -> list[str]:
    """The codes that were not used yet, made when there are none."""
    codes: list[str] = RecoveryCodes.activate(user).get_unused_codes()
    return codes


@transaction.atomic
def renew_recovery_codes(user: Any) -> None:
    Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).delete()
    RecoveryCodes.activate(user)


def remove(authenticator: Authenticator) -> None:
    """Take one away; recovery codes go with the last."""
    user = authenticator.user
    authenticator.delete()
    if not has_one(user):
        Authenticator.objects.filter(user=user).delete()

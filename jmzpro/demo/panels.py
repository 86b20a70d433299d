"""What the demo adds to the login page: the cast, to log in as with one click."""

from typing import Any

from django.http import HttpRequest

from jmzpro.testing.cast import CAST
from jmzpro.trust.installation import is_demo


def cast_to_log_in_as(request: HttpRequest, subject: Any) -> dict[str, Any] | None:
    if not is_demo():
        return None
    members = [member for member in CAST if member.is_active]
    return {
        "next": request.GET.get("next", ""),
        "groups": [
            ("Leden", [member for member in members if not member.offices]),
            ("Bureau en beheer", [member for member in members if member.offices]),
        ],
    }

"""What every template may know about trust."""

from django.http import HttpRequest

from jmzpro.trust.installation import is_demo


def installation(request: HttpRequest) -> dict[str, bool]:
    """`is_demo`: everything on this site is invented, and it must say so."""
    return {"is_demo": is_demo()}

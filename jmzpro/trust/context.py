"""What every template may know about trust."""

from typing import Any

from django.http import HttpRequest

from jmzpro.trust.danger import tells_of_danger
from jmzpro.trust.installation import is_demo


def danger(request: HttpRequest) -> dict[str, Any]:
    """`danger_heard`: what was typed speaks of danger, so the numbers come first. Worked out
    when a page asks.
    """
    return {"danger_heard": lambda: tells_of_danger(request)}


def installation(request: HttpRequest) -> dict[str, bool]:
    """`is_demo`: everything on this site is invented, and it must say so."""
    return {"is_demo": is_demo()}

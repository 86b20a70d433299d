"""Too many forms in a short time: the same page again with everything that was typed, and when
to try again.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from jmzpro.trust import limits


@dataclass(frozen=True)
class TooFast:
    """`seconds` until a next try can succeed."""

    seconds: int

    def answer(self, request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
        response = render(request, template, context, status=429)
        response["Retry-After"] = str(self.seconds)
        return response


def too_fast(form: forms.BaseForm, key: str, *, limit: int, per: timedelta) -> TooFast | None:
    """Count this try; when it is one too many the (valid) form says so and keeps its text."""
    wait = limits.allow(key, limit=limit, per=per)
    if not wait:
        return None
    minutes = -(-wait // 60)
    form.add_error(
        None,
        (
            "Dit ging te snel achter elkaar. Je tekst staat er nog: probeer het over "
            f"{in_minutes(minutes)} opnieuw."
        ),
    )
    return TooFast(wait)


def in_minutes(minutes: int) -> str:
    return "een minuut" if minutes <= 1 else f"{minutes} minuten"

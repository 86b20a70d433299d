"""Answers of which nothing stays behind: not in the browser, not at a server in between, not at
the site that is visited next.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def private(
    request: HttpRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    response = render(request, template, context, status=status)
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response

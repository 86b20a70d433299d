"""What holds for every answer below /api/v1/, also for what never reached a view."""

from collections.abc import Callable
from datetime import timedelta
from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, set_response_etag

from jmzpro.api.problems import CONTENT_TYPE, problem
from jmzpro.trust.limits import ReadingLimit, client_key

ROOT = "/api/v1/"
VERSION = "1.0.0"
METHODS = "GET, HEAD, OPTIONS"
ALWAYS = {
    "API-Version": VERSION,
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "API-Version, ETag, Link, Retry-After",
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "Accept, Accept-Language, If-None-Match, Cache-Control",
    "Access-Control-Max-Age": "86400",
}
reading = ReadingLimit(per=timedelta(minutes=1))


class ApiMiddleware:
    """Everybody is a visitor here: no session is read or set, whoever asks. What is refused is said
    as problem details.

    It stands outside all that may refuse, so that an error of Django or of another middleware is
    said that way too.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(ROOT):
            return self.get_response(request)
        response = self.answer(request)
        for name, value in ALWAYS.items():
            response[name] = value
        return response

    def answer(self, request: HttpRequest) -> HttpResponse:
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers={"Allow": METHODS, **PREFLIGHT})
        if request.method not in {"GET", "HEAD"}:
            response = problem(request, 405)
            response["Allow"] = METHODS
            return response
        if wait := reading.wait(client_key(request), limit=settings.API_PER_MINUTE):
            response = problem(request, 429, limit=settings.API_PER_MINUTE, wait=wait)
            response["Retry-After"] = str(wait)
            return response
        return self.read(request)

    def read(self, request: HttpRequest) -> HttpResponse:
        request.META.pop("HTTP_COOKIE", None)
        is_head, request.method = request.method == "HEAD", "GET"
        response = self.get_response(request)
        if is_head:
            request.method = "HEAD"
        if response.status_code >= 400:
            return as_problem(request, response)
        return as_fresh(request, response)


def as_problem(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if response.headers.get("Content-Type", "").startswith(CONTENT_TYPE):
        return response
    said = problem(request, response.status_code)
    if "Retry-After" in response:
        said["Retry-After"] = response["Retry-After"]
    return said


def as_fresh(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Whoever keeps it asks each time whether it is still so: what is taken away is gone at
    once. 304 when nothing changed.
    """
    if response.status_code != 200:
        return response
    response["Cache-Control"] = "public, no-cache"
    set_response_etag(response)
    return cast(
        HttpResponse, get_conditional_response(request, etag=response["ETag"], response=response)
    )

"""Who may ask at all (no page of another site: docs/decisions/0004; of a demo network nobody
from elsewhere), and in which signs.
"""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.http.request import split_domain_port

from jmzpro.kit import errors
from jmzpro.trust import installation
from jmzpro.work.addresses import is_loopback

SAFE_METHODS = {"GET", "HEAD", "OPTIONS", "TRACE"}
# Not allowed in HTML, and NUL not in PostgreSQL: no keyboard types them.
UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
REFUSAL = (
    "Dit is een demonetwerk: iedereen kan er inloggen als wie dan ook. Daarom is het alleen te "
    "zien op de computer waar het draait. "
    "In docs/operations.md staat hoe een beheerder daar anders over beslist.\n"
)


class CrossOriginMiddleware:
    """Refuses (403) an unsafe request that a browser says comes from another site.

    Browsers say so in Sec-Fetch-Site, older ones in Origin. A request with neither is not from a
    browser, so it carries nobody's cookies by surprise. A view marked `csrf_exempt` (a webhook,
    one-click unsubscribe) is let through.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        args: object,
        kwargs: object,
    ) -> None:
        if request.method in SAFE_METHODS or getattr(view, "csrf_exempt", False):
            return
        if is_cross_origin(request):
            raise PermissionDenied("cross-origin request")


def is_cross_origin(request: HttpRequest) -> bool:
    fetch_site = request.headers.get("Sec-Fetch-Site")
    if fetch_site:
        return fetch_site not in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    if not origin:
        return False
    said = urlsplit(origin)
    # A proxy that does not say how it was asked leaves us with what the site says of itself.
    schemes = {request.scheme, urlsplit(settings.BASE_URL).scheme}
    return said.netloc != request.get_host() or said.scheme not in schemes


class DemoMiddleware:
    """In a demo network: every answer is noindex, and a request for another name than this
    machine's own is refused (403).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not installation.is_demo():
            return self.get_response(request)
        if is_foreign(request) and not installation.is_demo_allowed_anywhere():
            response = HttpResponse(REFUSAL, status=403, content_type="text/plain; charset=utf-8")
        else:
            response = self.get_response(request)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response


def is_foreign(request: HttpRequest) -> bool:
    """Whether the browser asked for a name that is not this machine's own."""
    return not is_loopback(split_domain_port(request.get_host())[0])


class FitTextMiddleware:
    """Takes control characters out of what is typed before anybody reads it; a path with one is a
    bad request (400).

    A form is read only when a view asks for it, so that what is refused before that costs nothing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if UNFIT.search(request.path):
            return errors.bad_request(request)
        if UNFIT.search(unquote(request.META.get("QUERY_STRING", ""))):
            request.GET = fit(request.GET)  # type: ignore[assignment]  # as immutable as what it takes the place of
        clean_when_read(request)
        return self.get_response(request)


def clean_when_read(request: Any) -> None:
    load = request._load_post_and_files

    def load_fit() -> None:
        load()
        request._post = fit(request._post)

    request._load_post_and_files = load_fit


def fit(given: QueryDict) -> QueryDict:
    """The same names and values without unfit signs; the very same object when there are none."""
    if not any(UNFIT.search(text) for name, values in given.lists() for text in (name, *values)):
        return given
    cleaned = QueryDict(mutable=True, encoding=given.encoding)
    for name, values in given.lists():
        cleaned.setlist(UNFIT.sub("", name), [UNFIT.sub("", value) for value in values])
    cleaned._mutable = False
    return cleaned

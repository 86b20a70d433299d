"""Protection against forged cross-site requests without a token in the page: docs/decisions/0004."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

SAFE_METHODS = {"GET", "HEAD", "OPTIONS", "TRACE"}


class CrossOriginMiddleware:
    """Refuses (403) an unsafe request that a browser says comes from another site.

    Browsers say so in Sec-Fetch-Site, older ones in Origin. A request with neither is not from a browser, so it carries
    nobody's cookies by surprise. A view marked `csrf_exempt` (a webhook, one-click unsubscribe) is let through.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: object, kwargs: object) -> None:
        if request.method in SAFE_METHODS or getattr(view, "csrf_exempt", False):
            return
        if is_cross_origin(request):
            raise PermissionDenied("cross-origin request")


def is_cross_origin(request: HttpRequest) -> bool:
    fetch_site = request.headers.get("Sec-Fetch-Site")
    if fetch_site:
        return fetch_site not in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    return bool(origin) and urlsplit(origin).netloc != request.get_host()

"""Who may ask at all: no page of another site (docs/decisions/0004), and of a demo network nobody from elsewhere."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.http.request import split_domain_port

from jmzpro.trust import installation
from jmzpro.work.addresses import is_loopback

SAFE_METHODS = {"GET", "HEAD", "OPTIONS", "TRACE"}
REFUSAL = (
    "Dit is een demonetwerk: iedereen kan er inloggen als wie dan ook. Daarom is het alleen te zien op de computer waar het draait. "
    "In docs/operations.md staat hoe een beheerder daar anders over beslist.\n"
)


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


class DemoMiddleware:
    """In a demo network: every answer is noindex, and a request for another name than this machine's own is refused (403)."""

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

"""A demo network stays on the machine it was made on, and out of search engines."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port

from jmzpro.trust import installation
from jmzpro.work.addresses import is_loopback

REFUSAL = (
    "Dit is een demonetwerk: iedereen kan er inloggen als wie dan ook. Daarom is het alleen te zien op de computer waar het draait. "
    "In docs/operations.md staat hoe een beheerder daar anders over beslist.\n"
)


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

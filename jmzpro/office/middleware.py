"""The content security policy of Wagtail's admin: as strict as its own scripts and styles allow."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

PREFIX = "/beheer/"
# Wagtail has inline scripts and styles, shows previews in a frame of its own, and makes pictures
# from blobs.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self' 'unsafe-inline'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "media-src 'self'",
        "frame-src 'self'",
        "form-action 'self'",
        "base-uri 'self'",
        "object-src 'none'",
        "frame-ancestors 'self'",
    )
)


class AdminPolicyMiddleware:
    """Gives every answer below /beheer/ its policy; the public site has its own, without
    `unsafe-*` (settings.py).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.path.startswith(PREFIX):
            response.headers.setdefault("Content-Security-Policy", POLICY)
        return response

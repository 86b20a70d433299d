"""Pages in another language are served below their code: `/en/help/`."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.utils import translation

from jmzpro.pages.addresses import LANGUAGES, live_pages


class LanguagePathMiddleware:
    """Turns the language on that the address names, when there are pages in it. What a browser
    prefers changes nothing: an address gives every visitor the same page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        language = request.path_info.split("/", 2)[1] if request.path_info.startswith("/") else ""
        if language not in LANGUAGES or not live_pages([f"/{language}/"]):
            return self.get_response(request)
        with translation.override(language):
            return self.get_response(request)

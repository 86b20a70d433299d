"""The lines that are shown, as this process read them last: at the beginning of each page that
is made, and before each mail.
"""

from collections.abc import Callable

from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponseBase

from jmzpro.helplines.models import Line
from jmzpro.kit import help_lines

# Nothing of the site is shown there.
WITHOUT = (
    *("/api/", "/static/", "/media/", "/gezond/"),
    *("/robots.txt", "/favicon.ico", "/site.webmanifest", "/sitemap.xml"),
)


def refresh() -> None:
    """Read them anew; while the database is away, what was read last stands."""
    try:
        help_lines.keep(line.as_line() for line in Line.objects.filter(is_shown=True))
    except (DatabaseError, InterfaceError):
        return


class HelpLinesMiddleware:
    """One query for each page that is made: no page may show a number that the office took off
    the site.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith(WITHOUT):
            refresh()
        return self.get_response(request)

"""A test client that checks every page of the site before the test's own assertion runs.

It is the `client` fixture of every test. Wagtail's admin (`/beheer/`) is not ours to check. See
pages.py for the rules.
"""

from typing import Any

from django.test import Client

from jmzpro.testing.pages import problems


class BadPage(AssertionError):
    """A page breaks the house's rules; the message names them all."""


class PageClient(Client):
    def request(self, **request: Any) -> Any:
        response = super().request(**request)
        method, path = str(request.get("REQUEST_METHOD")), str(request.get("PATH_INFO", "/"))
        part, is_visitor = bool(request.get("HTTP_HX_REQUEST")), "sessionid" not in self.cookies
        if found := page_problems(method, path, response, is_part=part, is_visitor=is_visitor):
            raise BadPage(found)
        return response


def page_problems(method: str, path: str, response: Any, *, is_part: bool, is_visitor: bool) -> str:
    """What is wrong with the page that this request gave, a line each below the address; empty
    when nothing is.
    """
    if not is_checked(path, response):
        return ""
    found = problems(
        response.content.decode(response.charset or "utf-8"),
        headers=response.headers,
        is_fragment=is_part and b"<!doctype" not in response.content[:100].lower(),
        sets_cookie=bool(response.cookies) and method in {"GET", "HEAD"} and is_visitor,
    )
    lines = "\n".join(f"  - {problem}" for problem in found)
    return f"{method} {path} ({response.status_code}):\n{lines}" if found else ""


def is_checked(path: str, response: Any) -> bool:
    is_html = response.headers.get("Content-Type", "").startswith("text/html")
    return (
        is_html
        and not path.startswith("/beheer/")
        and not response.streaming
        and bool(response.content)
    )

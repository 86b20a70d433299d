"""A test client that checks every page of the site before the test's own assertion runs.

It is the `client` fixture of every test. Wagtail's admin (`/beheer/`) is not ours to check. See pages.py for the rules.
"""

from typing import Any

from django.test import Client

from jmzpro.testing.pages import problems


class BadPage(AssertionError):
    """A page breaks the house's rules; the message names them all."""


class PageClient(Client):
    def request(self, **request: Any) -> Any:
        response = super().request(**request)
        path = str(request.get("PATH_INFO", "/"))
        if is_checked(path, response):
            found = problems(
                response.content.decode(response.charset or "utf-8"),
                headers=response.headers,
                is_fragment=bool(request.get("HTTP_HX_REQUEST")) and b"<!doctype" not in response.content[:100].lower(),
                sets_cookie=bool(response.cookies) and request.get("REQUEST_METHOD") in {"GET", "HEAD"} and "sessionid" not in self.cookies,
            )
            if found:
                method = request.get("REQUEST_METHOD")
                raise BadPage(f"{method} {path} ({response.status_code}):\n" + "\n".join(f"  - {problem}" for problem in found))
        return response


def is_checked(path: str, response: Any) -> bool:
    is_html = response.headers.get("Content-Type", "").startswith("text/html")
    return is_html and not path.startswith("/beheer/") and not response.streaming and bool(response.content)

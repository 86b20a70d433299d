"""Pages for visitors are kept whole, and shown again as long as nothing was written since: decision
0027.

A view says that its page may be kept with `@kept_for_visitors`. It may when what it shows follows
from its address and the database alone: not from the search index, a file that changes, or who
asks.
"""

import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response

from jmzpro.page_cache.models import version

# A page says things like "vandaag", so it is not kept for ever, written or not.
LONGEST = 60.0
QUARTER = 15  # minutes
MOST_BYTES = 32 * 1024 * 1024
LARGEST_PAGE = 512 * 1024
# Whoever has one of these may be shown something of their own.
OWN_COOKIES = (settings.SESSION_COOKIE_NAME, "messages")

View = TypeVar("View", bound=Callable[..., Any])


def kept_for_visitors(view: View) -> View:
    """The page of this view follows from its address and the database alone."""

    @wraps(view)
    def kept(*args: Any, **kwargs: Any) -> Any:
        return keep(view(*args, **kwargs))

    return kept  # type: ignore[return-value]  # the same signature


def keep(response: HttpResponseBase) -> HttpResponseBase:
    """The same for who has a response and no view of its own (a page of Wagtail)."""
    response.may_be_kept = True  # type: ignore[attr-defined]
    return response


@dataclass(frozen=True)
class Page:
    body: bytes
    headers: tuple[tuple[str, str], ...]
    until: float

    def as_response(self) -> HttpResponse:
        return HttpResponse(self.body, headers=dict(self.headers))


class Pages:
    """The pages of one process, all of one version of the database; the longest unused go first."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pages: OrderedDict[Hashable, Page] = OrderedDict()
        self._version: Hashable = None
        self._bytes = 0

    def get(self, key: Hashable, now: Hashable) -> Page | None:
        with self._lock:
            page = self._pages.get(key) if now == self._version else None
            if page is None or page.until < time.monotonic():
                return None
            self._pages.move_to_end(key)
            return page

    def put(self, key: Hashable, page: Page, made_of: Hashable) -> None:
        """`made_of`: the version from before the page was made, so that what was written
        meanwhile shows at the next visit.
        """
        with self._lock:
            if made_of != self._version:
                self._clear()
                self._version = made_of
            old = self._pages.pop(key, None)
            self._pages[key] = page
            self._bytes += len(page.body) - (len(old.body) if old else 0)
            while self._bytes > MOST_BYTES:
                _, gone = self._pages.popitem(last=False)
                self._bytes -= len(gone.body)

    def clear(self) -> None:
        with self._lock:
            self._clear()

    def _clear(self) -> None:
        self._pages.clear()
        self._bytes = 0


pages = Pages()


class KeptPagesMiddleware:
    """Answers a visitor with the page as it was made before, when nothing was written since.
    Stands before sessions and accounts.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        key = key_of(request)
        now = state() if key else None
        if key is None or now is None:
            return self.get_response(request)
        page = pages.get(key, now)
        if page is None:
            response = self.get_response(request)
            page = page_of(response)
            if page is None:
                return response
            pages.put(key, page, made_of=now)
        response = page.as_response()
        return (
            get_conditional_response(request, etag=response["ETag"], response=response) or response
        )


def key_of(request: HttpRequest) -> Hashable | None:
    """What tells one page from another; None when this request may not be answered with a kept
    one.
    """
    is_plain = (
        request.method in {"GET", "HEAD"}
        and not getattr(request, "is_dummy", False)
        and "HX-Request" not in request.headers
    )
    if (
        not settings.KEEP_PAGES
        or not is_plain
        or any(name in request.COOKIES for name in OWN_COOKIES)
    ):
        return None
    try:
        return request.get_host(), request.is_secure(), request.get_full_path()
    except DisallowedHost:
        return None


def state() -> Hashable | None:
    """The version of the database, in this quarter of an hour (help lines open and close); None
    while the database is away.
    """
    now = timezone.localtime()
    try:
        return version(), now.date(), now.hour, now.minute // QUARTER
    except (DatabaseError, InterfaceError):
        return None


def page_of(response: HttpResponseBase) -> Page | None:
    """What is kept of a response; None when it may not be."""
    if (
        not getattr(response, "may_be_kept", False)
        or not isinstance(response, HttpResponse)
        or response.status_code != 200
    ):
        return None
    varies = {name.strip().lower() for name in response.get("Vary", "").split(",")} - {
        "",
        "cookie",
    }  # cookies: see `key_of`
    if response.cookies or varies or len(response.content) > LARGEST_PAGE:
        return None
    response.headers.setdefault("Cache-Control", "no-cache")
    response["ETag"] = f'"{hashlib.blake2b(response.content, digest_size=12).hexdigest()}"'
    return Page(response.content, tuple(response.headers.items()), time.monotonic() + LONGEST)

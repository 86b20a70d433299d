"""Rate limits, counted in the database so that all web processes share them.

Used on what changes something only: a page that is read costs no write (`ReadingLimit` counts those
in memory). `allow` counts in a transaction of its own, before the caller's: what fails or is rolled
back afterwards still counts as a try. A form that is refused for what stands in it (422) does not,
where `limited` stands above the view: nothing came of it.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import wraps
from http import HTTPStatus
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil
from typing import Any, Literal, TypeVar, cast

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.crypto import salted_hmac

from jmzpro.kit import errors
from jmzpro.kit.clocks import CLOCKS_APART
from jmzpro.text import passage
from jmzpro.trust.middleware import SAFE_METHODS
from jmzpro.trust.models import RateWindow

V = TypeVar("V", bound=Callable[..., HttpResponseBase])

# One statement, so that two tries at the same moment are counted as two on either database. A full
# window is not counted further. A window that ends later than one that begins now was made by a
# clock that was ahead: it is over too.
COUNT_ONE = """
    INSERT INTO trust_ratewindow (key, count, ends_at) VALUES (%(key)s, 1, %(fresh_end)s)
    ON CONFLICT (key) DO UPDATE SET
        count = CASE WHEN trust_ratewindow.ends_at <= %(now)s OR trust_ratewindow.ends_at > %(last_end)s THEN 1
                     WHEN trust_ratewindow.count > %(limit)s THEN trust_ratewindow.count
                     ELSE trust_ratewindow.count + 1 END,
        ends_at = CASE WHEN trust_ratewindow.ends_at <= %(now)s OR trust_ratewindow.ends_at > %(last_end)s THEN %(fresh_end)s
                       ELSE trust_ratewindow.ends_at END
    RETURNING count, ends_at
"""  # noqa: E501


def allow(key: str, *, limit: int, per: timedelta, undone_with_caller: bool = False) -> int:
    """Count one try of `key`: 0 when it is among the first `limit` of its window of `per`, else the
    whole seconds until the window ends.

    `key` names what and who ("ask:user/12", "login:mail/…"); it is stored as a keyed hash, so it
    may hold an address. RuntimeError when called inside a transaction, since a rollback would
    forget the try; `undone_with_caller=True` says that this is right (what is limited is undone by
    the same rollback). What a moderator lets pass was counted when it was sent.
    """
    if passage.current().is_cleared:
        return 0
    with transaction.atomic(durable=not undone_with_caller):
        count, ends_at = count_one(key, limit, per)
    if count <= limit:
        return 0
    return max(1, ceil((ends_at - timezone.now()).total_seconds()))


def count_one(key: str, limit: int, per: timedelta) -> tuple[int, datetime]:
    now = timezone.now()
    adapt = connection.ops.adapt_datetimefield_value
    with connection.cursor() as cursor:
        ends = {"fresh_end": adapt(now + per), "last_end": adapt(now + per + CLOCKS_APART)}
        cursor.execute(COUNT_ONE, {"key": hashed(key), "limit": limit, "now": adapt(now), **ends})
        count, ends_at = cursor.fetchone()
    if timezone.is_naive(ends_at):  # SQLite keeps UTC without saying so
        ends_at = ends_at.replace(tzinfo=UTC)
    return count, ends_at


def uncount(key: str) -> None:
    """Take one try of `key` back, in the window that runs."""
    RateWindow.objects.filter(key=hashed(key), count__gt=0, ends_at__gt=timezone.now()).update(
        count=F("count") - 1
    )


def hashed(key: str) -> str:
    return salted_hmac("jmzpro.trust.limits", key, algorithm="sha256").hexdigest()


def client_address(request: HttpRequest) -> str:
    """The visitor's address, believed as far as settings.TRUSTED_PROXIES reaches: that many last
    entries were written by our proxies.
    """
    peer: str = request.META.get("REMOTE_ADDR", "")
    if settings.TRUSTED_PROXIES < 1:
        return peer
    hops = [
        hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop.strip()
    ]
    return hops[-settings.TRUSTED_PROXIES] if len(hops) >= settings.TRUSTED_PROXIES else peer


def client_key(request: HttpRequest) -> str:
    """What a visitor without an account is counted by: the address; of IPv6 the first 64 bits,
    since one home has all the rest.
    """
    raw = client_address(request)
    try:
        address = ip_address(raw)
    except ValueError:
        return f"address/{raw[:60]}"
    if isinstance(address, IPv6Address):
        mapped = address.ipv4_mapped
        return f"address/{mapped or ip_network((address, 64), strict=False).network_address}"
    return f"address/{address}"


def user_key(request: HttpRequest) -> str:
    """The account that is logged in, else the address."""
    return f"user/{request.user.pk}" if request.user.is_authenticated else client_key(request)


@dataclass(frozen=True)
class Ceiling:
    """How often a view may be posted to in `per`: `visitors` by one address, without an account."""

    visitors: int
    per: timedelta


def ceiling_of(view: Callable[..., HttpResponseBase]) -> Ceiling | None:
    """What `limited` set for visitors of this view, under whatever other decorators."""
    return getattr(view, "ceiling", None)


def limited(
    name: str,
    *,
    limit: int,
    per: timedelta,
    by: Literal["user", "address"] = "user",
    visitors: int | None = None,
    counts_refused: bool = False,
) -> Callable[[V], V]:
    """Let a view be posted to `limit` times in `per` by one account (or address); more is answered
    with 429 and Retry-After.

    Put it below `require_http_methods` and the login check. Reading (GET, HEAD) is never counted. A
    refused form (422) is counted only where `counts_refused`: where trying is what must be limited,
    such as a login code. `visitors`: another limit for who is not logged in.
    """
    of_visitors = limit if visitors is None else visitors

    def decorate(view: V) -> V:
        @wraps(view)
        def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method in SAFE_METHODS:
                return view(request, *args, **kwargs)
            is_account = by == "user" and request.user.is_authenticated
            key = f"{name}:{user_key(request) if is_account else client_key(request)}"
            most = limit if is_account else of_visitors
            if wait := allow(key, limit=most, per=per):
                return errors.too_many(request, wait)
            response = view(request, *args, **kwargs)
            if response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY and not counts_refused:
                uncount(key)
            return response

        wrapped.ceiling = Ceiling(of_visitors, per)  # type: ignore[attr-defined]  # read by ceiling_of
        return cast(V, wrapped)

    return decorate


class ReadingLimit:
    """Counts what is read, in the memory of this process alone, for as long as a window lasts."""

    # More clients than this at once: those whose window began first are forgotten, and begin anew.
    MOST_CLIENTS = 20_000

    def __init__(self, per: timedelta, now: Callable[[], float] = time.monotonic) -> None:
        self.per, self.now = per.total_seconds(), now
        self._windows: dict[str, tuple[float, int]] = {}
        self._lock = threading.Lock()

    def wait(self, key: str, limit: int) -> int:
        """Count one try of `key`: 0 when it is among the first `limit` of its window, else the
        whole seconds until that ends.
        """
        with self._lock:
            now = self.now()
            ends_at, count = self._windows.pop(key, (0.0, 0))
            if ends_at <= now:
                self._forget(now)
                ends_at, count = now + self.per, 0
            self._windows[key] = (ends_at, count + 1)
            return 0 if count < limit else max(1, ceil(ends_at - now))

    def _forget(self, now: float) -> None:
        """What is over, when there are too many; else those that were counted longest ago."""
        if len(self._windows) < self.MOST_CLIENTS:
            return
        self._windows = {key: window for key, window in self._windows.items() if window[0] > now}
        for key in list(self._windows)[: max(0, len(self._windows) - self.MOST_CLIENTS + 1)]:
            del self._windows[key]

    def clear(self) -> None:
        with self._lock:
            self._windows.clear()


def sweep() -> int:
    """Remove windows that are over; the number of rows that went."""
    return RateWindow.objects.filter(ends_at__lt=timezone.now()).delete()[0]

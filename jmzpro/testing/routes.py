"""Every address of the site, and what each role gets there."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from jmzpro.testing.login import log_in
from jmzpro.testing.samples import Samples

ADMIN = "beheer/"
# The roles of the table, with who of the cast plays each.
ROLES = {
    "bezoeker": "",
    "lid": "sanne",
    "ander": "daan",
    "redactie": "ilse",
    "moderatie": "pieter",
    "bureau": "anouk",
    "beheerder": "beheer",
}
METHODS = ("GET", "POST")
TABLE = Path(__file__).with_name("routes.txt")
# What the machinery of sessions writes when somebody only reads.
OWN_WRITES = ("django_session", "usersessions_usersession")
# Something was sent, though nothing a form asks for.
FORM = ("niets=1", "application/x-www-form-urlencoded")
WRITES = ("INSERT", "UPDATE", "DELETE")


@dataclass(frozen=True)
class Route:
    """`name` with its namespace ("questions:list"), `pattern` as written in urls.py."""

    name: str
    pattern: str

    @property
    def needs_arguments(self) -> bool:
        return any(sign in self.pattern for sign in "<(*")


def site_routes() -> list[Route]:
    """All but Wagtail's admin, which has a rule per prefix."""
    found: dict[str, Route] = {}
    for name, pattern in walk(get_resolver().url_patterns):
        if not pattern.startswith(ADMIN):
            found.setdefault(pattern, Route(name, pattern))  # what comes first answers
    return [found[pattern] for pattern in sorted(found)]


def admin_routes() -> list[Route]:
    return [
        Route(name, pattern)
        for name, pattern in walk(get_resolver().url_patterns)
        if pattern.startswith(ADMIN)
    ]


def walk(patterns: list[Any], prefix: str = "", namespace: str = "") -> Iterator[tuple[str, str]]:
    for entry in patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from walk(entry.url_patterns, route, inner)
        elif isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name or ''}", route


def address(route: Route, samples: Samples) -> str | None:
    """A real address of the route; None when nobody said how to fill it
    (jmzpro/testing/samples.py).
    """
    if route.name in samples:
        filled = samples[route.name]
        return (
            reverse(route.name, kwargs=filled)
            if isinstance(filled, dict)
            else reverse(route.name, args=filled)
        )
    return None if route.needs_arguments else f"/{route.pattern}"


@dataclass(frozen=True)
class Answer:
    """What one role got: the outcome for the table, the SQL that wrote something, and the
    response.
    """

    outcome: str
    wrote: tuple[str, ...]
    response: Any


def ask(client: Client, method: str, url: str, *, part: bool = False) -> Answer:
    """One request whose effects are undone; `part`: a script asks for a part of a page."""
    cookies = client.cookies.copy()
    wrote: list[str] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().upper().startswith(WRITES) and not any(own in sql for own in OWN_WRITES):
            wrote.append(sql)
        return execute(sql, params, many, context)

    before = transaction.savepoint()
    try:
        with connection.execute_wrapper(note):
            response = client.generic(
                method,
                url,
                *(FORM if method == "POST" else ()),
                headers={"HX-Request": "true"} if part else None,
            )
            close_file(response)
    finally:
        transaction.savepoint_rollback(before)
        client.cookies.clear()
        client.cookies.update(cookies)
    return Answer(outcome(response), tuple(wrote), response)


@contextmanager
def undone(client: Client) -> Iterator[None]:
    """What happens within is undone, cookies included."""
    cookies = client.cookies.copy()
    before = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(before)
        client.cookies.clear()
        client.cookies.update(cookies)


def close_file(response: Any) -> None:
    """`response.close()` would end the test's connection with the request."""
    if response.streaming:
        for close in response._resource_closers:
            close()


def outcome(response: Any) -> str:
    """The status; `login` for a redirect to the login and `bewijs` for one to the second factor."""
    if response.status_code not in {301, 302, 303, 307, 308}:
        return str(response.status_code)
    target = response["Location"].split("?")[0]
    if target == settings.LOGIN_URL:
        return "login"
    return (
        "bewijs"
        if "?next=" in response["Location"] and target.startswith("/mijn/beveiliging/")
        else str(response.status_code)
    )


def clients(cast: SimpleNamespace) -> dict[str, Client]:
    """A logged-in client for each role, the office with its second factor given."""
    made = {role: Client() for role in ROLES}
    for role, key in ROLES.items():
        if key:
            log_in(made[role], getattr(cast, key))
    return made


def committed() -> dict[tuple[str, str], dict[str, str]]:
    """The table as it stands: what each role gets, by method and address."""
    rows = [line.split() for line in TABLE.read_text().splitlines() if not line.startswith("#")]
    return {
        (method, address): dict(zip(ROLES, outcomes, strict=True))
        for method, address, *outcomes in rows
    }


def table(cast: SimpleNamespace, samples: Samples) -> list[str]:
    """The lines of routes.txt: method, pattern, and an outcome for each role. A method nobody
    may use is left out.
    """
    by_role = clients(cast)
    rows = [["#", "adres", *ROLES]]
    for route in site_routes():
        url = address(route, samples)
        for method in METHODS:
            outcomes = (
                ["geen-voorbeeld"] * len(ROLES)
                if url is None
                else [ask(by_role[role], method, url).outcome for role in ROLES]
            )
            if set(outcomes) != {"405"}:
                rows.append([method, f"/{route.pattern}", *outcomes])
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]

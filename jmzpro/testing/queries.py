"""Lists that grow must not cost more queries."""

import re
from collections import Counter
from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def queries_of(client: Client, url: str) -> list[str]:
    """The SQL that one GET of a page costs. The page must answer 200."""
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url)
    assert response.status_code == 200, f"{url} answered {response.status_code}"
    return [query["sql"] for query in captured]


def assert_flat(client: Client, url: str, make_more: Callable[[], object]) -> None:
    """The page costs the same number of queries after `make_more()` added rows to it. Start with
    at least one row on the page.
    """
    queries_of(client, url)  # fills what a process remembers: content types, the site's root
    before = queries_of(client, url)
    make_more()
    after = queries_of(client, url)
    if len(after) != len(before):
        extra = Counter(map(shape, after)) - Counter(map(shape, before))
        raise AssertionError(
            f"{url}: {len(before)} queries became {len(after)} with more rows, such as\n"
            + "\n".join(list(extra)[:5])
        )


def shape(sql: str) -> str:
    """A query without the values in it."""
    return re.sub(r"'[^']*'|\b\d+\b", "?", sql)[:600]

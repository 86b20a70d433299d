"""How a line of the log is written: without what a database says about a row, since that holds
its values.
"""

import logging
from types import TracebackType
from typing import Any

from django.db import Error

Failure = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class LineFormatter(logging.Formatter):
    """Writes a database's error by its kind and place. PostgreSQL names the row ("Failing row
    contains (…)"): a text, an address.
    """

    def formatException(self, ei: Failure) -> str:  # noqa: N802 (logging's own name)
        error = ei[1]
        whole = super().formatException(ei)
        for one in chain(error):
            if is_of_database(one) and (said := str(one)):
                whole = whole.replace(said, "[...]")
        return whole


def chain(error: BaseException | None) -> list[BaseException]:
    """The error and those it came from."""
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.append(error)
        error = error.__cause__ or error.__context__
    return found


def is_of_database(error: Any) -> bool:
    return isinstance(error, Error) or type(error).__module__.partition(".")[0] in {
        "sqlite3",
        "psycopg",
    }

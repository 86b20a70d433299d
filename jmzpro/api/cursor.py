"""Where the next page of a list begins: after these values of the fields that order it, so that
what is added meanwhile moves nothing.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

# What a cursor may look like: the description of the API says it too.
PATTERN = r"^[A-Za-z0-9_-]{1,400}$"


class UnknownCursor(Exception):
    """Nobody was given this cursor for this list."""


def cursor_of(row: models.Model, order: Sequence[str]) -> str:
    """`order`: names of fields as in `order_by`, none of which may be empty; the last one is
    unique.
    """
    values = [getattr(row, name.lstrip("-")) for name in order]
    return urlsafe_b64encode(json.dumps(values, default=str).encode()).decode().rstrip("=")


def after(rows: models.QuerySet[Any], cursor: str, order: Sequence[str]) -> models.QuerySet[Any]:
    """The rows that come after the cursor's. Raises UnknownCursor."""
    values = values_in(rows.model, cursor, order)
    behind = models.Q()
    for place, name in enumerate(order):
        same = {
            before.lstrip("-"): value
            for before, value in zip(order[:place], values[:place], strict=True)
        }
        beyond = f"{name[1:]}__lt" if name.startswith("-") else f"{name}__gt"
        behind |= models.Q(**same, **{beyond: values[place]})
    return rows.filter(behind)


def values_in(model: type[models.Model], cursor: str, order: Sequence[str]) -> list[Any]:
    try:
        given = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode())
        if not isinstance(given, list) or len(given) != len(order):
            raise UnknownCursor
        return [value_of(model, name, value) for name, value in zip(order, given, strict=True)]
    except (ValueError, TypeError, OverflowError, RecursionError, ValidationError) as error:
        raise UnknownCursor from error


def value_of(model: type[models.Model], name: str, given: Any) -> Any:
    if not isinstance(given, str | int) or "\x00" in str(given):
        raise UnknownCursor
    str(given).encode()  # half a sign is no text: UnicodeEncodeError is a ValueError
    field: Any = model._meta.get_field(name.lstrip("-"))
    value = field.to_python(given)
    if value is None:
        raise UnknownCursor
    if isinstance(value, datetime):
        # Ours name their zone. At the edge of the calendar a moment has no place in another one:
        # OverflowError.
        if value.tzinfo is None:
            raise UnknownCursor
        return value.astimezone(UTC)
    return value

"""Items as CSV and as JSON Lines, piece by piece, so that a large Kennisbank is never in memory
whole.
"""

import csv
import json
from collections.abc import Iterator
from typing import Any

from django.db import models

from jmzpro.kit.spreadsheet import Line, harmless
from jmzpro.library.bulk.mapping import COLUMNS, row_of
from jmzpro.library.models import Item

CHUNK = 200


def items(wanted: models.QuerySet[Item]) -> Iterator[Item]:
    yield from (
        wanted.order_by("pk")
        .prefetch_related("themes", "credits", "links")
        .iterator(chunk_size=CHUNK)
    )


def as_csv(wanted: models.QuerySet[Item]) -> Iterator[str]:
    """With a byte order mark, by which spreadsheets know it is UTF-8."""
    writer = csv.writer(Line())
    yield "\ufeff" + writer.writerow([column.name for column in COLUMNS])
    for item in items(wanted):
        row = exported(item)
        yield writer.writerow([cell(row[column.name]) for column in COLUMNS])


def as_json_lines(wanted: models.QuerySet[Item]) -> Iterator[str]:
    for item in items(wanted):
        yield json.dumps(exported(item), ensure_ascii=False, default=str) + "\n"


def exported(item: Item) -> dict[str, Any]:
    """What has no identifier of a source goes out under our own, by which it is known when it
    comes back.
    """
    row = row_of(item)
    return row | {"external_id": row["external_id"] or item.public_id}


def cell(value: Any) -> str:
    """As one cell; a spreadsheet never takes it for a formula."""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, list):
        text = " | ".join(
            f"{each['label']} <{each['url']}>".strip()
            if isinstance(each, dict) and each["label"]
            else named(each)
            for each in value
        )
    else:
        text = "" if value is None else str(value)
    return harmless(text)


def named(value: Any) -> str:
    return value["url"] if isinstance(value, dict) else str(value)

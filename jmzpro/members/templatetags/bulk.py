"""What the report of a list needs."""

from typing import Any

from django import template

from jmzpro.members.bulk.models import ImportKind, ImportRow
from jmzpro.members.models import Organisation
from jmzpro.places.models import Town

register = template.Library()


@register.filter
def changes(row: ImportRow, headings: dict[str, str]) -> list[dict[str, Any]]:
    """What of this row is different, in words."""
    return [
        {
            "heading": headings.get(key, key),
            "before": in_words(key, before, row),
            "after": in_words(key, after, row),
        }
        for key, (before, after) in row.changes.items()
    ]


def in_words(key: str, value: Any, row: ImportRow) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, list):
        return ", ".join(value)
    if key == "town" and value:
        return str(Town.objects.filter(pk=value).first() or "")
    if key == "organisation" and value and row.source.kind == ImportKind.PEOPLE:
        return str(Organisation.objects.filter(pk=value).first() or "")
    return "" if value is None else str(value)

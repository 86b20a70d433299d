"""The options of a list to choose from, for a filter that is written out by hand: a form field takes ten times as long."""

from functools import lru_cache

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

SELECTED = " selected"


@lru_cache(maxsize=256)
def options(choices: tuple[tuple[str, str], ...], chosen: str) -> SafeString:
    """(value, label) as HTML. The same for nearly everybody, so they are made once."""
    return format_html_join(
        "", '<option value="{}"{}>{}</option>', ((value, SELECTED if value == chosen else "", label) for value, label in choices)
    )

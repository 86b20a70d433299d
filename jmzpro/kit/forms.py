"""The options of a list to choose from, for a filter that is written out by hand: a form field
takes ten times as long.

What a form is given.
"""

from functools import lru_cache

from django.http import HttpRequest, QueryDict
from django.utils.html import format_html_join
from django.utils.safestring import SafeString


def posted(request: HttpRequest) -> QueryDict | None:
    """What was posted, also when that is nothing at all: an empty form is refused as any other.
    None while it is only looked at.
    """
    return request.POST if request.method == "POST" else None


SELECTED = " selected"


@lru_cache(maxsize=256)
def options(choices: tuple[tuple[str, str], ...], chosen: str) -> SafeString:
    """(value, label) as HTML. The same for nearly everybody, so they are made once."""
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((value, SELECTED if value == chosen else "", label) for value, label in choices),
    )

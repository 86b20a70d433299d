"""The tags and filters every template has without loading them."""

from typing import Any

from django import forms, template
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from jmzpro.kit import icons

register = template.Library()


@register.simple_tag
def field(bound: forms.BoundField) -> SafeString:
    """One form field: label above, help under it, error in words, the widget."""
    is_check = isinstance(bound.field.widget, forms.CheckboxInput)
    context = {"bound": bound, "is_check": is_check, "optional": not bound.field.required and not is_check}
    return render_to_string("kit/field.html", context)


@register.simple_tag
def field_anchor(bound: forms.BoundField) -> str:
    """The id that a link in the error summary goes to: the widget's own, or the first of a group."""
    return bound.id_for_label or f"{bound.auto_id}_0"


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon of our set, for beside a word: it says nothing to a screen reader. An unknown name is a KeyError."""
    return mark_safe(icons.svg(name))  # noqa: S308 -- drawn by us, no input


@register.simple_tag(takes_context=True)
def here(context: Context, url: str) -> SafeString:
    """`aria-current="page"` when the visitor is at this address, `"true"` when below it; otherwise nothing."""
    request: Any = context.get("request")
    path = getattr(request, "path", "")
    if path == url:
        return format_html(' aria-current="{}"', "page")
    if url != "/" and path.startswith(url):
        return format_html(' aria-current="{}"', "true")
    return SafeString("")

"""Tags for the pages about people."""

from typing import Any

from django import template
from django.template import Context

from jmzpro.kit import menu

register = template.Library()


@register.inclusion_tag("members/mine_menu.html", takes_context=True)
def mine_menu(context: Context) -> dict[str, Any]:
    """The account menu of who looks, as tabs."""
    request = context["request"]
    tabs = [
        {"url": item.url, "label": item.label, "current": item.url == request.path, "count": None}
        for item in menu.items("mine", request.user)
    ]
    return {"tabs": tabs, "label": "Mijn JMZ Pro"}


@register.filter
def is_list(value: Any) -> bool:
    return isinstance(value, list)


@register.filter
def is_table(value: Any) -> bool:
    return isinstance(value, dict)

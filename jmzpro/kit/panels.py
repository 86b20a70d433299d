"""Panels: what a page that one slice owns shows of the other parts.

A part registers a panel for a slot; the page that owns the slot renders whatever is registered. The
slots: `home` and `login` (subject: None), `theme` and `theme-aside` (a Theme), `organisation` and
`organisation-aside` (an Organisation), `person` (a Person), `mine` and `alerts` (the Person who
looks).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from jmzpro.kit.registry import Registry

Slot = Literal[
    "home",
    "theme",
    "theme-aside",
    "organisation",
    "organisation-aside",
    "person",
    "mine",
    "alerts",
    "login",
]


@dataclass(frozen=True)
class Panel:
    """`context(request, subject)` returns the template's context, or None when there is nothing to
    show to this visitor.

    It asks its own part's `visible_to(request.user)`: the page does not check rights for it.
    """

    key: str
    slot: Slot
    template: str
    context: Callable[[HttpRequest, Any], dict[str, Any] | None]
    order: int = 50


panels: Registry[Panel] = Registry("panels")


def render(slot: Slot, request: HttpRequest, subject: Any = None) -> list[SafeString]:
    """The slot's panels as HTML, in order, without those that have nothing to show."""
    shown = ((panel, panel.context(request, subject)) for panel in panels if panel.slot == slot)
    return [
        render_to_string(panel.template, {**context, "panel": panel}, request=request)
        for panel, context in shown
        if context is not None
    ]

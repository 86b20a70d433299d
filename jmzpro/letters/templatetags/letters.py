"""The button to follow, for a part's own pages."""

from typing import Any

from django import template
from django.template import Context

from jmzpro.letters.panels import box

register = template.Library()


@register.inclusion_tag("letters/follow_box.html", takes_context=True)
def follow_box(context: Context, kind: str, target: object, name: str = "") -> dict[str, Any]:
    """`{% follow_box "question" question.pk %}`: follow or mute. Nothing for a visitor. `name`:
    for when "this …" is not clear.
    """
    return {"box": box(context["request"], kind, target, name)}

"""The one line by which the page of an activity shows how to register."""

from typing import Any

from django import template
from django.template import Context
from django.utils import timezone

from jmzpro.agenda.choices import Registration as How
from jmzpro.agenda.models import Activity
from jmzpro.agenda.registration.models import desk_of
from jmzpro.agenda.registration.opening_times import why_closed
from jmzpro.agenda.registration.views.booking import around

register = template.Library()


@register.inclusion_tag("agenda/registering/_box.html", takes_context=True)
def registration_box(context: Context, activity: Activity) -> dict[str, Any]:
    """Here, elsewhere or not needed; for who organises it, the way to who registered."""
    user = getattr(context.get("request"), "user", None)
    shown: dict[str, Any] = {
        "activity": activity,
        "desk": None,
        "may_organise": may_organise(user, activity),
        "is_over": context.get("is_over", False),
    }
    desk = desk_of(activity) if activity.registration == How.HERE else None
    if desk is None:
        return shown
    desk.activity = activity
    closed = why_closed(desk, user)
    for_members = (
        bool(closed)
        and desk.is_open_to_members_only(timezone.now())
        and not getattr(user, "is_authenticated", False)
    )
    return {**shown, **around(desk), "closed": closed, "for_members": for_members}


def may_organise(user: Any, activity: Activity) -> bool:
    return (
        bool(getattr(user, "is_member", False))
        and Activity.objects.editable_by(user).filter(pk=activity.pk).exists()
    )

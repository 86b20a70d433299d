"""Addresses of what somebody added."""

from django import template
from django.urls import reverse

from jmzpro.agenda.models import Activity, Occurrence
from jmzpro.agenda.submission.views.change import name_of

register = template.Library()


@register.filter
def date_name(date: Occurrence) -> str:
    """A date of a series, in an address."""
    return name_of(date)


@register.filter
def change_path(activity: Activity) -> str:
    """For who is logged in."""
    return reverse("agenda:change", args=[activity.public_id])

"""Puts the moderator's pages about questions, and the office's calendar, in Wagtail's admin."""

from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.permissions import register_permission_policy

from jmzpro.questions.models import ClosedDays, StandIn
from jmzpro.questions.views import moderation
from jmzpro.questions.viewsets import CalendarPolicy, WorkingDaysViewSetGroup

for model in (ClosedDays, StandIn):
    register_permission_policy(model, CalendarPolicy(model))


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    return [
        path("vragen/<int:number>/openbaar/", moderation.wording, name="questions_wording"),
        path("vragen/<int:number>/doorhalen/", moderation.redact, name="questions_redact"),
    ]


def working_days_viewset() -> WorkingDaysViewSetGroup:
    return WorkingDaysViewSetGroup()


hooks.register("register_admin_viewset", working_days_viewset)

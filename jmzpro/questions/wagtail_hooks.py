"""Puts the moderator's pages about questions in Wagtail's admin."""

from django.urls import URLPattern, path
from wagtail import hooks

from jmzpro.questions.views import moderating


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    return [
        path("vragen/<int:number>/openbaar/", moderating.wording, name="questions_wording"),
        path("vragen/<int:number>/doorhalen/", moderating.redact, name="questions_redact"),
    ]

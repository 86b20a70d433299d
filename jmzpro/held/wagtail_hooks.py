"""Puts the reading page in Wagtail's admin, behind the office's second factor."""

from django.urls import URLPattern, path
from wagtail import hooks

from jmzpro.held import views


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    return [path("wachtrij/tekst/<str:public_id>/", views.reading, name="held_reading")]

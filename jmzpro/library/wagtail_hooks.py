"""Puts the Kennisbank in Wagtail's admin."""

from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from jmzpro.library import keeping
from jmzpro.library.viewsets import ItemViewSet

register_snippet(ItemViewSet)


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    return [
        path("kennisbank/<int:pk>/bestanden/", keeping.files, name="library_files"),
        path("kennisbank/<int:pk>/bestanden/<slug:public_id>/versie/", keeping.replacement, name="library_file_replacement"),
        path("kennisbank/<int:pk>/bestanden/<slug:public_id>/weg/", keeping.removal, name="library_file_removal"),
        path("kennisbank/<int:pk>/bestanden/<slug:public_id>/versies/<int:number>/", keeping.original, name="library_file_version"),
    ]

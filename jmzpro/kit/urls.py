from django.urls import path

from jmzpro.kit import views

urlpatterns = [
    path("kit/", views.examples, name="kit"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("site.webmanifest", views.manifest, name="manifest"),
]

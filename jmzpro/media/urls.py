from django.urls import path

from jmzpro.media import views

app_name = "media"
urlpatterns = [
    path("bestanden/<slug:kind>/<slug:public_id>/<str:name>", views.private_file, name="file"),
    path("media/images/<str:path>", views.rendition, name="rendition"),
]

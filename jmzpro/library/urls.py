from django.urls import path

from jmzpro.library import views

app_name = "library"

urlpatterns = [
    path("kennisbank/", views.index, name="list"),
    path("kennisbank/bestand/<slug:public_id>/<str:name>", views.file, name="file"),
    path("kennisbank/omslag/<slug:public_id>.jpg", views.cover, name="cover"),
    path("kennisbank/<slug:slug>/", views.item, name="item"),
    path("k/<slug:public_id>/", views.short, name="short"),
]

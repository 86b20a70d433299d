from django.urls import path

from jmzpro.themes import views

app_name = "themes"

urlpatterns = [
    path("themas/", views.themes, name="themes"),
    path("themas/<slug:slug>/", views.theme, name="theme"),
]

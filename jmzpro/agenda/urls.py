from django.urls import path

from jmzpro.agenda import views

app_name = "agenda"
urlpatterns = [
    path("agenda/", views.index, name="list"),
    path("agenda/<slug:slug>/", views.activity, name="activity"),
]

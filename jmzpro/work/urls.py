from django.urls import path

from jmzpro.work import views

app_name = "work"
urlpatterns = [path("gezond/", views.health, name="health")]

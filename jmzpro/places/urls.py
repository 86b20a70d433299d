from django.urls import path

from jmzpro.places import views

app_name = "places"

urlpatterns = [path("plaatsen/", views.suggest, name="suggest")]

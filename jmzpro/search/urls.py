from django.urls import path

from jmzpro.search import views

app_name = "search"
urlpatterns = [
    path("zoeken/", views.results, name="results"),
    path("zoeken/suggesties/", views.suggestions, name="suggestions"),
]

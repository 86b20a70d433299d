from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "jmzpro.places"
    label = "places"

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "jmzpro.search"
    label = "search"

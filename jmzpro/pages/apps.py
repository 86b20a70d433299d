from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "jmzpro.pages"
    label = "pages"

from django.apps import AppConfig


class TextConfig(AppConfig):
    name = "jmzpro.text"
    label = "text"

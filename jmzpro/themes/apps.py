from django.apps import AppConfig


class ThemesConfig(AppConfig):
    name = "jmzpro.themes"
    label = "themes"

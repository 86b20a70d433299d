from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "jmzpro.office"
    label = "office"

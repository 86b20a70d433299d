from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "jmzpro.api"
    label = "api"
    verbose_name = "API"

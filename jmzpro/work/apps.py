from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "jmzpro.work"
    label = "work"

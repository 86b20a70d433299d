from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "jmzpro.demo"
    label = "demo"

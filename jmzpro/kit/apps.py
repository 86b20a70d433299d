from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "jmzpro.kit"
    label = "kit"

from django.apps import AppConfig


class TrustConfig(AppConfig):
    name = "jmzpro.trust"
    label = "trust"

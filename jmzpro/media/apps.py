from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "jmzpro.media"
    label = "media"

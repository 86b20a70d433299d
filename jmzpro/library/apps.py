from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "jmzpro.library"
    label = "library"
    verbose_name = "Kennisbank"

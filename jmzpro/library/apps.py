from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "jmzpro.library"
    label = "library"
    verbose_name = "Kennisbank"

    def ready(self) -> None:
        from jmzpro.library.personal_data import HOLDING
        from jmzpro.trust.personal_data import holdings

        holdings.register(HOLDING)

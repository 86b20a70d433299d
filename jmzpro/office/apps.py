from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "jmzpro.office"
    label = "office"

    def ready(self) -> None:
        from jmzpro.office.duty import BELL
        from jmzpro.trust.duty import bells

        bells.register(BELL)

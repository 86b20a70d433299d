from django.apps import AppConfig


class TextConfig(AppConfig):
    name = "jmzpro.text"
    label = "text"

    def ready(self) -> None:
        """Make the tables of danger with the process, so that nobody's first text waits for
        them.
        """
        from jmzpro.text.guard.danger import prepare

        prepare()

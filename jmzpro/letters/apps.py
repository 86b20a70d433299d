from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "jmzpro.letters"
    label = "letters"
    seen_by_visitors = False
    verbose_name = "Volgen en brieven"

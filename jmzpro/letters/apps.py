from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "jmzpro.letters"
    label = "letters"
    verbose_name = "Volgen en brieven"

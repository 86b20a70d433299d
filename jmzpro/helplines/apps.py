from django.apps import AppConfig


class HelpLinesConfig(AppConfig):
    name = "jmzpro.helplines"
    label = "helplines"
    verbose_name = "Hulpnummers"

from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "jmzpro.mail"
    label = "mail"

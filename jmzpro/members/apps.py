from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "jmzpro.members"
    label = "members"

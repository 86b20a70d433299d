from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    name = "jmzpro.questions"
    label = "questions"

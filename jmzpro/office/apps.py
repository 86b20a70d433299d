from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "jmzpro.office"
    label = "office"

    def ready(self) -> None:
        from datetime import timedelta

        from jmzpro.letters.registry import mail_kinds
        from jmzpro.office import reminder
        from jmzpro.office.duty import BELL
        from jmzpro.trust.duty import bells
        from jmzpro.work.jobs import Job, jobs

        bells.register(BELL)
        mail_kinds.register(reminder.MAIL_KIND)
        jobs.register(Job("office-waiting", every=timedelta(minutes=10), run=reminder.work))

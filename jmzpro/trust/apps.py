from datetime import timedelta

from django.apps import AppConfig


class TrustConfig(AppConfig):
    name = "jmzpro.trust"
    label = "trust"
    seen_by_visitors = False

    def ready(self) -> None:
        from jmzpro.trust.alarms import DANGER
        from jmzpro.trust.models import Alarm
        from jmzpro.trust.own_data import HOLDINGS
        from jmzpro.trust.personal_data import data_categories, sweep_all
        from jmzpro.trust.queue import queue
        from jmzpro.work.jobs import Job, jobs

        def sweep() -> bool:
            sweep_all()
            return False

        for holding in HOLDINGS:
            data_categories.register(holding)
        queue.register(DANGER)
        jobs.register(
            Job("alarms-of-killed-requests", every=timedelta(minutes=1), run=Alarm.send_unanswered)
        )
        # For every part: none has a job of its own for this.
        jobs.register(Job("personal-data-sweep", every=timedelta(hours=1), run=sweep))

from datetime import timedelta

from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "jmzpro.work"
    label = "work"
    seen_by_visitors = False

    def ready(self) -> None:
        from jmzpro.work.health import beat
        from jmzpro.work.jobs import Job, jobs

        jobs.register(Job("heartbeat", every=timedelta(seconds=10), run=beat, order=0))

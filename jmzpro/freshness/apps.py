from datetime import timedelta

from django.apps import AppConfig


class FreshnessConfig(AppConfig):
    name = "jmzpro.freshness"
    label = "freshness"
    seen_by_visitors = False

    def ready(self) -> None:
        from jmzpro.freshness import receivers  # noqa: F401 -- connects them
        from jmzpro.freshness.models import Write
        from jmzpro.work.jobs import Job, jobs

        jobs.register(Job("freshness-sweep", every=timedelta(minutes=10), run=lambda: Write.objects.sweep() < 0))

from datetime import timedelta

from django.apps import AppConfig


class FreshnessConfig(AppConfig):
    name = "jmzpro.page_cache"
    label = "freshness"
    seen_by_visitors = False

    def ready(self) -> None:
        from jmzpro.page_cache import receivers  # noqa: F401 -- connects them
        from jmzpro.page_cache.models import Write
        from jmzpro.work.jobs import Job, jobs

        jobs.register(
            Job(
                "freshness-sweep",
                every=timedelta(minutes=10),
                run=lambda: Write.objects.sweep() < 0,
            )
        )

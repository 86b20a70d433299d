from datetime import timedelta

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "jmzpro.search"
    label = "search"
    seen_by_visitors = False

    def ready(self) -> None:
        from jmzpro.api.registry import resources
        from jmzpro.search import receivers  # noqa: F401 -- connects them
        from jmzpro.search.api import resource
        from jmzpro.search.models import AskedQuery, Change
        from jmzpro.search.sync import follow
        from jmzpro.work.jobs import Job, jobs

        jobs.register(
            Job("search-follow", every=timedelta(seconds=0.3), run=follow, on_each_machine=True)
        )
        resources.register(resource())
        jobs.register(
            Job(
                "search-asked",
                every=timedelta(minutes=10),
                run=lambda: bool(AskedQuery.objects.sweep()),
            )
        )
        jobs.register(
            Job("search-sweep", every=timedelta(hours=6), run=lambda: Change.objects.sweep() < 0)
        )

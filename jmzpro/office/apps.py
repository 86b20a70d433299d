from datetime import timedelta

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "jmzpro.office"
    label = "office"

    def ready(self) -> None:
        from jmzpro.trust.personal_data import sweep_all
        from jmzpro.work.jobs import Job, jobs

        def sweep() -> bool:
            sweep_all()
            return False

        # Here, since neither of the floors it joins may know the other.
        jobs.register(Job("personal-data-sweep", every=timedelta(days=1), run=sweep))

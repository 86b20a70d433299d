from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "jmzpro.media"
    label = "media"

    def ready(self) -> None:
        from datetime import timedelta

        from jmzpro.media import stray_files
        from jmzpro.media.personal_data import UPLOADS
        from jmzpro.trust.personal_data import holdings
        from jmzpro.work.jobs import Job, jobs

        holdings.register(UPLOADS)
        jobs.register(Job("media-stray", every=timedelta(days=7), run=stray_files.sweep))

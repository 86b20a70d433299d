from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "jmzpro.media"
    label = "media"

    def ready(self) -> None:
        from datetime import timedelta

        from jmzpro.media import stray_files
        from jmzpro.media.personal_data import UPLOADS
        from jmzpro.trust.personal_data import data_categories
        from jmzpro.work.jobs import Job, jobs

        data_categories.register(UPLOADS)
        jobs.register(Job("media-stray", every=timedelta(days=7), run=stray_files.sweep))

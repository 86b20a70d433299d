from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "jmzpro.media"
    label = "media"

    def ready(self) -> None:
        from jmzpro.media.personal_data import UPLOADS
        from jmzpro.trust.personal_data import holdings

        holdings.register(UPLOADS)

"""Where private files lie: below settings.PRIVATE_ROOT, with no address of their own."""

from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.utils.deconstruct import deconstructible


@deconstructible(path="jmzpro.media.storage.PrivateStorage")
class PrivateStorage(FileSystemStorage):
    """Asks the setting each time, so that a test's folder counts also for fields made at start-up."""

    @property
    def base_location(self) -> Path:
        return Path(settings.PRIVATE_ROOT)

    @property
    def location(self) -> str:
        return str(self.base_location.absolute())

    def url(self, name: str | None) -> str:
        raise NotImplementedError("a private file is reached through jmzpro.media.files.file_url only")

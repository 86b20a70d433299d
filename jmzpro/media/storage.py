"""Where files lie, whole or not at all. Private ones lie below settings.PRIVATE_ROOT, with no
address of their own.
"""

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.utils.crypto import get_random_string
from django.utils.deconstruct import deconstructible

PART = ".part-"  # in the name of a file that is still being written


@deconstructible(path="jmzpro.media.storage.WholeFileStorage")
class WholeFileStorage(FileSystemStorage):
    """A file is written beside its place and gets its name when it is whole: a full disk leaves
    no half one behind.
    """

    def _save(self, name: str, content: Any) -> str:
        part = f"{name}{PART}{get_random_string(8)}"
        try:
            written: str = super()._save(part, content)  # type: ignore[misc]
            return self.named(written, name)
        except BaseException:
            with suppress(OSError):
                self.delete(part)
            raise

    def named(self, part: str, name: str) -> str:
        """Its name, or another when somebody took it meanwhile. A hard link never writes over
        what is there.
        """
        while True:
            try:
                os.link(self.path(part), self.path(name))
            except FileExistsError:
                name = self.get_available_name(name)
            except OSError:  # a file system without hard links
                Path(self.path(part)).rename(self.path(name))
                return name
            else:
                Path(self.path(part)).unlink()
                return name


@deconstructible(path="jmzpro.media.storage.PrivateStorage")
class PrivateStorage(WholeFileStorage):
    """Asks the setting each time, so that a test's folder counts also for fields made at
    start-up.
    """

    @property
    def base_location(self) -> Path:
        return Path(settings.PRIVATE_ROOT)

    @property
    def location(self) -> str:
        return str(self.base_location.absolute())

    def url(self, name: str | None) -> str:
        raise NotImplementedError(
            "a private file is reached through jmzpro.media.files.file_url only"
        )

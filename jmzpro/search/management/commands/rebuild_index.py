"""Builds this machine's search index again, while the old one answers."""

import time
from typing import Any

from django.core.management.base import BaseCommand

from jmzpro.search.sync import rebuild


class Command(BaseCommand):
    help = (
        "Build this machine's search index again from the database. The site keeps searching in "
        "the old one until the new one is ready."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        start = time.monotonic()
        count = rebuild()
        self.stdout.write(f"{count} documents in {time.monotonic() - start:.1f} s.")

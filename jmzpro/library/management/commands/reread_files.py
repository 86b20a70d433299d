"""Read the text of all files of the Kennisbank again, after an upgrade that reads better:
`manage.py reread_files`.
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from jmzpro.library.files import read_again
from jmzpro.library.models import FileVersion, Reading
from jmzpro.library.models.file import WITHOUT_WORDS


class Command(BaseCommand):
    help = (
        "Reads the text of files again. Search follows by itself; stopped halfway, it can be "
        "begun again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--all-versions",
            action="store_true",
            help="older versions too, not only those that visitors get",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        found = FileVersion.objects.filter(reading=Reading.READY, file__removed_at=None).exclude(
            content_type__in=WITHOUT_WORDS
        )
        if not options["all_versions"]:
            found = found.filter(
                file__current__pk__isnull=False,
                pk__in=FileVersion.objects.filter(file__current__pk__isnull=False),
            )
        read = changed = 0
        for pk in list(found.order_by("pk").values_list("pk", flat=True)):
            version = FileVersion.objects.select_related("file__item").get(pk=pk)
            if not options["all_versions"] and version.file.current_id != version.pk:
                continue
            read += 1
            changed += read_again(version)
        self.stdout.write(f"{read} bestanden gelezen, {changed} met andere tekst.")

"""Which files no row knows: `manage.py stray_files [--remove]`. The worker looks once a week by
itself.
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from jmzpro.media import stray_files


class Command(BaseCommand):
    help = (
        "Lists files without a row that are older than a week (half-written ones: a day), and "
        "with --remove takes them away."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--remove", action="store_true", help="take them away")

    def handle(self, *args: Any, **options: Any) -> None:
        found = stray_files.find()
        for alias, names in found.names.items():
            for name in names:
                self.stdout.write(f"{alias}: {name}")
        self.stdout.write(f"{found.number} bestanden zonder rij, {found.size // 1024} kB.")
        if options["remove"]:
            stray_files.sweep()
            self.stdout.write("Ze zijn weg.")

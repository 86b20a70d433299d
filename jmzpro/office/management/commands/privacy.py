from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from jmzpro.office import privacy_table


class Command(BaseCommand):
    help = "Show what is held about people, and how long; --write puts it in docs/privacy.md."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--write", action="store_true", help="write the table into docs/privacy.md"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["write"]:
            privacy_table.write()
        self.stdout.write(privacy_table.table())

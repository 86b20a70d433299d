"""Takes services from a file of Open Referral HSDS 3 JSON, or looks what would come of that."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from jmzpro.support.hsds.importer import UnreadableFile, read_file, take_in


class Command(BaseCommand):
    help = "Leest hulpaanbod in uit HSDS-JSON. Hetzelfde bestand nog eens verandert niets."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file",
            type=Path,
            help="het bestand: een dienst, een lijst, of een pagina van een HSDS-API",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="vertel alleen wat er zou veranderen"
        )

    def handle(self, *args: Any, file: Path, dry_run: bool, **options: Any) -> None:
        try:
            report = take_in(read_file(file), dry_run=dry_run)
        except UnreadableFile as error:
            raise CommandError(str(error)) from error
        for line in report.lines:
            self.stdout.write(line)
        counted = ", ".join(f"{number} {outcome}" for outcome, number in report.counts.items())
        self.stdout.write(f"{'Zou worden: ' if dry_run else ''}{counted}.")

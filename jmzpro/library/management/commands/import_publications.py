"""Take publications in from a file: `manage.py import_publications FILE.{jsonl,csv,ris} [--dry-run] [--concept]`."""

from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from jmzpro.library.exchange.reading import Unreadable, entries
from jmzpro.library.exchange.taking import CHANGED, NEW, OUTCOMES, WRONG, take


class Command(BaseCommand):
    help = "Takes publications in. A second time only what changed is changed; a bad row is told, and the good rows stay."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="a .jsonl, .csv or .ris file; docs/operations.md describes the columns")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, and change nothing")
        parser.add_argument("--concept", action="store_true", help="keep new items as concepts instead of putting them on the site")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            found = entries(path.read_bytes(), path.suffix.lower().lstrip("."))
        except OSError as error:
            raise CommandError(f"{path} kan niet worden gelezen: {error.strerror}.") from error
        except Unreadable as problem:
            raise CommandError(str(problem)) from problem
        counts: Counter[str] = Counter()
        for taken in take(found, by=None, to_site=not options["concept"], is_dry=options["dry_run"], seen={}):
            counts[taken.outcome] += 1
            if taken.outcome == WRONG:
                named = f" ({taken.title[:60]})" if taken.title else ""
                self.stdout.write(f"Rij {taken.place}{named}: {' '.join(taken.problems)}")
            elif taken.outcome in {NEW, CHANGED} and options["verbosity"] > 1:
                changes = f": {', '.join(taken.changes)}" if taken.changes else ""
                self.stdout.write(f"Rij {taken.place} ({taken.title[:60]}) {taken.outcome}{changes}")
        said = f"{len(found)} rijen: " + ", ".join(f"{counts[outcome]} {outcome}" for outcome in OUTCOMES) + "."
        self.stdout.write(f"Proef, er is niets veranderd. {said}" if options["dry_run"] else said)

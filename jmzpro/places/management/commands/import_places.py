"""Take in the official places: `manage.py import_places [--municipalities F] [--mergers F]
[--outlines F] [--postcodes F] [--dry-run]`.
"""

import re
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from jmzpro.places.official_files import importer
from jmzpro.places.official_files.parser import Unreadable

FILES = {
    "municipalities": "municipalities of a year with their regions (CSV)",
    "mergers": "what went up in what: two columns of codes, old and new (CSV)",
    "outlines": "outlines of the municipalities (GeoJSON, in degrees or in RD)",
    "postcodes": "centres or outlines of the postcodes of four digits (CSV or GeoJSON)",
}
SHOWN = 50


class Command(BaseCommand):
    help = (
        "Takes in municipalities, outlines and postcodes of CBS and PDOK; see "
        "docs/operations.md. A second time nothing changes."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        for name, about in FILES.items():
            parser.add_argument(f"--{name}", type=Path, help=about)
        parser.add_argument(
            "--year", type=int, help="of the municipalities; else the year in the name of the file"
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would happen, and change nothing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        files = {name: options[name] for name in FILES if options[name]}
        if not files:
            raise CommandError(
                "Geef ten minste één bestand, bijvoorbeeld: manage.py import_places "
                "--municipalities gemeenten-2026.csv"
            )
        report = importer.Report()
        try:
            with transaction.atomic():
                self.take(files, options["year"], report)
                if options["dry_run"]:
                    transaction.set_rollback(True)
        except Unreadable as problem:
            raise CommandError(str(problem)) from problem
        for said in report.problems[:SHOWN]:
            self.stdout.write(said)
        if len(report.problems) > SHOWN:
            self.stdout.write(f"… en nog {len(report.problems) - SHOWN} regels.")
        said = (
            ", ".join(
                f"{number} {outcome}" for outcome, number in sorted(report.counts.items()) if number
            )
            or "niets veranderd"
        )
        self.stdout.write(
            f"Proef, er is niets veranderd. {said}." if options["dry_run"] else f"{said}."
        )

    def take(self, files: dict[str, Path], year: int | None, report: importer.Report) -> None:
        if path := files.get("municipalities"):
            named = re.search(r"20\d\d", path.name)
            importer.take_municipalities(
                path, year or (int(named[0]) if named else timezone.localdate().year), report
            )
        shapes = importer.take_outlines(files["outlines"], report) if "outlines" in files else {}
        if path := files.get("mergers"):
            importer.take_mergers(path, report)
        if path := files.get("municipalities"):
            importer.settle(path, shapes, report)
        if shapes:
            importer.place_towns(shapes, report)
        if path := files.get("postcodes"):
            importer.take_postcodes(path, shapes, report)

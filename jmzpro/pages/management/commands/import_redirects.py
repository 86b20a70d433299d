"""`manage.py import_redirects FILE.csv [--dry-run]`: old addresses with where they lead now."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from jmzpro.pages import redirects


class Command(BaseCommand):
    help = (
        "Redirects old addresses (columns oud, nieuw). Good rows are kept, bad ones are told. "
        "--dry-run writes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="only tell what would happen")

    def handle(self, *args: Any, file: Path, dry_run: bool, **options: Any) -> None:
        try:
            text = file.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{file} cannot be read as UTF-8 text: {error}") from error
        report = redirects.import_redirects(text, dry_run=dry_run)
        for line, fault in report.faults:
            self.stderr.write(f"line {line}: {fault}")
        would = " (nothing is written)" if dry_run else ""
        counts = (
            f"{len(report.made)} new, {len(report.changed)} changed, {len(report.same)} "
            f"unchanged, {len(report.faults)} refused"
        )
        self.stdout.write(counts + would)

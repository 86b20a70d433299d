"""Take a list of organisations or people in: `manage.py import_members FILE --kind organisaties|mensen [--dry-run]`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from jmzpro.members.exchange import working
from jmzpro.members.exchange.models import ImportKind, ImportState, MemberImport, Outcome


class Command(BaseCommand):
    help = (
        "Takes a list in as the office does: a report of each row first, then what it says. Who may be a double is left out: "
        "pick those in /beheer/. Nobody is invited. A second time only what changed is changed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="a .csv file; docs/operations.md describes the columns")
        parser.add_argument("--kind", choices=ImportKind.values, default=ImportKind.ORGANISATIONS, help="what the rows are")
        parser.add_argument("--dry-run", action="store_true", help="make the report only; it waits in /beheer/ to be carried out")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            data = path.read_bytes()
        except OSError as error:
            raise CommandError(f"{path} kan niet worden gelezen: {error.strerror}.") from error
        source = MemberImport.objects.create(kind=options["kind"], name=path.name[:120], data=data)
        self.finish(source)
        if source.state == ImportState.UNREADABLE:
            raise CommandError(source.problem)
        if not options["dry_run"]:
            source.move_on(ImportState.CHECKED, ImportState.TAKING, by=None)
            self.finish(source)
        self.tell(source, "outcome" if options["dry_run"] else "done")

    def finish(self, source: MemberImport) -> None:
        """With the worker beside it: whoever has the lease goes on, the other waits for the state."""
        while source.is_at_work:
            working.work()
            source.refresh_from_db(fields=["state", "problem"])

    def tell(self, source: MemberImport, field: str) -> None:
        for row in source.rows.filter(**{f"{field}__in": [Outcome.DOUBLE, Outcome.LEFT_OUT]}):
            maybe = [f"Misschien {one['name']}: {one['why']}." for one in row.candidates]
            self.stdout.write(f"Rij {row.place} ({row.title[:60]}): {' '.join([*row.said, *maybe])}")
        counts = {one: source.rows.filter(**{field: one}).count() for one in Outcome}
        said = f"{sum(counts.values())} rijen: " + ", ".join(f"{number} {one.value}" for one, number in counts.items()) + "."
        dry = field == "outcome"
        self.stdout.write(f"Proef, er is niets veranderd. {said} Zie /beheer/leden/inlezen/{source.key}/" if dry else said)

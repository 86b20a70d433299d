"""Take a list of organisations or people in: `manage.py import_members FILE --kind
organisaties|mensen [--dry-run] [--json]`.
"""

import json
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from jmzpro.members.bulk import jobs
from jmzpro.members.bulk.models import ImportKind, ImportRow, ImportState, MemberImport, Outcome
from jmzpro.members.bulk.parser import Entry, Unreadable, entries
from jmzpro.members.bulk.report import Report

ACTIONS = {
    Outcome.NEW: "new",
    Outcome.CHANGED: "changed",
    Outcome.UNCHANGED: "unchanged",
    Outcome.DOUBLE: "double",
    Outcome.LEFT_OUT: "refused",
}


class Command(BaseCommand):
    help = (
        "Takes a list in as the office does: a report of each row first, then what it says. Who "
        "may be a double is left out: "
        "pick those in /beheer/. Nobody is invited. A second time only what changed is changed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file", type=Path, help="a .csv or .xlsx file; docs/operations.md describes the columns"
        )
        parser.add_argument(
            "--kind",
            choices=ImportKind.values,
            default=ImportKind.ORGANISATIONS,
            help="what the rows are",
        )
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="make the report only; it waits in /beheer/ to be carried out",
        )
        parser.add_argument(
            "--json",
            action="store_true",
            help="with --dry-run: print each row as JSON instead, and keep nothing",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            data = path.read_bytes()
        except OSError as error:
            raise CommandError(f"{path} kan niet worden gelezen: {error.strerror}.") from error
        if options["json"]:
            if not options["dry_run"]:
                raise CommandError(
                    "--json hoort bij --dry-run: het toont wat er zou gebeuren, en verandert niets."
                )
            self.show(options["kind"], data)
            return
        source = MemberImport.objects.create(kind=options["kind"], name=path.name[:120], data=data)
        self.finish(source)
        if source.state == ImportState.UNREADABLE:
            raise CommandError(source.problem)
        if not options["dry_run"]:
            source.move_on(ImportState.CHECKED, ImportState.TAKING, by=None)
            self.finish(source)
        self.tell(source, "outcome" if options["dry_run"] else "done")

    def show(self, kind: str, data: bytes) -> None:
        """What becomes of each row, what was dropped and why. Nothing is written."""
        try:
            found = entries(data, kind)
        except Unreadable as problem:
            raise CommandError(str(problem)) from problem
        rows = list(Report(MemberImport(kind=kind)).rows(found))
        told = [shown(row, entry) for row, entry in zip(rows, found, strict=True)]
        counts = Counter(row["action"] for row in told)
        self.stdout.write(
            json.dumps(
                {"dry_run": True, "counts": counts, "rows": told},
                ensure_ascii=False,
                indent=1,
                default=str,
            )
        )

    def finish(self, source: MemberImport) -> None:
        """With the worker beside it: whoever has the lease goes on, the other waits for the
        state.
        """
        while source.is_at_work:
            jobs.work()
            source.refresh_from_db(fields=["state", "problem"])

    def tell(self, source: MemberImport, field: str) -> None:
        for row in source.rows.filter(**{f"{field}__in": [Outcome.DOUBLE, Outcome.LEFT_OUT]}):
            maybe = [f"Misschien {one['name']}: {one['why']}." for one in row.candidates]
            self.stdout.write(
                f"Rij {row.place} ({row.title[:60]}): {' '.join([*row.said, *maybe])}"
            )
        counts = {one: source.rows.filter(**{field: one}).count() for one in Outcome}
        said = (
            f"{sum(counts.values())} rijen: "
            + ", ".join(f"{number} {one.value}" for one, number in counts.items())
            + "."
        )
        dry = field == "outcome"
        self.stdout.write(
            f"Proef, er is niets veranderd. {said} Zie /beheer/leden/inlezen/{source.key}/"
            if dry
            else said
        )


def shown(row: ImportRow, entry: Entry) -> dict[str, Any]:
    """One row of `--json`; the shape is that of import_publications."""
    reason = "Deze kolom kennen we niet; we lezen die niet in."
    return {
        "row": row.place,
        "action": ACTIONS[Outcome(row.outcome)],
        "title": row.title,
        "becomes": row.values,
        "changes": row.changes,
        "dropped": [
            {"field": heading, "value": value, "reason": reason}
            for heading, value in entry.unread.items()
        ],
        "asks": [
            {"id": one["pk"], "title": one["name"], "why": one["why"]} for one in row.candidates
        ],
        "reasons": row.said,
    }

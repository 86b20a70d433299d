"""Take publications in from a file: `manage.py import_publications FILE [--dry-run] [--json]
[--doubles WHAT] [--concept]`.
"""

import json
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from jmzpro.library.bulk.entry import Entry, Unreadable
from jmzpro.library.bulk.importer import (
    ANOTHER,
    CHANGED,
    DOUBLE,
    NEW,
    OUTCOMES,
    SAME,
    WRONG,
    Taken,
    take,
)
from jmzpro.library.bulk.parser import entries

# What to do with what may be a double: leave it out, take it for the same, or for another.
DOUBLES = {"skip": "", "same": SAME, "new": ANOTHER}


class Everywhere(dict[str, str]):
    """One answer for every row."""

    def __init__(self, answer: str) -> None:
        super().__init__()
        self.answer = answer

    def get(self, key: str, default: Any = None) -> Any:
        return self.answer or default


class Command(BaseCommand):
    help = (
        "Takes publications in. A second time only what changed is changed; a bad value is told, "
        "and the rest stays."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file",
            type=Path,
            help=(
                "a .ris, .bib, .nbib, .csv, .json or .jsonl file; docs/operations.md describes them"
            ),
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would happen, and change nothing"
        )
        parser.add_argument(
            "--json",
            action="store_true",
            help="print each row as JSON: what it becomes, what was dropped and why",
        )
        parser.add_argument(
            "--doubles",
            choices=DOUBLES,
            default="skip",
            help="what to do with what may be there already (default: skip)",
        )
        parser.add_argument(
            "--concept",
            action="store_true",
            help="keep new items as concepts instead of putting them on the site",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        found = read(options["file"])
        answers = Everywhere(DOUBLES[options["doubles"]])
        taken = list(
            take(
                found,
                by=None,
                to_site=not options["concept"],
                is_dry=options["dry_run"],
                choices=answers,
            )
        )
        counts = Counter(one.outcome for one in taken)
        if options["json"]:
            told = {
                "dry_run": options["dry_run"],
                "counts": dict(counts),
                "rows": [one.told() for one in taken],
            }
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=1, default=str))
            return
        for one in taken:
            self.tell(one, is_wordy=options["verbosity"] > 1)
        said = (
            f"{len(found)} rijen: "
            + ", ".join(f"{counts[outcome]} {outcome}" for outcome in OUTCOMES)
            + "."
        )
        if counts[DOUBLE]:
            said += f" {counts[DOUBLE]} misschien dubbel: geef --doubles same of --doubles new."
        self.stdout.write(f"Proef, er is niets veranderd. {said}" if options["dry_run"] else said)

    def tell(self, one: Taken, *, is_wordy: bool) -> None:
        named = f" ({one.title[:60]})" if one.title else ""
        if one.outcome in {WRONG, DOUBLE}:
            like = "".join(f" Er is al: {item['title']} ({item['why']})." for item in one.asks)
            self.stdout.write(f"Rij {one.place}{named}: {' '.join(one.problems)}{like}")
        elif one.outcome in {NEW, CHANGED} and is_wordy:
            changes = f": {', '.join(one.changes)}" if one.changes else ""
            self.stdout.write(f"Rij {one.place}{named} {one.outcome}{changes}")
        for dropped in one.dropped:
            self.stdout.write(
                f"Rij {one.place}{named}, niet overgenomen: {dropped['field']} {dropped['reason']}"
            )


def read(path: Path) -> list[Entry]:
    try:
        return entries(path.read_bytes(), path.suffix.lower().lstrip("."))
    except OSError as error:
        raise CommandError(f"{path} kan niet worden gelezen: {error.strerror}.") from error
    except Unreadable as problem:
        raise CommandError(str(problem)) from problem

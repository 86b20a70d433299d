"""Show what would come of a raw mail: `manage.py read_mail FILE [--json]`. Keeps nothing, sends
nothing.
"""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from jmzpro.mail.incoming.report import KINDS, STANDINGS, Report, report_of
from jmzpro.mail.incoming.verdicts import MOST_BYTES


class Command(BaseCommand):
    help = (
        "Prints what would come of a raw mail: its kind, who sent it, the text that would be "
        "placed and what was left off."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="a raw message (RFC 5322, .eml); - reads standard input")
        parser.add_argument(
            "--json", action="store_true", help="print one JSON object; docs/e-mail.md describes it"
        )
        parser.add_argument(
            "--recipient",
            action="append",
            default=[],
            help="the envelope's recipient; may be given more than once",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        report = report_of(content_of(options["file"]), options["recipient"])
        if options["json"]:
            self.stdout.write(json.dumps(report.as_json(), ensure_ascii=False, indent=2))
        else:
            self.stdout.write(described(report))


def content_of(name: str) -> bytes:
    try:
        raw = sys.stdin.buffer.read(MOST_BYTES + 1) if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise CommandError(f"{name} kan niet worden gelezen: {error.strerror}.") from error
    if not raw.strip():
        raise CommandError("Er staat geen mail in.")
    if len(raw) > MOST_BYTES:
        raise CommandError("De mail is groter dan 10 MB. Zo’n mail weigeren we.")
    return raw


def described(report: Report) -> str:
    lines = [
        f"Soort: {KINDS[report.kind]} ({report.kind})",
        f"Afzender: {STANDINGS[report.standing]} ({report.standing})",
    ]
    if report.kind == "away":
        lines.append(
            f"Weer terug: {report.away_until:%d-%m-%Y}"
            if report.away_until
            else "Weer terug: niet te lezen"
        )
    lines += (
        ["", "Wat er geplaatst zou worden:", report.text]
        if report.text
        else ["", "Er zou niets geplaatst worden."]
    )
    for one in report.left_off:
        lines += ["", f"Weggelaten ({one.rule}):", one.text]
    return "\n".join(lines)

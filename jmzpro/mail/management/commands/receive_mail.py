"""Take one mail from standard input, for a mail server that pipes: exits with the codes of
sysexits.h.
"""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from jmzpro.mail.incoming.intake import receive
from jmzpro.mail.incoming.verdicts import MOST_BYTES, OutcomeKind
from jmzpro.trust.installation import is_demo

EX_OK, EX_DATAERR, EX_TEMPFAIL = 0, 65, 75


class Command(BaseCommand):
    help = (
        "Takes a raw mail from standard input. Exit codes: 0 taken, 65 refused for good, 75 try "
        "again later."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--recipient",
            action="append",
            default=[],
            help="the envelope's recipient; may be given more than once",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        raw = sys.stdin.buffer.read(MOST_BYTES + 1)
        if not raw.strip():
            self.stderr.write("No mail on standard input.")
            sys.exit(EX_DATAERR)
        outcomes = [
            receive(raw, recipients=to, trusted=is_demo())
            for to in ([[one] for one in options["recipient"]] or [[]])
        ]
        for outcome in outcomes:
            self.stdout.write(outcome.status)
        if any(not outcome.is_ours for outcome in outcomes):
            sys.exit(EX_TEMPFAIL)
        sys.exit(
            EX_DATAERR
            if all(outcome.kind is OutcomeKind.TOO_LARGE for outcome in outcomes)
            else EX_OK
        )

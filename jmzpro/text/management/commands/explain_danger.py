"""Show why a text tells of danger, or does not: `manage.py explain_danger FILE`. Keeps nothing."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from jmzpro.text.guard.danger import HEARD, IN_DOUBT, has_acute_danger, is_known, told
from jmzpro.text.guard.danger_weights import Weighed, taken_apart, weights

MOST_FEATURES = 12


class Command(BaseCommand):
    help = (
        "Prints whether a text tells of danger, and what speaks for it and against it in each "
        "sentence."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file",
            help=(
                "a text (UTF-8); - reads standard input, which leaves no trace in a shell's history"
            ),
        )

    def handle(self, *args: Any, **options: Any) -> None:
        text = content_of(options["file"])
        lines = [f"Gevaar: {'ja' if has_acute_danger(text) else 'nee'}"]
        lines.append(
            f"Staat in de tabel: {'ja' if is_known(text) else 'nee'} (telt vanaf {IN_DOUBT})"
        )
        lines.append(
            f"Weegt genoeg boven {HEARD}; een zin zonder iets weegt {weights()['bias']:+.2f}"
        )
        for part in sorted(taken_apart(told(text)), key=lambda part: -part.weight):
            lines += ["", *described(part)]
        self.stdout.write("\n".join(lines))


def content_of(name: str) -> str:
    try:
        return sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{name} kan niet worden gelezen: {error}.") from error


def described(part: Weighed) -> list[str]:
    """One window, with what weighs most in it."""
    return [
        f"{part.weight:+.2f}  {' '.join(part.words)}",
        *(f"    {weight:+.2f}  {name}" for name, weight in part.features[:MOST_FEATURES]),
    ]

"""`manage.py add_starter_pages`: the starter pages of this version that the site was never
given. What stands is never written over.
"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from jmzpro.pages.bootstrap import add_starters
from jmzpro.pages.models import HomePage


class Command(BaseCommand):
    help = (
        "Adds starter pages that this site never had. Pages that exist, and pages that an editor "
        "took away, are left as they are."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--again",
            metavar="ADDRESS",
            default="",
            help="give this page once more (/over/) after it was taken away",
        )

    def handle(self, *args: Any, again: str, **options: Any) -> None:
        home = HomePage.objects.filter(locale__language_code="nl").first()
        if home is None:
            raise CommandError(
                "There is no site yet. Make it first: manage.py bootstrap --email YOUR@ADDRESS"
            )
        added = add_starters(home, again=again)
        for address in added:
            self.stdout.write(address)
        self.stdout.write(f"{len(added)} pages added.")

"""`manage.py prepare`: what must be so before the site can serve. `manage.py run` calls it when
something changed.
"""

from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from jmzpro.office.bootstrap import make_roles
from jmzpro.pages.bootstrap import keep_first_versions
from jmzpro.trust import installation
from jmzpro.work import preparation, start_check
from jmzpro.work.lifeline import die_with_parent


class Command(BaseCommand):
    help = (
        "Brings the database and the static files up to date. --demo fills an empty database "
        "with the demo network."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--demo",
            action="store_true",
            help="when the database is empty, fill it with the demo network",
        )
        parser.add_argument(
            "--child", action="store_true", help="end when the process that started this one ends"
        )

    def handle(self, *args: Any, demo: bool, child: bool, **options: Any) -> None:
        if child:
            die_with_parent()
        migrated = preparation.migrate()
        if migrated:
            self.stdout.write("The database is ready.")
        if preparation.collect_static():
            self.stdout.write("The static files are ready.")
        if not installation.is_made():
            if not demo:
                raise CommandError(
                    "This database is empty. Make the network first: manage.py bootstrap "
                    "--email YOUR@ADDRESS"
                )
            call_command("bootstrap", demo=True, stdout=self.stdout)
        elif migrated:
            make_roles()  # what a new version added may need rights
            keep_first_versions()
        start_check.write_note(is_demo=installation.is_demo())

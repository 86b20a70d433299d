"""`manage.py bootstrap --email YOU@…`: make an empty database usable. `--demo` makes the demo
network instead.
"""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.module_loading import import_string

from jmzpro.office.bootstrap import bootstrap, make_administrator
from jmzpro.office.first_login import first_login_url
from jmzpro.trust import installation
from jmzpro.work import preparation


class Command(BaseCommand):
    help = (
        "Makes roles, the page root and the first administrator; with --demo the demo network. "
        "May be run again without harm."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--email", help="the first administrator's address")
        parser.add_argument(
            "--demo",
            action="store_true",
            help="make a demo network: invented people, one-click login, no mail leaves",
        )

    def handle(self, *args: Any, email: str | None, demo: bool, **options: Any) -> None:
        refuse_what_cannot_be(email, demo)
        preparation.migrate()
        if demo:
            self.make_demo()
        else:
            self.make_production(str(email).strip().lower())

    def make_demo(self) -> None:
        if installation.is_made():
            refuse_other_kind(is_demo=True)
            self.stdout.write("The demo network stands already; nothing was changed.")
            return
        self.stdout.write("Making the demo network ...")
        self.stdout.flush()
        with transaction.atomic():
            bootstrap(is_demo=True)
            import_string(settings.DEMO_NETWORK)()
        self.stdout.write("The demo network is ready.")

    def make_production(self, email: str) -> None:
        refuse_other_kind(is_demo=False)
        with transaction.atomic():
            bootstrap(is_demo=False)
            user, is_new = make_administrator(email)
        self.stdout.write(
            f"Ready. {email} is "
            f"{'the administrator' if is_new else 'an administrator (the account was there already)'}."  # noqa: E501
        )
        self.stdout.write(
            f"Log in at {settings.BASE_URL}/inloggen/ with a code that is mailed to that address."
        )
        self.stdout.write(
            "Is mail not set up yet? This address logs in once, within 30 minutes: "
            f"{first_login_url(user)}"
        )


def refuse_what_cannot_be(email: str | None, demo: bool) -> None:
    if demo:
        if email:
            raise CommandError(
                "A demo network has its own administrator: leave out --email, or leave out --demo."
            )
        return
    try:
        validate_email((email or "").strip())
    except ValidationError as error:
        raise CommandError(
            "Who is the first administrator? manage.py bootstrap --email YOUR@ADDRESS"
        ) from error


def refuse_other_kind(*, is_demo: bool) -> None:
    """What a database is for was decided when it was made."""
    if installation.is_made() and installation.is_demo() != is_demo:
        now, asked = (
            ("a demo network", "a real one")
            if installation.is_demo()
            else ("a real network", "a demo")
        )
        raise CommandError(
            f"This database is {now} and cannot become {asked}. Give the new one a database "
            "of its own: docs/operations.md"
        )

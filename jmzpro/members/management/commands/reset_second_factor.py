from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from jmzpro.members.account import emails, sessions
from jmzpro.members.models import User
from jmzpro.trust import audit


class Command(BaseCommand):
    help = (
        "Takes away the passkeys, app and recovery codes of somebody who lost them, ends the "
        "sessions and tells the owner by mail."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    @transaction.atomic
    def handle(self, *args: Any, email: str, **options: Any) -> None:
        user = User.objects.filter(email__iexact=email).first()
        if user is None:
            raise CommandError(f"No account has the address {email}.")
        Authenticator.objects.filter(user=user).delete()
        sessions.end_all(user)
        emails.send_security_notice(
            user,
            "De beheerder heeft je passkeys en codes weggehaald. Log in en stel ze opnieuw in.",
        )
        audit.record("account.second_factor_reset", user, by=None)
        self.stdout.write(
            f"{user.email} can log in by mailed code and set up a second factor again."
        )

"""The mails about an account. One function a message."""

from typing import Any

from django.db import transaction
from django.utils.crypto import get_random_string

from jmzpro.mail import outbox


def send_login_code(email: str, code: str, *, user: Any, is_real: bool) -> None:
    """The code to log in with. For an address nobody has (`is_real=False`) the same work is done and undone: no mail, no difference in time."""
    with transaction.atomic():
        outbox.send(
            outbox.Message(
                cause=f"login-code:{get_random_string(20)}",
                to=email,
                subject=f"Je inlogcode: {in_halves(code)}",
                template="members/mail/login_code",
                reason="Je krijgt deze mail omdat iemand met dit adres wil inloggen op JMZ Pro.",
                context={"code": in_halves(code)},
                user=user,
                is_urgent=True,
            )
        )
        if not is_real:
            transaction.set_rollback(True)


def in_halves(code: str) -> str:
    """`12345678` as it is read aloud and typed: `1234 5678`."""
    middle = len(code) // 2
    return f"{code[:middle]} {code[middle:]}"

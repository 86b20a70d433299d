"""The mails about an account. One function a message."""

from typing import Any
from urllib.parse import urlencode

from django.db import transaction
from django.urls import reverse
from django.utils.crypto import get_random_string

from jmzpro.mail import outbox
from jmzpro.mail.composition import absolute


def send_login_code(email: str, code: str, *, user: Any, is_real: bool) -> None:
    """The code to log in with. For an address nobody has (`is_real=False`) the same is done and
    undone: no mail, as long an answer.
    """
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


def send_security_notice(user: Any, what: str) -> None:
    """Tells somebody that a way into the account changed: `what` is the sentence."""
    outbox.send(
        outbox.Message(
            cause=f"security:{get_random_string(20)}",
            to=user.email,
            subject="Er is iets veranderd in hoe je inlogt",
            template="members/mail/security_notice",
            reason=(
                "Je krijgt deze mail omdat er iets veranderde in de beveiliging van je account "
                "bij JMZ Pro."
            ),
            context={
                "what": what,
                "url": absolute(reverse("members:security")),
                "label": "Bekijk je beveiliging",
            },
            user=user,
            is_urgent=True,
        )
    )


def send_invitation(person: Any, cause: str, by: Any = None) -> None:
    """Asks somebody whom the office or a colleague added to log in for the first time."""
    adds = (
        f"{by.person.name} van {person.organisation}"
        if is_colleague(by, person)
        else "het bureau van JMZ Pro"
    )
    outbox.send(
        outbox.Message(
            cause=cause,
            to=person.user.email,
            subject="Welkom bij JMZ Pro: log in en vertel waar je van weet",
            template="members/mail/invitation",
            reason=f"Je krijgt deze mail omdat {adds} je heeft toegevoegd als {person.name}.",
            context={
                "person": person,
                "url": first_login(),
                "label": "Log in",
            },
            user=person.user,
        )
    )


def first_login() -> str:
    """Where an invitation leads: log in, and say in a minute what you know."""
    return absolute(f"{reverse('members:login')}?{urlencode({'next': reverse('members:welcome')})}")


def is_colleague(by: Any, person: Any) -> bool:
    """Of the same organisation, and not of the office."""
    adder = getattr(by, "person", None)
    return (
        adder is not None
        and not by.is_staff
        and person.organisation is not None
        and adder.organisation_id == person.organisation_id
    )

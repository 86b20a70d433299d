"""Who of the office is on duty, and the mail that calls them."""

from datetime import date
from typing import Any

from django.utils import timezone

from jmzpro.kit import dutch
from jmzpro.mail import outbox
from jmzpro.members.access import is_office
from jmzpro.members.models import User
from jmzpro.trust.duty import OFFICES, Bell, Call, standing_in
from jmzpro.trust.offices import Office

REASON = "Je krijgt deze mail omdat je dienst hebt voor het bureau van JMZ Pro."


def on_duty(day: date) -> list[User]:
    """Who stands in today, alone when one of them is of the Bureau and can open everything; else
    with all who decide.
    """
    stand_ins: list[User] = standing_in(day)
    if any(is_office(user, Office.BUREAU) for user in stand_ins):
        return stand_ins
    return [*stand_ins, *(user for user in who_decide() if user not in stand_ins)]


def who_decide() -> list[User]:
    """Moderatie and Bureau; in a network where nobody has a role yet, the administrators."""
    users = User.objects.filter(is_active=True).select_related("person").order_by("pk")
    decide = [
        user
        for user in users.filter(groups__name__in=OFFICES).distinct()
        if is_office(user, *OFFICES)
    ]
    return decide or list(users.filter(is_superuser=True))


def ring(call: Call) -> int:
    """Mail everybody who is on duty: urgent, so that it goes before all else."""
    told = on_duty(timezone.localdate(call.at))
    return len(outbox.send_many([calling(call, user) for user in told]))


def calling(call: Call, user: Any) -> outbox.Message:
    return outbox.Message(
        cause=f"duty:{call.cause}",
        to=user.email,
        user=user,
        subject=f"{call.what}: {call.where}",
        template="office/mail/on_duty",
        reason=REASON,
        context={"call": call, "moment": dutch.moment(call.at)},
        is_urgent=True,
    )


BELL = Bell(key="mail", ring=ring)

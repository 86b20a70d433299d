"""Who of the office is on duty, and the mail that calls them."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from jmzpro.kit import dutch
from jmzpro.mail import outbox
from jmzpro.members.access import is_office
from jmzpro.members.models import User
from jmzpro.trust.duty import OFFICES, Bell, Call, standing_in

REASON = "Je krijgt deze mail omdat je dienst hebt voor het bureau van JMZ Pro."


def on_duty(day: date) -> list[User]:
    """Who stands in today; and when none of those can open the queue, the office that decides as well."""
    stand_ins: list[User] = standing_in(day)
    if any(is_office(user, *OFFICES) for user in stand_ins):
        return stand_ins
    return [*stand_ins, *(user for user in of_the_office() if user not in stand_ins)]


def of_the_office() -> list[User]:
    """The first office that has anybody; in a network where nobody has a role yet, the administrators."""
    for office in OFFICES:
        if found := decided_by(User.objects.filter(groups__name=office)):
            return found
    return list(User.objects.filter(is_superuser=True, is_active=True).order_by("pk"))


def decided_by(users: QuerySet[User]) -> list[User]:
    """Those of these accounts that can open the queue now."""
    return [user for user in users.filter(is_active=True).select_related("person").order_by("pk") if is_office(user, *OFFICES)]


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

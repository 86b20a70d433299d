"""A training with a desk, and people who register for it."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from django.utils import timezone

from jmzpro.agenda.activity import schedule
from jmzpro.agenda.choices import Registration as How
from jmzpro.agenda.models import Activity
from jmzpro.agenda.registration import booking, rescheduling
from jmzpro.agenda.registration.booking import RegistrationInput
from jmzpro.agenda.registration.models import Desk, Registration
from jmzpro.testing.samples import make_activity

PROFESSIONALS = {
    "for_young_carers": False,
    "age_from": None,
    "age_to": None,
    "for_professionals": True,
    "kind": "training",
}


def make_training(
    cast: SimpleNamespace,
    title: str = "Training signalen zien",
    *,
    activity: Any = None,
    **desk: Any,
) -> Desk:
    """For professionals, of `brug`, in two weeks, with three places unless told otherwise."""
    made = make_activity(
        cast, title, **{**PROFESSIONALS, "registration": How.HERE, **(activity or {})}
    )
    return Desk.objects.create(activity=made, **{"capacity": 3, **desk})


def make_children_day(cast: SimpleNamespace, **desk: Any) -> Desk:
    return Desk.objects.create(
        activity=make_activity(cast, registration=How.HERE),
        **{"capacity": 3, "largest_group": 4, **desk},
    )


def sign_up(
    desk: Desk,
    who: str,
    people: int = 1,
    *,
    is_proven: bool = True,
    source: str = "",
    **told: Any,
) -> Registration:
    """`who@deelnemer.example`, with as many names as people; an address that we know, unless
    told otherwise.
    """
    names = [who.capitalize(), *(f"Collega {number} van {who}" for number in range(1, people))]
    given = RegistrationInput(
        email=f"{who}@deelnemer.example", people=people, **{"names": names, **told}
    )
    return booking.register(desk, given, is_proven=is_proven, source=source)


def state(registration: Registration) -> str:
    return str(booking.main_booking(registration).state)


def move_to_today(activity: Activity) -> None:
    """It is on now: began an hour ago, and goes on for three."""
    now = timezone.now()
    Activity.objects.filter(pk=activity.pk).update(
        starts_at=now - timedelta(hours=1), ends_at=now + timedelta(hours=3)
    )
    refresh(activity)


def move_to_yesterday(activity: Activity) -> None:
    now = timezone.now()
    Activity.objects.filter(pk=activity.pk).update(
        starts_at=now - timedelta(hours=28), ends_at=now - timedelta(hours=24)
    )
    refresh(activity)


def refresh(activity: Activity) -> None:
    schedule.reschedule(activity)
    rescheduling.catch_up()

"""Many people who know of transport, and the worker at another time, for the tests of waves."""

from datetime import datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import time_machine
from django.utils import timezone

from jmzpro.mail.models import OutgoingMail
from jmzpro.members.models import Person, Standing, User
from jmzpro.places.models import Province
from jmzpro.questions.models import Question
from jmzpro.questions.routing import waves
from jmzpro.themes.models import Theme

HERE = ZoneInfo("Europe/Amsterdam")
TUESDAY = datetime(2027, 3, 2, 10, 0, tzinfo=HERE)


def make_crowd(cast: SimpleNamespace, number: int) -> list[Person]:
    transport = Theme.objects.get(slug="vervoer")
    made = []
    for place in range(number):
        user = User.objects.create_user(f"lid{place}@cast.example")
        person = Person.objects.create(
            user=user, name=f"Lid {place}", organisation=cast.wad, welcomed_at=timezone.now()
        )
        person.themes.add(transport)
        made.append(person)
    return made


def sweep_at(moment: datetime) -> None:
    """The worker looks three times: that is no more than once."""
    with time_machine.travel(moment, tick=False):
        for _ in range(3):
            waves.work_through()


def told_the_office(question: Question) -> list[str]:
    return sorted(
        OutgoingMail.objects.filter(cause=f"unanswered:question/{question.pk}").values_list(
            "to", flat=True
        )
    )


def colleagues(role: str, province: str, number: int = 5) -> list[Person]:
    """So many more with this role there, so that role and part of the country point at nobody."""
    where = Province.objects.get(slug=province)
    accounts = [
        User.objects.create_user(f"{role}{place}@{province}.example") for place in range(number)
    ]
    told = {"role": role, "province": where, "standing": Standing.ALLIANCE}
    return [
        Person.objects.create(user=user, name=f"Collega {place}", **told)
        for place, user in enumerate(accounts)
    ]

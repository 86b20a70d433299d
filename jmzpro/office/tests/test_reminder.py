"""What waits is told once a working day to who decides about it, and to nobody when nothing
waits.
"""

from collections.abc import Iterator
from datetime import datetime
from types import SimpleNamespace

import pytest
import time_machine
from django.conf import settings
from django.contrib.auth.models import Group
from django.test import Client

from jmzpro.mail.models import OutgoingMail
from jmzpro.members.models import User
from jmzpro.office import reminder
from jmzpro.office.bootstrap import make_roles
from jmzpro.office.tests.waiting import samples
from jmzpro.questions.models import ClosedDays
from jmzpro.questions.tests.crowds import HERE

MONDAY = datetime(2027, 3, 8, 8, 5, tzinfo=HERE)


@pytest.fixture(autouse=True)
def monday(cast: SimpleNamespace) -> Iterator[time_machine.Traveller]:
    make_roles()
    cast.beheer.user.groups.clear()
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


def told() -> dict[str, str]:
    mails = OutgoingMail.objects.filter(template="office/mail/waiting").order_by("pk")
    return {mail.to: mail.text for mail in mails}


def waits(cast: SimpleNamespace, *kinds: str) -> None:
    for number, kind in enumerate(kinds):
        samples()[kind](cast, number)


def test_each_hears_of_what_is_theirs(cast: SimpleNamespace) -> None:
    waits(cast, "bericht", "bericht", "library-submissions", "question-reports")
    reminder.work()
    texts = told()
    assert set(texts) == {one.user.email for one in (cast.anouk, cast.pieter, cast.ilse)}
    assert "Er wachten 3 dingen op een besluit." in texts[cast.anouk.user.email]
    assert "Bericht aan het bureau: 2" in texts[cast.anouk.user.email]
    assert "Er wacht 1 ding op een besluit." in texts[cast.ilse.user.email]
    assert "Ingestuurd voor de Kennisbank: 1" in texts[cast.ilse.user.email]
    assert "Waar vind ik" not in "".join(texts.values()), "never the words of who wrote"


def test_nothing_waits_and_nobody_is_mailed(cast: SimpleNamespace) -> None:
    reminder.work()
    assert not told()


def test_once_a_day_however_often_the_worker_begins(
    cast: SimpleNamespace, monday: time_machine.Traveller
) -> None:
    waits(cast, "bericht")
    for hour in (8, 8, 9, 11):
        monday.move_to(MONDAY.replace(hour=hour))
        reminder.work()
    assert OutgoingMail.objects.filter(template="office/mail/waiting").count() == 1
    monday.move_to(MONDAY.replace(day=9))
    reminder.work()
    assert OutgoingMail.objects.filter(template="office/mail/waiting").count() == 2


@pytest.mark.parametrize(
    "moment",
    [
        MONDAY.replace(hour=7, minute=59),
        MONDAY.replace(hour=12, minute=0),
        MONDAY.replace(day=13),  # a Saturday
        MONDAY.replace(day=29),  # Easter Monday
        MONDAY.replace(day=10),  # closed
    ],
)
def test_not_outside_the_hours_and_days_of_work(
    cast: SimpleNamespace, monday: time_machine.Traveller, moment: datetime
) -> None:
    ClosedDays.objects.create(
        name="studiedag",
        starts_on=MONDAY.replace(day=10).date(),
        ends_on=MONDAY.replace(day=10).date(),
    )
    waits(cast, "bericht")
    monday.move_to(moment)
    reminder.work()
    assert not told()


def test_who_wants_it_no_more_presses_once(
    cast: SimpleNamespace, monday: time_machine.Traveller
) -> None:
    waits(cast, "bericht")
    reminder.work()
    mail = OutgoingMail.objects.get(template="office/mail/waiting")
    stop = mail.unsubscribe_url.removeprefix(settings.BASE_URL)
    assert Client().post(stop, {"List-Unsubscribe": "One-Click"}).status_code == 200
    monday.move_to(MONDAY.replace(day=9))
    reminder.work()
    assert OutgoingMail.objects.filter(template="office/mail/waiting").count() == 1


def test_who_has_no_role_any_more_hears_nothing(cast: SimpleNamespace) -> None:
    waits(cast, "bericht")
    cast.anouk.user.groups.clear()
    reminder.work()
    assert cast.anouk.user.email not in told()


def test_a_network_where_nobody_has_a_role_tells_its_administrator(cast: SimpleNamespace) -> None:
    waits(cast, "bericht")
    for group in Group.objects.all():
        group.user_set.clear()
    reminder.work()
    assert set(told()) == set(
        User.objects.filter(is_superuser=True, is_active=True).values_list("email", flat=True)
    )

"""Who is on duty hears at once where, when and where to read it."""

from datetime import date, datetime
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Group

from jmzpro.mail.models import OutgoingMail
from jmzpro.members.models import Person
from jmzpro.questions.models import StandIn
from jmzpro.questions.tests.crowds import HERE
from jmzpro.trust import duty

NIGHT = datetime(2027, 3, 9, 23, 40, tzinfo=HERE)


def call(cause: str = "toy:1") -> duty.Call:
    return duty.Call(
        cause,
        "Woorden van gevaar",
        "Bericht aan het bureau",
        NIGHT,
        "/beheer/wachtrij/?soort=gevaar",
    )


def told() -> list[str]:
    return sorted(OutgoingMail.objects.values_list("to", flat=True))


def stand_in(person: Person) -> None:
    StandIn.objects.create(person=person, starts_on=date(2027, 3, 8), ends_on=date(2027, 3, 12))


def test_all_who_decide_hear_it_when_nobody_stands_in(cast: SimpleNamespace) -> None:
    assert duty.tell(call()) == 3
    assert told() == sorted(person.user.email for person in (cast.anouk, cast.pieter, cast.beheer))


def test_the_mail_holds_where_when_and_a_link_and_goes_before_all_else(
    cast: SimpleNamespace,
) -> None:
    duty.tell(call())
    mail = OutgoingMail.objects.first()
    assert mail is not None
    assert mail.is_urgent
    assert mail.subject == "Woorden van gevaar: Bericht aan het bureau"
    assert "dinsdag 9 maart 2027, 23.40 uur" in mail.text
    assert "/beheer/wachtrij/?soort=gevaar" in mail.text


def test_who_stands_in_and_can_open_everything_hears_it_alone(cast: SimpleNamespace) -> None:
    stand_in(cast.anouk)
    assert duty.tell(call()) == 1
    assert told() == [cast.anouk.user.email]


@pytest.mark.parametrize("name", ["els", "pieter"])
def test_a_stand_in_who_cannot_hears_it_beside_those_who_can(
    cast: SimpleNamespace, name: str
) -> None:
    stand_in(getattr(cast, name))
    duty.tell(call())
    assert told() == sorted(
        {
            person.user.email
            for person in (getattr(cast, name), cast.anouk, cast.pieter, cast.beheer)
        }
    )


def test_where_nobody_has_a_role_an_administrator_hears_it(cast: SimpleNamespace) -> None:
    for office in Group.objects.filter(name__in=["Moderatie", "Bureau"]):
        office.user_set.clear()
    assert duty.tell(call()) == 1
    assert told() == [cast.beheer.user.email]


@pytest.mark.parametrize("times", [2, 3])
def test_one_thing_calls_somebody_once(cast: SimpleNamespace, times: int) -> None:
    for _ in range(times):
        duty.tell(call())
    assert OutgoingMail.objects.count() == 3

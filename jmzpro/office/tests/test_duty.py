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
    return duty.Call(cause, "Woorden van gevaar", "Bericht aan het bureau", NIGHT, "/beheer/wachtrij/?soort=gevaar")


def told() -> list[str]:
    return sorted(OutgoingMail.objects.values_list("to", flat=True))


def stand_in(person: Person) -> None:
    StandIn.objects.create(person=person, starts_on=date(2027, 3, 8), ends_on=date(2027, 3, 12))


def test_the_moderators_hear_it_when_nobody_stands_in(cast: SimpleNamespace) -> None:
    assert duty.tell(call()) == 3
    assert told() == sorted(person.user.email for person in (cast.anouk, cast.pieter, cast.beheer))


def test_the_mail_holds_where_when_and_a_link_and_goes_before_all_else(cast: SimpleNamespace) -> None:
    duty.tell(call())
    mail = OutgoingMail.objects.first()
    assert mail is not None
    assert mail.is_urgent
    assert mail.subject == "Woorden van gevaar: Bericht aan het bureau"
    assert "dinsdag 9 maart 2027, 23.40 uur" in mail.text
    assert "/beheer/wachtrij/?soort=gevaar" in mail.text


def test_who_stands_in_and_can_open_the_queue_hears_it_alone(cast: SimpleNamespace) -> None:
    stand_in(cast.pieter)
    assert duty.tell(call()) == 1
    assert told() == [cast.pieter.user.email]


def test_a_stand_in_without_a_role_hears_it_beside_those_who_can_open_it(cast: SimpleNamespace) -> None:
    stand_in(cast.els)
    duty.tell(call())
    assert told() == sorted(person.user.email for person in (cast.els, cast.anouk, cast.pieter, cast.beheer))


def test_without_moderators_the_bureau_hears_it_and_without_that_an_administrator(cast: SimpleNamespace) -> None:
    Group.objects.get(name="Moderatie").user_set.clear()
    duty.tell(call("toy:1"))
    assert told() == sorted(person.user.email for person in (cast.anouk, cast.beheer))
    Group.objects.get(name="Bureau").user_set.clear()
    assert duty.tell(call("toy:2")) == 1
    assert OutgoingMail.objects.get(cause="duty:toy:2").to == cast.beheer.user.email


@pytest.mark.parametrize("times", [2, 3])
def test_one_thing_calls_somebody_once(cast: SimpleNamespace, times: int) -> None:
    for _ in range(times):
        duty.tell(call())
    assert OutgoingMail.objects.count() == 3

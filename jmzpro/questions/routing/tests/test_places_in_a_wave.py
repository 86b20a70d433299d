"""A wave has places: who is not free when it goes is asked when there is room, and never more
people than there are places.
"""

from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from jmzpro.members.models import AlertPace, Person
from jmzpro.questions.models import Question, Step, StepKind
from jmzpro.questions.routing import waves
from jmzpro.questions.routing.selection import FEWEST
from jmzpro.questions.tests.asked import answer, ask
from jmzpro.questions.tests.crowds import TUESDAY, make_crowd, sweep_at, told_the_office

THURSDAY = TUESDAY + timedelta(days=2)


@pytest.fixture(autouse=True)
def _tuesday() -> object:
    with time_machine.travel(TUESDAY, tick=False):
        yield


@pytest.fixture
def crowd(cast: SimpleNamespace) -> list[Person]:
    return make_crowd(cast, 30)


def busy_except(crowd: list[Person], free: int) -> None:
    """All members have pause, but for so many of the crowd."""
    Person.objects.update(paused_until=(TUESDAY + timedelta(days=300)).date())
    let_back(crowd, free)


def let_back(crowd: list[Person], number: int) -> None:
    Person.objects.filter(pk__in=[person.pk for person in crowd[:number]]).update(paused_until=None)


def asked(question: Question, wave: int) -> int:
    return question.alerts.filter(wave=wave).count()


def test_a_second_wave_that_finds_few_free_asks_the_others_when_they_are_back_and_twelve_at_most(
    cast: SimpleNamespace, crowd: list[Person]
) -> None:
    question = ask(cast.sanne)
    busy_except(crowd, 0)
    sweep_at(THURSDAY)
    assert asked(question, 2) == 0
    let_back(crowd, 10)
    some = 10 - question.alerts.filter(person__in=crowd[:10]).count()
    sweep_at(THURSDAY + timedelta(minutes=30))
    assert asked(question, 2) == 0, "it looks again once an hour"
    sweep_at(THURSDAY + timedelta(hours=1))
    assert asked(question, 2) == some
    let_back(crowd, 30)
    for hour in range(2, 6):
        sweep_at(THURSDAY + timedelta(hours=hour))
    assert asked(question, 2) == 12
    sweep_at(TUESDAY + timedelta(days=7))
    assert len(told_the_office(question)) == 2
    assert asked(question, 1) == 6


def test_an_answer_ends_the_looking(cast: SimpleNamespace, crowd: list[Person]) -> None:
    question = ask(cast.sanne)
    busy_except(crowd, 0)
    sweep_at(THURSDAY)
    answer(question, question.alerts.all()[0].person)
    let_back(crowd, 30)
    sweep_at(THURSDAY + timedelta(hours=2))
    assert question.alerts.count() == 6


def test_a_first_wave_without_anybody_free_begins_when_somebody_is(
    cast: SimpleNamespace, crowd: list[Person]
) -> None:
    busy_except(crowd, 0)
    question = ask(cast.sanne)
    assert question.alerts.count() == 0
    let_back(crowd, 30)
    sweep_at(TUESDAY + timedelta(hours=1))
    assert asked(question, 1) == 6
    sweep_at(THURSDAY)
    assert asked(question, 2) == 12


def test_a_pass_brings_in_the_next_person_also_when_that_one_has_to_come_back_first(
    cast: SimpleNamespace, crowd: list[Person]
) -> None:
    question = ask(cast.sanne)
    first, second = (alert.person for alert in question.alerts.all()[:2])
    waves.pass_on(question, first)
    assert question.alerts.count() == 7
    busy_except(crowd, 0)
    waves.pass_on(question, second)
    assert question.alerts.count() == 7
    let_back(crowd, 30)
    sweep_at(TUESDAY + timedelta(hours=2))
    sweep_at(TUESDAY + timedelta(hours=4))
    assert question.alerts.count() == 8


def test_a_pass_by_mail_brings_in_the_next_person(
    client: Client, cast: SimpleNamespace, crowd: list[Person]
) -> None:
    from jmzpro.questions.emails import reply_token

    question = ask(cast.sanne)
    passing = question.alerts.all()[0].person
    token = reply_token(question, passing)
    assert token is not None
    address = reverse("questions:mail-pass", args=[token.token])
    client.get(address)
    assert question.alerts.count() == 6
    for _ in range(2):
        assert client.post(address).status_code == 200
    assert question.alerts.count() == 7


def test_a_few_who_fit_are_not_followed_by_strangers_every_hour(cast: SimpleNamespace) -> None:
    """Nobody but Els knows of grandparents: the places that are left wait for people who do."""
    Person.objects.exclude(
        pk__in=[cast.els.pk, cast.daan.pk, cast.fatima.pk, cast.marijke.pk]
    ).update(alert_pace=AlertPace.NONE)
    question = ask(cast.sanne, themes=("grootouder",), title="Grootouders?", text="Hoe?")
    began = question.alerts.count()
    assert began <= FEWEST
    for hour in range(1, 30):
        sweep_at(TUESDAY + timedelta(hours=hour))
    assert question.alerts.count() == began


def test_when_nobody_was_free_for_the_office_either_its_twelve_come_later(
    cast: SimpleNamespace, crowd: list[Person]
) -> None:
    from jmzpro.questions.unanswered_queue import ask_more

    question = ask(cast.sanne)
    busy_except(crowd, 0)
    sweep_at(TUESDAY + timedelta(days=7))
    with time_machine.travel(TUESDAY + timedelta(days=7, hours=1), tick=False):
        ask_more(
            str(Step.objects.get(question=question, kind=StepKind.OFFICE).pk), by=cast.anouk.user
        )
    let_back(crowd, 30)
    sweep_at(TUESDAY + timedelta(days=7, hours=3))
    assert question.alerts.count() == 18


def test_the_asker_reads_how_it_stands_and_what_comes_next(
    client: Client, cast: SimpleNamespace, crowd: list[Person]
) -> None:
    question = ask(cast.sanne)
    client.force_login(cast.sanne.user)

    def said() -> str:
        return client.get(question.get_absolute_url()).content.decode()

    assert (
        "Gevraagd aan zes leden. Is er donderdag 4 maart nog geen antwoord, dan vragen we "
        "hoogstens twaalf anderen."
    ) in said()
    waves.pass_on(question, question.alerts.all()[0].person)
    assert (
        "Gevraagd aan zeven leden. Eén wist het niet; daarom vroegen we er iemand bij. Is er "
        "donderdag 4 maart"
    ) in said()
    with time_machine.travel(THURSDAY, tick=False):
        waves.work_through()
        assert "Is er dinsdag 9 maart nog geen antwoord, dan denkt het bureau mee." in said()
        answer(question, question.alerts.filter(state="gevraagd")[0].person)
        assert (
            "Gevraagd aan 19 leden. Eén wist het niet; daarom vroegen we er iemand bij." in said()
        )
        client.force_login(cast.els.user)
        assert "wist het niet" not in said()

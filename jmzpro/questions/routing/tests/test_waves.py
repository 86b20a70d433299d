"""What happens with a question that nobody answers, and with one that somebody passes on."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from jmzpro.letters import composition
from jmzpro.letters.models import Follow, Rhythm, Stance
from jmzpro.mail.models import OutgoingMail
from jmzpro.members.models import AlertPace, Person
from jmzpro.questions.models import Alert, ClosedDays, Question, Referral, StandIn, Step, StepKind
from jmzpro.questions.question.progress import progress
from jmzpro.questions.routing import referrals, waves, working_days
from jmzpro.questions.tests.asked import answer, ask
from jmzpro.questions.tests.crowds import HERE, TUESDAY, make_crowd, sweep_at, told_the_office
from jmzpro.themes.models import Theme


@pytest.fixture(autouse=True)
def _tuesday() -> object:
    with time_machine.travel(TUESDAY, tick=False):
        yield


@pytest.fixture
def crowd(cast: SimpleNamespace) -> SimpleNamespace:
    """Forty more people who know of transport."""
    make_crowd(cast, 40)
    return cast


def asked(question: Question) -> int:
    return question.alerts.count()


def test_twelve_more_after_two_working_days_and_the_office_after_five_each_once(
    crowd: SimpleNamespace,
) -> None:
    question = ask(crowd.sanne)
    assert asked(question) == 6
    sweep_at(TUESDAY + timedelta(days=2, minutes=-1))
    assert asked(question) == 6
    sweep_at(TUESDAY + timedelta(days=2))
    assert asked(question) == 18
    sweep_at(TUESDAY + timedelta(days=6, hours=23))
    assert told_the_office(question) == []
    sweep_at(TUESDAY + timedelta(days=7))
    assert told_the_office(question) == [crowd.anouk.user.email, crowd.beheer.user.email]
    assert asked(question) == 18
    assert (
        progress(question, list(question.alerts.all()))
        == "Gevraagd aan 18 leden. Het bureau kijkt mee."
    )


def test_the_asker_reads_by_which_ways_it_went(crowd: SimpleNamespace) -> None:
    question = ask(crowd.sanne)
    named, by_letter = Person.objects.filter(alerts=None)[:2]
    Alert.objects.create(question=question, person=named, reasons=[referrals.NAMED])
    Alert.objects.create(question=question, person=by_letter, in_letter=True)
    said = progress(question, list(question.alerts.all()))
    assert said.startswith(
        "Gevraagd aan acht leden: zes per mail, één in een brief en één omdat een lid "
        "daaraan dacht. Is er donderdag"
    )
    assert progress(question, []).startswith("Nog aan niemand per mail gevraagd. Is er")


def test_an_answer_ends_it(crowd: SimpleNamespace) -> None:
    question = ask(crowd.sanne)
    answer(question, crowd.els)
    sweep_at(TUESDAY + timedelta(days=14))
    assert asked(question) == 6
    assert told_the_office(question) == []


def test_holidays_and_days_that_the_office_is_closed_are_no_working_days(db: None) -> None:
    maundy_thursday = datetime(2027, 3, 25, 15, 0, tzinfo=HERE)
    assert working_days.after(maundy_thursday, 2) == datetime(2027, 3, 31, 15, 0, tzinfo=HERE)
    ClosedDays.objects.create(
        name="Studiedag", starts_on=date(2027, 3, 30), ends_on=date(2027, 3, 31)
    )
    assert working_days.after(maundy_thursday, 2) == datetime(2027, 4, 2, 15, 0, tzinfo=HERE)
    saturday = datetime(2027, 3, 6, 22, 0, tzinfo=HERE)
    assert working_days.after(saturday, 2) == datetime(2027, 3, 10, 9, 0, tzinfo=HERE)


def test_a_stand_in_hears_it_in_the_offices_place(crowd: SimpleNamespace) -> None:
    StandIn.objects.create(person=crowd.els, starts_on=date(2027, 3, 8), ends_on=date(2027, 3, 12))
    question = ask(crowd.sanne)
    sweep_at(TUESDAY + timedelta(days=7))
    assert told_the_office(question) == [crowd.els.user.email]


def test_the_office_finds_it_in_its_queue_and_asks_twelve_more(
    client: Client, crowd: SimpleNamespace
) -> None:
    from jmzpro.questions.unanswered_queue import UNANSWERED, ask_more
    from jmzpro.trust.queue import AlreadyDecided

    question = ask(crowd.sanne)
    assert not UNANSWERED.waiting(crowd.anouk.user)
    sweep_at(TUESDAY + timedelta(days=7))
    assert [one.title for one in UNANSWERED.waiting(crowd.anouk.user)] == [question.title]
    assert not UNANSWERED.waiting(crowd.daan.user)
    step = Step.objects.get(question=question, kind=StepKind.OFFICE)
    ask_more(str(step.pk), by=crowd.anouk.user)
    assert asked(question) == 30
    with pytest.raises(AlreadyDecided):
        ask_more(str(step.pk), by=crowd.anouk.user)


def test_a_pass_brings_in_one_other_and_twice_no_more(crowd: SimpleNamespace) -> None:
    question = ask(crowd.sanne)
    passing = question.alerts.all()[0].person
    assert waves.pass_on(question, passing)
    assert not waves.pass_on(question, passing)
    assert asked(question) == 7


def test_who_mutes_a_theme_is_not_asked_about_it(crowd: SimpleNamespace) -> None:
    Follow.choose(crowd.marijke, "theme", Theme.objects.get(slug="vervoer").pk, Stance.MUTES)
    question = ask(crowd.sanne)
    sweep_at(TUESDAY + timedelta(days=2))
    assert crowd.marijke not in {alert.person for alert in question.alerts.all()}


def test_an_open_question_comes_once_in_the_week_to_who_takes_a_letter_and_never_to_who_wants_none(
    crowd: SimpleNamespace,
) -> None:
    crowd.els.change_pace(AlertPace.WEEKLY)
    question = ask(crowd.sanne)
    composition.send_due()
    for day in range(1, 21):
        with time_machine.travel(TUESDAY + timedelta(days=day), tick=False):
            composition.send_due()
    assert [
        question.title in mail.text for mail in OutgoingMail.objects.filter(user=crowd.els.user)
    ] == [True]
    assert not OutgoingMail.objects.filter(user=crowd.lotte.user).exists()
    assert not Rhythm.objects.filter(person=crowd.lotte).exists()


def test_somebody_who_was_asked_names_another(client: Client, crowd: SimpleNamespace) -> None:
    question = ask(crowd.sanne)
    naming = question.alerts.all()[0].person
    client.force_login(naming.user)
    address = f"/durf-te-vragen/{question.number}/vraag-het-aan/"
    found = client.get(f"{address}?naam=Noor").content.decode()
    assert crowd.noor.public_id in found
    client.post(address, {"lid": crowd.noor.public_id, "naam": "Noor"})
    client.post(address, {"lid": crowd.noor.public_id, "naam": "Noor"})
    assert question.alerts.get(person=crowd.noor).reasons == [referrals.NAMED]
    assert OutgoingMail.objects.filter(user=crowd.noor.user).count() == 1
    assert client.post(address, {"lid": "bestaat-niet"}).status_code == 422
    for person in (crowd.fatima, crowd.lotte):
        client.post(address, {"lid": person.public_id})
    assert client.post(address, {"lid": crowd.joost.public_id}).status_code == 422
    assert Referral.objects.count() == 3


def test_who_was_not_asked_names_nobody(client: Client, crowd: SimpleNamespace) -> None:
    question = ask(crowd.sanne)
    client.force_login(crowd.lotte.user)
    assert (
        client.post(
            f"/durf-te-vragen/{question.number}/vraag-het-aan/", {"lid": crowd.noor.public_id}
        ).status_code
        == 404
    )


@pytest.mark.parametrize("name", ["youssef", "sanne", "lotte", "joost"])
def test_a_colleague_and_who_pauses_or_wants_none_is_not_asked_and_the_answer_is_the_same(
    client: Client, crowd: SimpleNamespace, name: str
) -> None:
    question = ask(crowd.sanne)
    person = getattr(crowd, name)
    client.force_login(question.alerts.all()[0].person.user)
    response = client.post(
        f"/durf-te-vragen/{question.number}/vraag-het-aan/", {"lid": person.public_id}, follow=True
    )
    assert (
        f"Als {person.name} nu vragen ontvangt, komt deze vraag daar ook."
        in response.content.decode()
    )
    assert not Alert.objects.filter(person=person).exists()


def test_who_was_named_in_a_full_week_is_asked_when_there_is_room(crowd: SimpleNamespace) -> None:
    Person.objects.filter(pk=crowd.noor.pk).update(alerts_per_week=1)
    other = ask(crowd.els, themes=("rouw-en-verlies",))
    Alert.objects.get_or_create(
        question=other, person=crowd.noor, defaults={"created_at": timezone.now()}
    )
    question = ask(crowd.sanne)
    referrals.refer(question.alerts.exclude(person=crowd.noor)[0], crowd.noor)
    assert not question.alerts.filter(person=crowd.noor).exists()
    sweep_at(TUESDAY + timedelta(days=7, minutes=1))
    assert question.alerts.filter(person=crowd.noor).count() == 1

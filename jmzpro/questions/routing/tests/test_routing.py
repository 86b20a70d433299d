"""Who gets a question, and who never."""

from datetime import timedelta
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from jmzpro.mail.models import AddressState
from jmzpro.members.membership import lifecycle
from jmzpro.members.models import AlertPace, Person, User
from jmzpro.questions.models import Alert, Question
from jmzpro.questions.routing import reasons, recipients, waves
from jmzpro.questions.tests.asked import answer, ask
from jmzpro.search.sync import catch_up
from jmzpro.themes.models import Theme


def test_colleagues_the_asker_and_who_is_away_are_never_asked(cast: SimpleNamespace) -> None:
    Person.objects.filter(pk=cast.joost.pk).update(
        paused_until=timezone.localdate() + timedelta(days=1)
    )
    for person in (cast.joost, cast.lotte, cast.nynke, cast.wim, cast.youssef):
        person.themes.add(Theme.objects.get(slug="vervoer"))
    question = ask(cast.sanne)
    asked = {alert.person for alert in question.alerts.all()}
    assert asked == {cast.marijke, cast.daan, cast.team}


def test_who_works_at_an_organisation_that_left_is_asked_no_more_and_what_they_wrote_stays(
    cast: SimpleNamespace,
) -> None:
    question = ask(cast.sanne)
    answered = answer(question, cast.marijke)
    lifecycle.end(cast.wad, by=None)
    assert {alert.person for alert in ask(cast.sanne).alerts.all()}.isdisjoint(
        {cast.marijke, cast.nynke, cast.team}
    )
    answered.refresh_from_db()
    assert answered.author == cast.marijke


def test_an_address_that_refuses_mail_is_not_asked(cast: SimpleNamespace) -> None:
    AddressState.objects.create(address="marijke@cast.example", paused_at=timezone.now())
    assert cast.marijke not in {alert.person for alert in ask(cast.sanne).alerts.all()}


def test_a_daily_or_weekly_reader_is_not_asked_at_once(cast: SimpleNamespace) -> None:
    Person.objects.filter(pk=cast.marijke.pk).update(alert_pace=AlertPace.DAILY)
    assert cast.marijke not in {alert.person for alert in ask(cast.sanne).alerts.all()}


def test_nobody_gets_more_than_the_cap_in_a_week(cast: SimpleNamespace) -> None:
    for _ in range(6):
        ask(cast.sanne)
    assert max(person.alerts.count() for person in Person.objects.all()) == 3
    Alert.objects.update(created_at=timezone.now() - timedelta(days=8))
    assert cast.marijke in {alert.person for alert in ask(cast.sanne).alerts.all()}


def test_nobody_is_asked_twice_for_one_question(cast: SimpleNamespace) -> None:
    question = ask(cast.sanne)
    first = {alert.person_id for alert in question.alerts.all()}
    later = {
        alert.person_id for alert in waves.send_wave(question, wave=2, now=timezone.now(), size=12)
    }
    assert later
    assert not first & later


def test_the_province_counts_when_it_matters(cast: SimpleNamespace) -> None:
    question = ask(cast.sanne, province="friesland")
    alert = question.alerts.get(person=cast.marijke)
    assert "werkt in Friesland" in alert.reasons
    assert "werkt in Friesland" not in ask(cast.sanne).alerts.get(person=cast.marijke).reasons


def test_words_of_a_profile_point_to_somebody(cast: SimpleNamespace) -> None:
    Person.objects.filter(pk=cast.fatima.pk).update(
        brings="Een busje voor zeven kinderen, met chauffeur."
    )
    question = ask(
        cast.sanne,
        title="Wie heeft een busje over?",
        text="Voor een uitje in mei zoeken we vervoer.",
    )
    assert "noemt ‘busje’ in je profiel" in question.alerts.get(person=cast.fatima).reasons


def test_who_answered_an_alike_question_is_asked_again(cast: SimpleNamespace) -> None:
    earlier = ask(cast.els)
    answer(earlier, cast.fatima)
    catch_up()
    question = ask(cast.sanne, title="Vervoer: hoe regelen jullie dat als ouders niet rijden?")
    alert = question.alerts.get(person=cast.fatima)
    assert "antwoordde eerder op een vraag die hierop lijkt" in alert.reasons


def test_when_hardly_anybody_matches_the_reason_says_so(cast: SimpleNamespace) -> None:
    question = ask(
        cast.sanne, title="Wie kent een imker?", text="Voor een middag over bijen.", themes=()
    )
    assert question.alerts.count() == 3
    assert {tuple(alert.reasons) for alert in question.alerts.all()} == {
        ("bent nieuw in het netwerk",)
    }


def test_reasons_are_told_to_one_and_about_all() -> None:
    one = ["hebt ervaring met vervoer", "hebt ervaring met groep", "werkt in Friesland"]
    assert (
        reasons.you(one)
        == "omdat je ervaring hebt met de thema’s ‘vervoer’ en ‘groep’, en in Friesland werkt"
    )
    assert (
        reasons.you(one[1:]) == "omdat je ervaring hebt met het thema ‘groep’ en in Friesland werkt"
    )
    words = ["noemt ‘bus’ in je profiel", "noemt ‘taxi’ in je profiel"]
    assert reasons.you(words) == "omdat je ‘bus’ en ‘taxi’ in je profiel noemt"
    assert reasons.they(reasons.summed([words])) == "noemen ‘bus’ of ‘taxi’ in hun profiel"
    both = reasons.summed([one, ["hebt ervaring met vervoer"], ["bent nieuw in het netwerk"]])
    assert reasons.they(both) == (
        "hebben ervaring met het thema ‘vervoer’ of ‘groep’, of werken in Friesland, of zijn "
        "nieuw in het netwerk"
    )


def test_a_hundred_more_people_cost_no_more_queries(
    cast: SimpleNamespace, django_assert_num_queries: object
) -> None:
    question = ask(cast.sanne)

    def cost() -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as captured:
            recipients.ranking(recipients.Draft.of(Question.objects.get(pk=question.pk)), at_most=6)
        return len(captured)

    before = cost()
    for n in range(50):
        user = User.objects.create_user(f"nieuw{n}@cast.example")
        person = Person.objects.create(
            user=user, name=f"Nieuw {n}", organisation=cast.wad, welcomed_at=timezone.now()
        )
        person.themes.set(Theme.objects.all()[:4])
    assert cost() == before


def test_the_command_explains_and_changes_nothing(cast: SimpleNamespace) -> None:
    question = ask(cast.sanne, themes=("rouw-en-verlies",))
    question.alerts.all().delete()
    out = StringIO()
    call_command("route", str(question.number), "--explain", stdout=out)
    assert "Noor Janssen" in out.getvalue()
    assert "hebt ervaring met rouw en verlies" in out.getvalue()
    assert not question.alerts.exists()
    with pytest.raises(CommandError, match="no question 999"):
        call_command("route", "999")


def test_who_was_named_is_told_of_in_the_plural_when_there_are_several() -> None:
    named = "werd genoemd door iemand die deze vraag ook kreeg"
    assert reasons.you([named]) == "omdat je genoemd werd door iemand die deze vraag ook kreeg"
    assert reasons.they(reasons.summed([["werkt in Utrecht"], [named]])) == (
        "werken in Utrecht, of werden genoemd door iemand die deze vraag ook kreeg"
    )

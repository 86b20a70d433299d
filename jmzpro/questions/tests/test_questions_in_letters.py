"""Questions in somebody's letter: chosen as for mail, told once, and without a word that gives
away who asked without a name.
"""

from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from jmzpro.letters import composition
from jmzpro.letters.models import Follow, Rhythm, Stance, Subscriber
from jmzpro.mail.models import OutgoingMail
from jmzpro.members.models import AlertPace, Person
from jmzpro.questions.models import KeptForLetter, Question
from jmzpro.questions.question import submission
from jmzpro.questions.routing import referrals, waves
from jmzpro.questions.tests.asked import answer, ask, published
from jmzpro.questions.tests.crowds import TUESDAY, make_crowd, sweep_at
from jmzpro.search.sync import catch_up
from jmzpro.themes.models import Theme


@pytest.fixture(autouse=True)
def _tuesday() -> object:
    with time_machine.travel(TUESDAY, tick=False):
        yield


def letters_until(days: int) -> None:
    for hours in range(0, 24 * days + 1, 12):
        with time_machine.travel(TUESDAY + timedelta(hours=hours), tick=False):
            composition.send_due()


def letter_of(person: Person) -> str:
    return "\n".join(
        OutgoingMail.objects.filter(user=person.user, template="letters/mail/letter").values_list(
            "text", flat=True
        )
    )


def reads(person: Person, pace: AlertPace) -> None:
    person.change_pace(pace)
    composition.send_due()


def theme(slug: str) -> Theme:
    return Theme.objects.get(slug=slug)


def test_a_daily_reader_gets_the_question_on_top_of_the_letter_once(cast: SimpleNamespace) -> None:
    reads(cast.marijke, AlertPace.DAILY)
    question = ask(cast.sanne)
    with time_machine.travel(TUESDAY + timedelta(days=1), tick=False):
        composition.send_due()
    letter = OutgoingMail.objects.get(user=cast.marijke.user)
    assert question.title in letter.text
    assert "Je krijgt deze vraag omdat je ervaring hebt met het thema ‘vervoer’." in letter.text
    assert question.alerts.get(person=cast.marijke).in_letter
    cast.marijke.change_pace(AlertPace.AT_ONCE)
    sweep_at(TUESDAY + timedelta(days=2))
    assert OutgoingMail.objects.filter(user=cast.marijke.user).count() == 1


def test_who_reads_letters_is_chosen_by_the_score_and_not_by_the_themes_alone(
    cast: SimpleNamespace,
) -> None:
    """Els states nothing about transport, but answered it before; the letter says so."""
    answer(ask(cast.fatima), cast.els)
    catch_up()
    reads(cast.els, AlertPace.WEEKLY)
    question = ask(cast.sanne, title="Vervoer naar de brusjesmiddag, wie weet raad?")
    kept = KeptForLetter.objects.get(question=question, person=cast.els)
    assert "antwoordde eerder op" in kept.reasons[0]
    letters_until(7)
    assert "Weet jij het?" in letter_of(cast.els)
    assert "Je krijgt deze vraag omdat je eerder antwoordde op" in letter_of(cast.els)
    alert = question.alerts.get(person=cast.els)
    assert (alert.in_letter, alert.reasons) == (True, kept.reasons)
    assert not KeptForLetter.objects.filter(question=question, person=cast.els).exists()


def test_six_readers_at_most_find_it_on_top_and_twelve_more_after_two_working_days(
    cast: SimpleNamespace,
) -> None:
    crowd = make_crowd(cast, 30)
    Person.objects.filter(pk__in=[one.pk for one in crowd]).update(alert_pace=AlertPace.WEEKLY)
    question = ask(cast.sanne)
    assert question.kept_for_letters.count() == 6
    sweep_at(TUESDAY + timedelta(days=2))
    sweep_at(TUESDAY + timedelta(days=2, hours=5))
    assert question.kept_for_letters.count() == 18


def test_a_question_that_was_answered_meanwhile_is_in_no_letter(cast: SimpleNamespace) -> None:
    reads(cast.marijke, AlertPace.WEEKLY)
    question = ask(cast.sanne)
    answer(question, cast.daan)
    letters_until(7)
    assert question.title not in letter_of(cast.marijke)


def test_a_letter_does_not_count_for_the_week(cast: SimpleNamespace) -> None:
    Person.objects.filter(pk=cast.marijke.pk).update(alerts_per_week=1)
    reads(cast.marijke, AlertPace.DAILY)
    first = ask(cast.sanne, title="Hoe regelen jullie het vervoer?")
    letters_until(1)
    assert first.alerts.get(person=cast.marijke).in_letter
    cast.marijke.change_pace(AlertPace.AT_ONCE)
    with time_machine.travel(TUESDAY + timedelta(days=1, hours=2), tick=False):
        second = ask(cast.sanne, title="Wie rijdt er op zondag?")
    assert not second.alerts.get(person=cast.marijke).in_letter


@pytest.mark.parametrize("pace", [AlertPace.DAILY, AlertPace.WEEKLY])
def test_who_is_named_and_reads_letters_finds_it_on_top_of_the_next_one(
    cast: SimpleNamespace, pace: AlertPace
) -> None:
    reads(cast.noor, pace)
    question = ask(cast.sanne)
    referrals.refer(question.alerts.all()[0], cast.noor)
    assert not question.alerts.filter(person=cast.noor).exists()
    letters_until(1 if pace == AlertPace.DAILY else 7)
    assert (
        "Je krijgt deze vraag omdat je genoemd werd door iemand die deze vraag ook kreeg."
        in letter_of(cast.noor)
    )
    assert question.alerts.get(person=cast.noor).reasons == [referrals.NAMED]
    letters_until(14)
    assert letter_of(cast.noor).count(question.title) == 1


def test_a_colleague_of_who_asks_finds_it_nowhere_in_the_letter(cast: SimpleNamespace) -> None:
    reads(cast.youssef, AlertPace.WEEKLY)
    reads(cast.marijke, AlertPace.WEEKLY)
    question = ask(cast.sanne)
    letters_until(21)
    assert question.title in letter_of(cast.marijke)
    assert question.title not in letter_of(cast.youssef)


# What somebody follows.


@pytest.mark.parametrize(
    ("kind", "target", "why"),
    [
        ("theme", lambda: theme("vervoer").pk, "Omdat je het thema Vervoer volgt."),
        (
            "organisation",
            lambda: Person.objects.get(name="Sanne Vermeer").organisation_id,
            "Omdat je Steunpunt De Brug volgt.",
        ),
        ("part", lambda: "questions", "Omdat je Durf te Vragen volgt."),
    ],
)
def test_who_follows_a_theme_an_organisation_or_all_questions_reads_new_ones_and_why(
    client: Client, cast: SimpleNamespace, kind: str, target: object, why: str
) -> None:
    client.force_login(cast.lotte.user)
    sent = {"kind": kind, "target": str(target()), "stance": "volgt"}  # type: ignore[operator]  # one of the lambdas above
    assert client.post("/mijn/volgen/", sent, follow=True).status_code == 200
    question = ask(cast.sanne)
    letters_until(7)
    assert question.title in letter_of(cast.lotte)
    assert why in letter_of(cast.lotte)
    assert not question.alerts.filter(person=cast.lotte).exists()


def test_who_follows_a_question_reads_that_there_is_an_answer_and_the_asker_does_not_twice(
    client: Client, cast: SimpleNamespace
) -> None:
    question = ask(cast.sanne)
    client.force_login(cast.lotte.user)
    assert "Volg deze vraag" in client.get(question.get_absolute_url()).content.decode()
    client.post(
        "/mijn/volgen/", {"kind": "question", "target": str(question.pk), "stance": "volgt"}
    )
    answer(question, cast.marijke)
    letters_until(7)
    assert "Er is een nieuw antwoord." in letter_of(cast.lotte)
    assert letter_of(cast.sanne) == ""


def test_who_mutes_a_theme_reads_nothing_about_it_in_any_part_of_the_letter(
    cast: SimpleNamespace,
) -> None:
    reads(cast.marijke, AlertPace.DAILY)
    Follow.choose(cast.marijke, "part", "questions", Stance.FOLLOWS)
    Follow.choose(cast.marijke, "theme", theme("vervoer").pk, Stance.MUTES)
    ask(cast.sanne)
    letters_until(14)
    assert letter_of(cast.marijke) == ""


def nameless(cast: SimpleNamespace) -> Question:
    return submission.ask(
        cast.sanne,
        "Wie kent een goede app?",
        "Een voorbeeld.",
        [theme("vervoer")],
        None,
        is_without_name=True,
    )


def test_a_question_without_a_name_never_comes_by_following_the_organisation(
    cast: SimpleNamespace,
) -> None:
    Follow.choose(cast.lotte, "organisation", cast.brug.pk, Stance.FOLLOWS)
    question = nameless(cast)
    letters_until(14)
    assert question.title not in letter_of(cast.lotte)


def test_it_says_the_same_to_who_follows_that_organisation_as_to_who_does_not(
    cast: SimpleNamespace,
) -> None:
    """Both follow all questions. The reason, or a missing one, must not tell where it comes
    from; muting the organisation neither.
    """
    for person in (cast.lotte, cast.anouk, cast.ilse):
        Follow.choose(person, "part", "questions", Stance.FOLLOWS)
    Follow.choose(cast.lotte, "organisation", cast.brug.pk, Stance.FOLLOWS)
    Follow.choose(cast.ilse, "organisation", cast.brug.pk, Stance.MUTES)
    question = nameless(cast)
    letters_until(7)
    told = {letter_of(person).partition("--")[0] for person in (cast.lotte, cast.anouk, cast.ilse)}
    assert len(told) == 1
    assert question.title in told.pop()
    assert "Brug" not in letter_of(cast.lotte)


def test_a_visitors_theme_letter_holds_public_questions_only_without_names(
    cast: SimpleNamespace,
) -> None:
    now = timezone.now()
    subscriber = Subscriber.objects.create(
        email="juf@school.example", next_at=now + timedelta(days=7), last_at=now
    )
    subscriber.themes.add(theme("vervoer"))
    with time_machine.travel(TUESDAY + timedelta(days=1), tick=False):
        private = ask(cast.fatima, title="Dit blijft binnen het netwerk")
        public = published(cast.sanne, cast.marijke, title="Dit mag iedereen lezen")
    letters_until(8)
    text = OutgoingMail.objects.get(to="juf@school.example").text
    assert public.public_title in text or public.title in text
    assert private.title not in text
    for name in ("Sanne", "Vermeer", "De Brug", "Marijke"):
        assert name not in text


def test_a_visitors_theme_letter_holds_the_words_of_the_public_page(cast: SimpleNamespace) -> None:
    """The office took something out of the title: it stays out here too."""
    now = timezone.now()
    subscriber = Subscriber.objects.create(
        email="juf@school.example", next_at=now + timedelta(days=7), last_at=now
    )
    subscriber.themes.add(theme("vervoer"))
    with time_machine.travel(TUESDAY + timedelta(days=1), tick=False):
        question = published(cast.sanne, cast.marijke, title="Wie rijdt er door de Kwekkerlaan?")
        Question.objects.filter(pk=question.pk).update(
            public_title="Wie rijdt een kind?", public_text="Een voorbeeld."
        )
    letters_until(8)
    mail = OutgoingMail.objects.get(to="juf@school.example")
    assert "Wie rijdt een kind?" in mail.text
    assert "Kwekkerlaan" not in f"{mail.subject}{mail.text}{mail.html}"


def test_the_weekly_list_of_open_questions_does_not_tell_a_colleague_who_asked_without_a_name(
    cast: SimpleNamespace,
) -> None:
    """Youssef works with Sanne. All find the question on the site; what is missing in his letter
    alone would say where it comes from.
    """
    for person in (cast.youssef, cast.lotte):
        reads(person, AlertPace.WEEKLY)
    question, named = nameless(cast), ask(cast.sanne)
    KeptForLetter.objects.all().delete()
    letters_until(14)
    assert question.title in letter_of(cast.lotte)
    assert question.title in letter_of(cast.youssef)
    assert named.title not in letter_of(cast.youssef)


def test_the_places_of_a_wave_are_for_mail_alone(cast: SimpleNamespace) -> None:
    make_crowd(cast, 20)
    reads(cast.marijke, AlertPace.DAILY)
    question = ask(cast.sanne)
    letters_until(1)
    sweep_at(TUESDAY + timedelta(days=2))
    assert question.alerts.filter(in_letter=False).count() == sum(waves.WAVE_SIZES.values())
    assert Rhythm.objects.filter(person=cast.marijke).exists()

"""Asking: two steps, nothing lost, one question."""

from types import SimpleNamespace

import pytest
from django.test import Client

from jmzpro.mail.models import OutgoingMail
from jmzpro.questions.models import Alert, Question
from jmzpro.questions.tests.asked import TEXT, TITLE, ask
from jmzpro.themes.models import Theme

ASK = "/durf-te-vragen/stel-je-vraag/"
KEY = "een-sleutel-van-dit-formulier"


def typed(**more: object) -> dict[str, object]:
    return {"title": TITLE, "text": TEXT, "province": "", "eenmalig": KEY, **more}


@pytest.fixture
def sanne(cast: SimpleNamespace, client: Client) -> Client:
    client.force_login(cast.sanne.user)
    return client


def test_a_visitor_is_sent_to_the_login_and_back(client: Client, cast: SimpleNamespace) -> None:
    response = client.get(ASK)
    assert response.status_code == 302
    assert "/inloggen/" in response["Location"]
    assert "stel-je-vraag" in response["Location"]


def test_the_preview_says_how_many_and_why_without_names(sanne: Client) -> None:
    page = sanne.post(ASK, typed(stap="bekijk")).content.decode()
    assert "leden krijgen meteen een mail" in page
    assert "hebben ervaring met" in page
    assert "Marijke" not in page
    assert not Question.objects.exists()


def test_themes_are_suggested_from_the_text(sanne: Client) -> None:
    page = sanne.post(ASK, typed(stap="bekijk")).content.decode()
    vervoer = Theme.objects.get(slug="vervoer")
    assert f'value="{vervoer.pk}" checked' in page


def test_the_asker_may_choose_other_themes(sanne: Client) -> None:
    les = Theme.objects.get(slug="les")
    page = sanne.post(
        ASK, typed(stap="bekijk", themas_gekozen="1", themes=[les.pk])
    ).content.decode()
    assert f'value="{les.pk}" checked' in page
    assert f'value="{Theme.objects.get(slug="vervoer").pk}" checked' not in page


def test_sending_makes_the_question_its_alerts_and_their_mails(
    sanne: Client, cast: SimpleNamespace
) -> None:
    vervoer = Theme.objects.get(slug="vervoer")
    response = sanne.post(ASK, typed(stap="verstuur", themes=[vervoer.pk]))
    question = Question.objects.get()
    assert response["Location"] == f"/durf-te-vragen/{question.number}/"
    assert question.asker == cast.sanne
    assert {alert.person for alert in Alert.objects.all()} == {cast.marijke, cast.daan, cast.team}
    mails = OutgoingMail.objects.filter(cause__startswith="alert:")
    assert {mail.to for mail in mails} == {
        "marijke@cast.example",
        "daan@cast.example",
        "team@cast.example",
    }
    assert OutgoingMail.objects.filter(to="sanne@cast.example").count() == 1


def test_a_double_click_or_the_back_button_makes_one_question(sanne: Client) -> None:
    first = sanne.post(ASK, typed(stap="verstuur"))
    second = sanne.post(ASK, typed(stap="verstuur"))
    assert first["Location"] == second["Location"]
    assert Question.objects.count() == 1


def test_changing_the_words_keeps_everything(sanne: Client) -> None:
    les = Theme.objects.get(slug="les")
    page = sanne.post(
        ASK, typed(stap="aanpassen", themas_gekozen="1", themes=[les.pk])
    ).content.decode()
    assert TITLE in page
    assert TEXT in page
    assert f'name="themes" value="{les.pk}"' in page


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"title": "", "text": ""}, "Schrijf hier iets"),
        ({"text": "x" * 20_000}, "20.000 tekens"),
        ({"title": "🙂🙂🙂"}, "nog geen woorden"),
        ({"text": "Het gaat om BSN 111222333, wat nu?"}, "burgerservicenummer"),
        ({"province": "9999"}, "geldige keuze"),
    ],
)
def test_what_cannot_be_asked_is_said_in_words_and_kept(
    sanne: Client, wrong: dict[str, object], says: str
) -> None:
    response = sanne.post(ASK, typed(stap="verstuur", **wrong))
    assert response.status_code == 422
    assert says in response.content.decode()
    assert not Question.objects.exists()


@pytest.mark.parametrize(
    "title",
    ["כיצד מארגנים הסעות?", "<script>alert(1)</script> help", "Vraag \u202eomgekeerd", "a" * 160],
)
def test_odd_words_are_shown_as_typed_and_do_nothing(sanne: Client, title: str) -> None:
    response = sanne.post(ASK, typed(stap="verstuur", title=title), follow=True)
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


def test_a_theme_that_is_none_is_left_out(sanne: Client) -> None:
    assert sanne.post(ASK, typed(stap="verstuur", themes=["x", "99999"])).status_code == 302
    assert not Question.objects.get().themes.exists()


def test_a_text_the_guard_asks_about_passes_with_a_tick_through_both_steps(sanne: Client) -> None:
    text = "Onze leerling Kim is 9 jaar en zorgt voor haar moeder. Hoe pakken jullie dit aan?"
    assert sanne.post(ASK, typed(stap="bekijk", text=text)).status_code == 422
    page = sanne.post(ASK, typed(stap="bekijk", text=text, text_nagekeken="on"))
    assert page.status_code == 200
    assert 'name="text_nagekeken" value="on"' in page.content.decode()


def test_words_of_danger_show_the_help_numbers_first(sanne: Client) -> None:
    text = "Een meisje in mijn groep zegt dat ze niet meer wil leven. Wie heeft dit eerder gehad?"
    page = sanne.post(ASK, typed(stap="bekijk", text=text)).content.decode()
    assert page.index("Is er nu gevaar, bel 112.") < page.index("Wie krijgt je vraag?")
    calm = sanne.post(ASK, typed(stap="bekijk")).content.decode()
    assert "Is er nu gevaar, bel 112." not in calm


def test_ten_posts_a_second_are_slowed_down_with_the_text_kept(sanne: Client) -> None:
    answers = [
        sanne.post(ASK, typed(stap="verstuur", eenmalig=f"sleutel-nummer-{n:04}"))
        for n in range(10)
    ]
    assert [answer.status_code for answer in answers] == [302] * 5 + [429] * 5
    assert answers[-1]["Retry-After"]
    assert TEXT in answers[-1].content.decode()
    assert Question.objects.count() == 5


def test_suggestions_while_typing_store_nothing_and_need_a_login(
    sanne: Client, client: Client
) -> None:
    where = f"{ASK}suggesties/"
    fragment = sanne.post(
        where, {"title": TITLE, "text": TEXT}, headers={"HX-Request": "true"}
    ).content.decode()
    assert "Vervoer" in fragment
    assert "<html" not in fragment
    assert sanne.get(where).status_code == 405
    sanne.logout()
    assert sanne.post(where, {"title": TITLE}).status_code == 302


def test_numbers_follow_each_other(cast: SimpleNamespace) -> None:
    first, second = ask(cast.sanne), ask(cast.daan)
    assert second.number == first.number + 1

"""The list and the page of a question: who reads what."""

from types import SimpleNamespace

import pytest
from django.test import Client

from jmzpro.members.models import Role
from jmzpro.questions.models import Question
from jmzpro.questions.tests.asked import TEXT, TITLE, answer, ask, by_mail, published
from jmzpro.questions.tests.crowds import colleagues
from jmzpro.testing.queries import assert_flat

LIST = "/durf-te-vragen/"


def test_a_visitor_reads_how_it_works_and_what_is_public(
    client: Client, cast: SimpleNamespace
) -> None:
    published(cast.sanne, cast.marijke)
    ask(cast.daan, title="Wie kent een goed boek over rouw?")
    page = client.get(LIST).content.decode()
    assert "Zo werkt het" in page
    assert TITLE in page
    assert "goed boek" not in page
    assert "Sanne" not in page
    assert "Een consulent in het midden" not in page


def test_a_visitor_reads_role_and_part_of_the_country_instead_of_names(
    client: Client, cast: SimpleNamespace
) -> None:
    colleagues(Role.CONSULTANT, "utrecht")
    colleagues(Role.WELFARE, "friesland")
    question = published(cast.sanne, cast.marijke)
    page = client.get(question.get_absolute_url()).content.decode()
    assert "Gevraagd door een consulent in het westen van het land" in page
    assert "Een welzijns- of jongerenwerker in het noorden van het land" in page
    assert "Wat hielp" in page
    for name in ("Sanne", "Vermeer", "De Brug", "Marijke", "Hoekstra", "Waddenkust"):
        assert name not in page


def test_a_visitor_reads_only_answers_whose_author_agreed(
    client: Client, cast: SimpleNamespace
) -> None:
    question = published(cast.sanne, cast.marijke)
    answer(question, cast.daan, "Dit blijft onder ons.")
    page = client.get(question.get_absolute_url()).content.decode()
    assert "buurtbus" in page
    assert "Dit blijft onder ons" not in page
    assert "1 antwoord" in page


def test_a_visitor_at_a_question_that_is_not_public_goes_to_the_login_whether_it_exists_or_not(
    client: Client, cast: SimpleNamespace
) -> None:
    question = ask(cast.sanne)
    there, nowhere = client.get(question.get_absolute_url()), client.get("/durf-te-vragen/987654/")
    assert there.status_code == nowhere.status_code == 302
    assert there["Location"].replace(str(question.number), "N") == nowhere["Location"].replace(
        "987654", "N"
    )


def test_a_member_reads_names_and_organisations(client: Client, cast: SimpleNamespace) -> None:
    question = ask(cast.sanne)
    by_mail(question, cast.marijke)
    client.force_login(cast.daan.user)
    page = client.get(question.get_absolute_url()).content.decode()
    assert "Sanne Vermeer" in page
    assert "Marijke Hoekstra" in page
    assert "per mail" in page
    assert TEXT.split(".")[0] in page


def test_who_is_no_member_gets_404_for_what_is_not_public(
    client: Client, cast: SimpleNamespace
) -> None:
    question = ask(cast.sanne)
    client.force_login(cast.wim.user)
    assert client.get(question.get_absolute_url()).status_code == 404


def test_a_removed_question_is_gone_for_everybody(client: Client, cast: SimpleNamespace) -> None:
    question = published(cast.sanne, cast.marijke)
    question.remove(by=cast.sanne)
    assert client.get(question.get_absolute_url()).status_code == 302
    assert TITLE not in client.get(LIST).content.decode()
    client.force_login(cast.sanne.user)
    assert client.get(question.get_absolute_url()).status_code == 404


def test_consent_taken_back_hides_the_question_from_visitors_at_once(
    client: Client, cast: SimpleNamespace
) -> None:
    question = published(cast.sanne, cast.marijke)
    assert client.get(question.get_absolute_url()).status_code == 200
    question.withdraw_from_public(by=cast.sanne)
    assert client.get(question.get_absolute_url()).status_code == 302


def test_an_answer_taken_back_is_gone_from_the_public_page_at_once(
    client: Client, cast: SimpleNamespace
) -> None:
    question = published(cast.sanne, cast.marijke)
    question.answers.get().agree_to_publish(False)
    assert "buurtbus" not in client.get(question.get_absolute_url()).content.decode().replace(
        "De buurtbus, met", ""
    )


@pytest.mark.parametrize(
    ("way", "shown", "hidden"),
    [
        ("open", "vraag van Daan", "gesloten vraag"),
        ("onbeantwoord", "vraag van Daan", "vraag van Els"),
        ("aan-mij", "vraag van Els", "vraag van Daan"),
        ("van-mij", "gesloten vraag", "vraag van Daan"),
        ("door-mij", "vraag van Noor", "vraag van Daan"),
        ("alle", "gesloten vraag", "niets"),
    ],
)
def test_each_tab_shows_its_questions_and_the_counts_add_up(
    client: Client, cast: SimpleNamespace, way: str, shown: str, hidden: str
) -> None:
    of_daan = ask(cast.daan, title="Een vraag van Daan over rouw", themes=("rouw-en-verlies",))
    of_daan.alerts.filter(
        person=cast.marijke
    ).delete()  # who fills the empty places may differ: here she does not
    of_els = ask(cast.els, title="Een vraag van Els over vervoer")
    answer(of_els, cast.fatima)
    of_noor = ask(cast.noor, title="Een vraag van Noor over les", themes=("les",))
    answer(of_noor, cast.marijke)
    mine = ask(cast.marijke, title="Mijn gesloten vraag", themes=("geld",))
    mine.close("", may_publish=False, by=cast.marijke)
    client.force_login(cast.marijke.user)
    page = client.get(LIST, {"toon": way})
    text = page.content.decode().split('<ul class="items">')[-1]
    assert shown in text
    assert hidden not in text
    tabs = {tab.key: tab.count for tab in page.context["tabs"]}
    assert tabs == {
        "open": 3,
        "onbeantwoord": 1,
        "aan-mij": 1,
        "van-mij": 1,
        "door-mij": 1,
        "alle": 4,
    }
    assert page.context["page"].paginator.count == tabs[way]


def test_a_theme_narrows_the_list_and_nonsense_in_the_address_is_ignored(
    client: Client, cast: SimpleNamespace
) -> None:
    ask(cast.daan, title="Een vraag over rouw", themes=("rouw-en-verlies",))
    ask(cast.els)
    client.force_login(cast.marijke.user)
    page = client.get(LIST, {"thema": "rouw-en-verlies"}).content.decode()
    assert "Een vraag over rouw" in page
    assert TITLE not in page
    for nonsense in (
        {"thema": "bestaat-niet"},
        {"toon": "<b>"},
        {"pagina": "-3"},
        {"pagina": "x" * 500},
        {"pagina": "99"},
    ):
        assert client.get(LIST, nonsense).status_code == 200


def test_the_list_costs_the_same_with_twenty_more_questions(
    client: Client, cast: SimpleNamespace
) -> None:
    for asker in (cast.sanne, cast.marijke):
        ask(asker)
    client.force_login(cast.marijke.user)
    assert_flat(client, LIST, lambda: [answer(ask(cast.daan), cast.sanne) for _ in range(20)])


def test_the_public_list_costs_the_same_with_more_questions(
    client: Client, cast: SimpleNamespace
) -> None:
    published(cast.sanne, cast.marijke)
    assert_flat(client, LIST, lambda: [published(cast.sanne, cast.marijke) for _ in range(10)])


def test_a_question_page_costs_the_same_with_more_answers(
    client: Client, cast: SimpleNamespace
) -> None:
    question = ask(cast.sanne)
    answer(question, cast.marijke)
    answer(question, cast.daan)
    client.force_login(cast.fatima.user)
    assert_flat(
        client,
        question.get_absolute_url(),
        lambda: [
            answer(question, one) for one in (cast.els, cast.noor, cast.lotte) for _ in range(4)
        ],
    )


def test_a_pdf_is_for_members(client: Client, cast: SimpleNamespace) -> None:
    question = published(cast.sanne, cast.marijke)
    where = f"{question.get_absolute_url()}pdf/"
    assert client.get(where).status_code == 302
    client.force_login(cast.daan.user)
    from jmzpro.work.optional_parts import pdf_available

    response = client.get(where)
    if pdf_available():
        assert response.content.startswith(b"%PDF")
        assert "vraag-" in response["Content-Disposition"]
    else:
        assert response.status_code == 404


def test_questions_are_counted_one_by_one(cast: SimpleNamespace) -> None:
    assert [ask(cast.sanne).number for _ in range(3)] == list(range(1, 4))
    assert Question.objects.count() == 3


def test_a_picture_on_paper_is_left_out_and_never_fetched() -> None:
    from jmzpro.questions.views.paper import as_pdf
    from jmzpro.work.optional_parts import pdf_available

    if pdf_available():
        picture = '<img src="http://127.0.0.1:9/x.png" alt="Een plaatje">'
        page = (
            "<!doctype html><html "
            f'lang="nl"><title>Vraag</title><body>{picture}<p>Tekst</p></body></html>'
        )
        assert as_pdf(page).startswith(b"%PDF-")

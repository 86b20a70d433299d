"""What the office may know of searching: what many ask, and never who."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from jmzpro.office.bootstrap import bootstrap
from jmzpro.search.models import AskedQuery, AskedToday, AskingDay, Synonym
from jmzpro.search.sync import catch_up
from jmzpro.testing.login import log_in
from jmzpro.trust.models import AuditLine
from jmzpro.work import after_response

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 3, 11, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _nothing_waits() -> None:
    after_response.forget()
    catch_up()


def search(query: str, visitors: int, **asked: str) -> None:
    """So many visitors search the same."""
    for number in range(visitors):
        assert (
            Client()
            .get("/zoeken/", {"q": query, **asked}, REMOTE_ADDR=f"192.0.2.{number}")
            .status_code
            == 200
        )
    after_response.do_all()


def kept() -> list[tuple[str, int, int]]:
    return list(AskedQuery.objects.order_by("text").values_list("text", "visitors", "found"))


def everything_kept() -> str:
    rows = [
        *AskedToday.objects.values_list(),
        *AskedQuery.objects.values_list(),
        *AskingDay.objects.values_list(),
    ]
    return str(rows)


def test_a_query_is_kept_once_a_third_visitor_asks_it() -> None:
    search("Rolmobiel", 2)
    assert kept() == []
    assert "rolmobiel" not in everything_kept().lower()
    assert "192.0.2" not in everything_kept()
    search("rolmobiel", 3)
    assert kept() == [("rolmobiel", 3, 0)]
    search("rolmobiel", 4)
    assert kept() == [("rolmobiel", 4, 0)]


def test_one_visitor_may_ask_as_often_as_he_likes() -> None:
    for _ in range(5):
        search("rolmobiel", 1)
    assert kept() == []
    assert AskedToday.objects.count() == 1


def test_another_browser_at_the_same_address_is_another_visitor() -> None:
    for agent in ("een", "twee", "drie"):
        Client(headers={"user-agent": agent}).get("/zoeken/?q=rolmobiel")
    after_response.do_all()
    assert kept() == [("rolmobiel", 3, 0)]


@pytest.mark.parametrize(
    "query",
    [
        "bel 06-12345678",
        "mijn bsn 123456782",
        "jan.jansen@voorbeeld.nl",
        "k" * 81,
        "",
        "   ",
        "Noor (8 jaar) van basisschool De Regenboog",
        "mijn cliënt Noor de Vries",
    ],
)
def test_what_may_point_at_a_person_or_is_long_is_not_even_counted(query: str) -> None:
    search(query, 4)
    assert kept() == []
    assert not AskedToday.objects.exists()


def test_a_second_page_or_a_tab_is_no_new_search() -> None:
    search("vervoer", 4, soort="theme")
    search("vervoer", 4, pagina="2")
    assert not any(text == "vervoer" and visitors > 4 for text, visitors, _ in kept())
    assert AskedToday.objects.count() in {0, 4}  # a page beyond the last is the first


def test_searching_itself_writes_nothing_and_sets_no_cookie() -> None:
    client = Client()
    client.get("/zoeken/?q=vervoer")
    with CaptureQueriesContext(connection) as captured:
        answer = client.get("/zoeken/?q=vervoer")
    assert not [query["sql"] for query in captured if not query["sql"].startswith("SELECT")]
    assert not answer.cookies


def test_at_the_end_of_the_day_nobody_can_be_counted_again() -> None:
    with time_machine.travel(NOON, tick=False):
        search("rolmobiel", 3)
        AskedQuery.objects.sweep()
        assert AskedToday.objects.count() == 3
        first = AskingDay.objects.get().key
    with time_machine.travel(NOON + timedelta(days=1), tick=False):
        AskedQuery.objects.sweep()
        assert not AskedToday.objects.exists()
        assert not AskingDay.objects.exists()
        assert kept() == [("rolmobiel", 3, 0)]
        search("rolmobiel", 1)
        assert AskingDay.objects.get().key != first
        assert kept() == [("rolmobiel", 3, 0)]


def test_after_ninety_days_the_text_is_gone() -> None:
    with time_machine.travel(NOON, tick=False):
        search("rolmobiel", 3)
    with time_machine.travel(NOON + timedelta(days=90), tick=False):
        AskedQuery.objects.sweep()
        assert len(kept()) == 1
    with time_machine.travel(NOON + timedelta(days=91), tick=False):
        AskedQuery.objects.sweep()
        assert kept() == []


def test_what_fails_afterwards_is_dropped_and_the_rest_is_done(
    caplog: pytest.LogCaptureFixture,
) -> None:
    done: list[int] = []
    after_response.afterwards(lambda: 1 / 0)  # type: ignore[arg-type]
    after_response.afterwards(lambda: done.append(1))
    after_response.do_all()
    assert done == [1]
    assert "was lost" in caplog.text


def test_more_than_can_wait_is_dropped() -> None:
    for _ in range(after_response.MOST + 10):
        after_response.afterwards(lambda: None)
    assert len(after_response._waiting) == after_response.MOST


@pytest.fixture
def office(client: Client, cast: SimpleNamespace) -> Client:
    bootstrap(is_demo=False)
    log_in(client, cast.ilse)
    return client


def test_the_office_sees_what_is_popular_and_what_finds_nothing(office: Client) -> None:
    search("rolmobiel", 3)
    search("vervoer", 5)
    shown = office.get("/beheer/gezocht/").content.decode()
    assert shown.index(">vervoer</a>") < shown.index(">rolmobiel</a>")
    shown = office.get("/beheer/gezocht/?zonder=1").content.decode()
    assert ">rolmobiel</a>" in shown
    assert ">vervoer</a>" not in shown


def test_a_synonym_is_added_from_there_in_one_step(office: Client, cast: SimpleNamespace) -> None:
    search("rolmobiel", 3)
    assert "Geen resultaten" in Client().get("/zoeken/?q=rolmobiel").content.decode()
    answer = office.post(
        "/beheer/gezocht/zoekwoord/", {"gezocht": "rolmobiel", "ook": "vervoer"}, follow=True
    )
    assert "Het werkt meteen" in answer.content.decode()
    assert "/themas/vervoer/" in Client().get("/zoeken/?q=rolmobiel").content.decode()
    line = AuditLine.objects.get(action="zoekwoorden toegevoegd")
    assert (line.actor, line.details["woorden"]) == (cast.ilse.user, ["rolmobiel", "vervoer"])


@pytest.mark.parametrize(
    "typed", ["", "rolmobiel", " Rolmobiel ", "?!", "een twee drie vier vijf zes zeven"]
)
def test_what_cannot_be_a_synonym_is_refused_with_why(office: Client, typed: str) -> None:
    search("rolmobiel", 3)
    before = Synonym.objects.count()
    answer = office.post("/beheer/gezocht/zoekwoord/", {"gezocht": "rolmobiel", "ook": typed})
    assert answer.status_code == 422
    assert "is niet toegevoegd" in answer.content.decode()
    assert Synonym.objects.count() == before


@pytest.mark.parametrize("role", ["sanne", "pieter"])
def test_others_neither_see_nor_add(client: Client, cast: SimpleNamespace, role: str) -> None:
    bootstrap(is_demo=False)
    log_in(client, getattr(cast, role))
    assert client.get("/beheer/gezocht/").status_code in {302, 403, 404}
    before = Synonym.objects.count()
    client.post("/beheer/gezocht/zoekwoord/", {"gezocht": "a", "ook": "vervoer"})
    client.post("/beheer/zoekwoorden/new/", {"words": "een\ntwee"})
    assert Synonym.objects.count() == before


def test_the_office_adds_changes_and_removes_words_and_each_leaves_a_line(office: Client) -> None:
    office.post("/beheer/zoekwoorden/new/", {"words": " kwetterbus\n\nzwerfbus "})
    made = Synonym.objects.get(words__startswith="kwetterbus")
    assert made.forms == ["kwetterbus", "zwerfbus"]
    assert (
        office.post(f"/beheer/zoekwoorden/edit/{made.pk}/", {"words": "kwetterbus"}).status_code
        == 200
    )
    made.refresh_from_db()
    assert made.forms == ["kwetterbus", "zwerfbus"]
    office.post(f"/beheer/zoekwoorden/edit/{made.pk}/", {"words": "kwetterbus\nrolbus"})
    office.post(f"/beheer/zoekwoorden/delete/{made.pk}/")
    assert not Synonym.objects.filter(pk=made.pk).exists()
    actions = list(
        AuditLine.objects.filter(action__startswith="zoekwoorden")
        .order_by("pk")
        .values_list("action", flat=True)
    )
    assert actions == ["zoekwoorden toegevoegd", "zoekwoorden aangepast", "zoekwoorden weggehaald"]

"""What somebody who seeks help finds, and that nothing of what was asked stays behind."""

import logging
import re
from types import SimpleNamespace

import pytest
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from jmzpro.places.templatetags.places import kept_map
from jmzpro.support.models import SupportService
from jmzpro.support.tests.made import FOR_YOU, SEARCH, asked, make_service
from jmzpro.support.views.search import searching
from jmzpro.testing.queries import assert_flat

pytestmark = pytest.mark.django_db
RARE = "zeldzaam woord kwikstaartje"


@pytest.fixture(autouse=True)
def _nobody_searched_yet() -> None:
    searching.clear()


def body(client: Client, address: str = SEARCH, **fields: object) -> str:
    return client.post(address, asked(**fields)).content.decode()


def names(html: str) -> list[str]:
    return [
        re.sub(r"<span.*?</span>", "", found).strip()
        for found in re.findall(r'<h3><a href="/hulp-vinden/aanbod/[^>]*>(.*?)</a>', html)
    ]


def test_a_nurse_finds_what_fits_a_child_of_fifteen_whose_mother_has_a_psychosis(
    client: Client,
) -> None:
    make_service("Kopgroep Tilburg", municipalities=("Tilburg",), town="tilburg")
    make_service("Voor kleine kinderen", municipalities=("Tilburg",), minimum_age=6, maximum_age=11)
    make_service("Groningse groep", municipalities=("Groningen",))
    make_service("Iets met drank", municipalities=("Tilburg",), themes=("verslaving", "ouder"))
    html = body(client, place="Tilburg", age="15", words="moeder met psychose")
    assert names(html) == ["Kopgroep Tilburg"]
    for said in (
        "werkt in de gemeente Tilburg",
        "12 tot en met 17 jaar",
        "groep",
        "ongeveer drie weken",
        "Bel de consulent.",
        "000-0000001",
    ):
        assert said in html
    assert "laatst gecontroleerd in" in html


def test_what_is_about_the_same_comes_before_what_is_for_everybody_and_near_before_far(
    client: Client,
) -> None:
    make_service("Voor iedereen", themes=(), municipalities=("Tilburg",), town="tilburg")
    make_service("In Eindhoven", provinces=("noord-brabant",), town="eindhoven")
    make_service("In Breda", provinces=("noord-brabant",), town="breda")
    make_service("In de gemeente", municipalities=("Tilburg",), town="tilburg")
    make_service("Overal", is_national=True)
    html = body(client, place="Tilburg", age="15", words="mijn moeder heeft een psychose")
    assert names(html) == ["In de gemeente", "In Breda", "In Eindhoven", "Voor iedereen", "Overal"]
    assert "werkt in heel Nederland" in html
    assert re.search(r"in Breda, ongeveer \d+ km", html)


def test_what_is_asked_for_comes_first(client: Client) -> None:
    make_service("Een groep", municipalities=("Tilburg",), town="tilburg")
    make_service("Een maatje", municipalities=("Tilburg",), town="tilburg", ways=["maatje"])
    assert names(body(client, place="Tilburg", ways=["maatje"])) == ["Een maatje", "Een groep"]
    assert names(body(client, place="Tilburg", words="een buddy")) == ["Een maatje", "Een groep"]


def test_a_relation_that_is_another_is_left_out(client: Client) -> None:
    make_service("Voor brusjes", themes=("broer-of-zus",), municipalities=("Tilburg",))
    make_service("Als je ouder ziek is", themes=("ouder",), municipalities=("Tilburg",))
    assert names(body(client, place="Tilburg", relation=["broer-of-zus"])) == ["Voor brusjes"]
    assert names(
        body(client, place="Tilburg", relation=["ouder"], home=["psychische-kwetsbaarheid"])
    ) == ["Als je ouder ziek is"]


@pytest.mark.parametrize("place", ["'s-Hertogenbosch", "Den Bosch"])
def test_a_place_is_found_by_each_of_its_names(client: Client, place: str) -> None:
    make_service("Brabants", provinces=("noord-brabant",))
    assert names(body(client, place=place)) == ["Brabants"]


def test_the_numbers_for_everybody_are_always_there_by_phone_and_by_chat(client: Client) -> None:
    for html in (
        client.get(SEARCH).content.decode(),
        body(client, place="Tilburg"),
        client.get(FOR_YOU).content.decode(),
    ):
        for number in ("tel:112", "tel:08000432", "tel:08000113", "tel:08002000"):
            assert number in html
        for chat in ("kindertelefoon.nl", "113.nl", "veiligthuis.nl"):
            assert chat in html
        assert "huisarts" in html


def test_nothing_in_the_area_is_said_with_what_is_nearest_and_whom_to_ask(client: Client) -> None:
    make_service("In Groningen", municipalities=("Groningen",), town="groningen")
    make_service("In Assen", municipalities=("Assen",), town="assen")
    html = body(client, place="Tilburg", age="15", words=RARE)
    assert "In en om Tilburg staat hier nog niets dat past" in html
    assert names(html) == ["In Assen", "In Groningen"]
    assert "werkt alleen in de gemeente Assen" in html
    assert 'href="/durf-te-vragen/stel-je-vraag/"' in html
    assert RARE not in re.sub(r'<input[^>]*name="words"[^>]*>', "", html)


def test_a_young_person_reads_it_in_plain_words_with_a_quick_way_out(client: Client) -> None:
    make_service("Voor brusjes", themes=("broer-of-zus",), municipalities=("Tilburg",))
    page = client.get(FOR_YOU).content.decode()
    for said in (
        "Hoe oud ben je?",
        "Iemand drinkt, gebruikt drugs of gokt",
        "Een opa of oma",
        "data-quick-exit",
    ):
        assert said in page
    found = body(client, FOR_YOU, place="Tilburg", relation=["broer-of-zus"])
    assert names(found) == ["Voor brusjes"]
    assert "data-quick-exit" in found
    assert "Vraag het aan het netwerk" not in body(client, FOR_YOU, place="Assen")


def test_words_of_danger_bring_the_numbers_to_the_top(client: Client) -> None:
    html = body(client, FOR_YOU, words="mijn vader slaat mij")
    assert html.index("Is er nu gevaar, bel 112.") < html.index("Altijd, overal en gratis")
    assert "Is er nu gevaar, bel 112." not in body(client, FOR_YOU, words="mijn vader is ziek")


def test_words_that_say_nothing_to_us_are_said_to_be_so(client: Client) -> None:
    assert "herkenden we geen onderwerp" in body(client, place="Tilburg", words=RARE)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Vul een plaats in, of kies wat er speelt"),
        ({"place": "Tilbrug"}, "Bedoel je"),
        ({"place": "Tilburg", "age": "vijftien"}, "Vul de leeftijd in als een getal"),
        ({"place": "Tilburg", "age": "-1"}, "van 0 tot en met 99"),
        ({"place": "Tilburg", "words": "x" * 500}, "Kort je tekst in"),
        ({"place": "Tilburg", "words": "bsn 123456782"}, "BSN"),
        ({"place": "Tilburg", "home": ["bestaat-niet"]}, "geen beschikbare keuze"),
    ],
)
def test_what_cannot_be_read_is_said_and_what_was_typed_stays(
    client: Client, fields: dict[str, object], said: str
) -> None:
    response = client.post(SEARCH, asked(**fields))
    assert response.status_code == 422
    html = response.content.decode()
    assert said in html
    assert str(fields.get("place", "")) in html


@pytest.mark.parametrize("address", [SEARCH, FOR_YOU])
def test_nothing_of_what_was_asked_stays_anywhere(
    cast: SimpleNamespace,
    client: Client,
    address: str,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    with CaptureQueriesContext(connection) as queries:
        response = client.post(
            address, asked(place="Tilburg", age="15", words=f"{RARE} moeder psychose")
        )
    assert response.status_code == 200
    written = [
        query["sql"]
        for query in queries
        if query["sql"].split()[0] in {"INSERT", "UPDATE", "DELETE"}
    ]
    assert written == []
    assert not any("kwikstaart" in query["sql"] for query in queries)
    assert "kwikstaart" not in caplog.text + "".join(capfd.readouterr())
    assert not response.cookies
    assert Session.objects.count() == 0
    assert response["Cache-Control"] == "private, no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert f'action="{address}"' in response.content.decode()
    assert client.get(address)["Cache-Control"] == "private, no-store"


def test_a_search_in_the_address_is_no_search(client: Client) -> None:
    make_service(municipalities=("Tilburg",))
    assert names(client.get(f"{SEARCH}?place=Tilburg&age=15").content.decode()) == []


def test_an_error_while_searching_tells_nobody_what_was_typed(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE support_reach RENAME TO support_reach_is_away")
    client.raise_request_exception = False
    with transaction.atomic():
        response = client.post(SEARCH, asked(place="Tilburg", words=RARE))
        transaction.set_rollback(True)
    assert response.status_code in {500, 503}
    assert "kwikstaart" not in caplog.text
    # What was typed is given back to who typed it alone, or (a table that is not there is no outage
    # on PostgreSQL) to nobody.
    assert (
        "kwikstaart" not in response.content.decode()
        or response["Cache-Control"] == "private, no-store"
    )


def test_many_searches_at_once_are_slowed_without_a_row_for_who_searched(client: Client) -> None:
    answers = [client.post(SEARCH, asked(place="Tilburg")).status_code for _ in range(61)]
    assert answers[:60] == [200] * 60
    assert answers[60] == 429


def test_a_longer_list_costs_no_more_queries(client: Client) -> None:
    make_service(municipalities=("Tilburg", "Goirle"), provinces=("zeeland",))

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.post(SEARCH, asked(place="Tilburg", age="15", words="moeder met psychose"))
        return len(queries)

    few = count()
    for number in range(25):
        make_service(
            f"Groep {number}",
            municipalities=("Tilburg", "Breda"),
            themes=("psychische-kwetsbaarheid", "ouder"),
        )
        make_service(f"Landelijk {number}", is_national=True)
    assert count() == few
    assert few <= 16


def test_of_many_the_ten_that_fit_best_are_shown_and_that_there_is_more_is_said(
    client: Client,
) -> None:
    for number in range(14):
        make_service(f"Groep {number}", municipalities=("Tilburg",))
    html = body(client, place="Tilburg")
    assert len(names(html)) == 10
    assert "Er is meer dan dit" in html


def test_a_list_is_shared_by_a_link_that_does_not_say_what_was_asked(client: Client) -> None:
    service = make_service(municipalities=("Tilburg",))
    other = make_service("Een andere", municipalities=("Tilburg",))
    response = client.post(
        "/hulp-vinden/delen/",
        {"dienst": [service.public_id, other.public_id, "bestaat1", "' or 1"]},
    )
    assert response["Location"] == f"/hulp-vinden/lijst/{service.public_id}-{other.public_id}/"
    html = client.get(response["Location"]).content.decode()
    assert names(html) == [service.name, "Een andere"]
    assert "Altijd, overal en gratis" in html
    assert "noindex" in html
    assert_flat(
        client, response["Location"], lambda: make_service("Nog een", municipalities=("Tilburg",))
    )


def test_an_empty_or_made_up_list_is_refused_in_words(client: Client) -> None:
    assert client.post("/hulp-vinden/delen/", {"dienst": []}).status_code == 422
    for codes in ("bestaat1", "x", "abcdefgh-" * 30 + "abcdefgh"):
        assert client.get(f"/hulp-vinden/lijst/{codes}/").status_code == 404


def test_what_left_the_site_is_left_out_of_a_shared_list_and_said(client: Client) -> None:
    stays, goes = (
        make_service("Blijft", municipalities=("Tilburg",)),
        make_service("Gaat", municipalities=("Tilburg",)),
    )
    SupportService.objects.filter(pk=goes.pk).update(status="defunct")
    html = client.get(f"/hulp-vinden/lijst/{goes.public_id}-{stays.public_id}/").content.decode()
    assert names(html) == ["Blijft"]
    assert "1 adres staat intussen niet meer op de site" in html


def test_what_is_closed_for_now_comes_last_and_what_stopped_not_at_all(client: Client) -> None:
    make_service("Gesloten", municipalities=("Tilburg",), status="temporarily closed")
    make_service("Open", municipalities=("Tilburg",))
    make_service("Gestopt", municipalities=("Tilburg",), status="defunct")
    html = body(client, place="Tilburg")
    assert names(html) == ["Open", "Gesloten"]
    assert "tijdelijk gesloten" in html


def test_each_place_of_the_list_is_a_dot_that_leads_to_it_and_no_map_is_kept(
    client: Client,
) -> None:
    near = make_service("Kopgroep Tilburg", municipalities=("Tilburg",), town="tilburg")
    make_service("Tweede groep Tilburg", municipalities=("Tilburg",), town="tilburg")
    make_service("Landelijke lijn", is_national=True)
    before = kept_map.cache_info().currsize
    html = body(client, place="Tilburg")
    assert re.search(r'<a href="#dienst-\w+" aria-label="Tilburg: 2"', html), html
    assert f'id="dienst-{near.public_id}"' in html
    assert kept_map.cache_info().currsize == before

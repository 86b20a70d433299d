"""What a visitor and a member see at /zoeken/."""

from types import SimpleNamespace

import pytest
from django.test import Client

from jmzpro.search.sync import catch_up
from jmzpro.themes.models import Theme

pytestmark = pytest.mark.django_db


def test_a_theme_is_found_by_its_name(client: Client) -> None:
    catch_up()
    page = client.get("/zoeken/", {"q": "verslaving"}).content.decode()
    assert "/themas/verslaving/" in page
    assert "resulta" in page


def test_an_empty_query_says_what_to_type(client: Client) -> None:
    catch_up()
    response = client.get("/zoeken/")
    assert response.status_code == 200
    assert "Typ een paar woorden" in response.content.decode()


def test_nothing_found_points_to_the_network(client: Client) -> None:
    catch_up()
    page = client.get("/zoeken/", {"q": "xqzvwkj"}).content.decode()
    assert "Geen resultaten" in page
    assert "Vraag het aan het netwerk" in page


def test_without_an_index_the_page_says_it_is_being_made(client: Client) -> None:
    response = client.get("/zoeken/", {"q": "verslaving"})
    assert response.status_code == 200
    assert "Zoeken is zo klaar" in response.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        '"',
        "AND OR NOT",
        "title:x^2 (",
        "a\x00b verslaving",
        "🙂🙂",
        "' OR 1=1 --",
        "\u202eabc",
        "*",
        "verslaving~9",
        "x" * 500,
        "ver\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
        "[TO]",
        "+-!",
    ],
)
def test_odd_input_gets_an_ordinary_page(client: Client, query: str) -> None:
    catch_up()
    assert client.get("/zoeken/", {"q": query}).status_code == 200


@pytest.mark.parametrize(
    "extra",
    [
        {"pagina": "-1"},
        {"pagina": "9" * 40},
        {"pagina": "²"},
        {"soort": "niets"},
        {"soort": "\x00"},
    ],
)
def test_odd_pages_and_kinds_get_the_nearest_page(client: Client, extra: dict[str, str]) -> None:
    catch_up()
    assert client.get("/zoeken/", {"q": "verslaving", **extra}).status_code == 200


def test_a_long_query_is_cut_and_the_page_says_so(client: Client) -> None:
    catch_up()
    page = client.get("/zoeken/", {"q": "verslaving " * 40}).content.decode()
    assert "eerste 200 tekens" in page
    assert "/themas/verslaving/" in page


def test_a_typing_error_still_finds_and_is_offered_mended(client: Client) -> None:
    catch_up()
    page = client.get("/zoeken/", {"q": "verslaveng"}).content.decode()
    assert "Bedoelde je" in page
    assert "?q=verslaving" in page


def test_what_is_found_cannot_smuggle_in_markup(client: Client) -> None:
    Theme.objects.create(
        name="Toneel & zo",
        slug="toneel",
        axis="werkwijze",
        introduction="<p>&lt;script&gt;alert(1)&lt;/script&gt; toneelstuk met &lt;mark&gt;</p>",
    )
    catch_up()
    page = client.get("/zoeken/", {"q": "toneelstuk"}).content.decode()
    assert "<script>alert" not in page
    assert "<mark>toneelstuk</mark> met &lt;mark&gt;" in page


def test_people_are_found_by_members_only(client: Client, cast: SimpleNamespace) -> None:
    catch_up()
    page = client.get("/zoeken/", {"q": "Hoekstra"}).content.decode()
    assert "Geen resultaten" in page
    assert cast.marijke.get_absolute_url() not in page
    client.force_login(cast.sanne.user)
    assert (
        cast.marijke.get_absolute_url()
        in client.get("/zoeken/", {"q": "Hoekstra"}).content.decode()
    )

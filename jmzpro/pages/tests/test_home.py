import re
from types import SimpleNamespace

import pytest

from jmzpro.kit.panels import Panel, panels
from jmzpro.members.membership import lifecycle
from jmzpro.members.models import Organisation
from jmzpro.pages.addresses import existing
from jmzpro.pages.models import HomePage, TextPage
from jmzpro.testing.client import PageClient
from jmzpro.testing.queries import assert_flat


def test_two_visitors_get_the_same_home_without_a_cookie(
    home: HomePage, client: PageClient
) -> None:
    first, second = client.get("/"), PageClient().get("/")
    assert first.status_code == 200
    assert first.content == second.content
    assert not first.cookies
    assert "Achter welk raam" in first.content.decode()


def test_the_home_costs_the_same_however_many_organisations_there_are(
    home: HomePage, client: PageClient, cast: SimpleNamespace
) -> None:
    def twenty_more() -> None:
        for number in range(20):
            Organisation.objects.create(
                name=f"Voorbeeld {number}",
                slug=f"voorbeeld-{number}",
                kind="welzijn",
                town=cast.brug.town,
            )

    assert_flat(client, "/", twenty_more)


def test_the_network_is_counted_in_words_only_when_they_are_true(
    home: HomePage, client: PageClient, cast: SimpleNamespace
) -> None:
    number = Organisation.objects.count()
    assert f"{number} organisaties, één netwerk" in client.get("/").content.decode()
    for extra in range(82 - number):
        Organisation.objects.create(
            name=f"Voorbeeld {extra}", slug=f"voorbeeld-{extra}", kind="welzijn"
        )
    html = client.get("/").content.decode()
    assert "Ruim tachtig organisaties, één netwerk" in html
    on_the_map = sum(int(number) for number in re.findall(r'aria-label="[^"]*: (\d+) leden"', html))
    assert on_the_map == Organisation.objects.exclude(town=None).count()


def test_an_organisation_that_left_has_no_dot_and_is_not_counted(
    home: HomePage, client: PageClient, cast: SimpleNamespace
) -> None:
    for organisation in Organisation.objects.exclude(pk=cast.brug.pk):
        lifecycle.end(organisation, by=None)
    html = client.get("/").content.decode()
    assert "1 organisatie, één netwerk" in html
    assert html.count('class="dot') == 1


def test_a_network_without_organisations_shows_no_empty_map(
    home: HomePage, client: PageClient
) -> None:
    assert 'class="map"' not in client.get("/").content.decode()


def test_a_door_stands_open_only_while_its_address_exists(
    home: HomePage, client: PageClient
) -> None:
    assert 'href="/voor/school/"' in client.get("/").content.decode()
    TextPage.objects.get(slug="school").unpublish()
    assert 'href="/voor/school/"' not in client.get("/").content.decode()


def test_the_band_leads_to_the_five_steps_and_without_them_to_the_signals(
    home: HomePage, client: PageClient
) -> None:
    band = client.get("/").content.decode().partition('class="band"')[2].partition("</div>")[0]
    assert 'href="/vijf-stappen/"' in band
    TextPage.objects.get(slug="vijf-stappen").unpublish()
    band = client.get("/").content.decode().partition('class="band"')[2].partition("</div>")[0]
    assert 'href="/herkennen/"' in band
    TextPage.objects.get(slug="herkennen").unpublish()
    assert "Maak je je zorgen" not in client.get("/").content.decode()


def test_the_menu_shows_a_page_as_long_as_it_is_there(home: HomePage, client: PageClient) -> None:
    assert 'href="/privacy/"' in client.get("/over/").content.decode()
    TextPage.objects.get(slug="privacy").unpublish()
    assert 'href="/privacy/"' not in client.get("/over/").content.decode()


@pytest.mark.django_db
def test_an_address_exists_when_code_or_an_editor_owns_it(home: HomePage) -> None:
    asked = [
        "/over/",
        "/over/#wat-we-doen",
        "/robots.txt",
        "/nergens/",
        "https://elders.example/",
        "",
    ]
    assert existing(asked) == {"/over/", "/over/#wat-we-doen", "/robots.txt"}


def test_what_a_part_has_for_the_home_stands_on_it(home: HomePage, client: PageClient) -> None:
    panels.register(
        Panel(
            "toy",
            "home",
            "kit/notice.html",
            lambda request, subject: {"text": "Net beantwoord: een voorbeeld."},
        )
    )
    panels.register(Panel("toy-empty", "home", "kit/notice.html", lambda request, subject: None))
    try:
        assert client.get("/").content.decode().count("Net beantwoord: een voorbeeld.") == 1
    finally:
        panels.unregister("toy")
        panels.unregister("toy-empty")

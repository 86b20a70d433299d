from xml.etree import ElementTree

from jmzpro.pages.models import HomePage, TextPage
from jmzpro.pages.search import text_of
from jmzpro.testing.client import PageClient
from jmzpro.trust import installation


def test_search_engines_hear_where_the_sitemap_is(client: PageClient) -> None:
    text = client.get("/robots.txt").content.decode()
    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml" in text
    assert "Disallow: /beheer/" in text


def test_a_demo_network_stays_out_of_search_engines(client: PageClient) -> None:
    installation.remember(True)
    text = client.get("/robots.txt", headers={"host": "127.0.0.1"}).content.decode()
    assert "Disallow: /\n" in text
    assert "Sitemap" not in text


def test_a_demo_network_says_so_on_every_page(home: HomePage, client: PageClient) -> None:
    assert "voorbeeldnetwerk" not in client.get("/").content.decode()
    installation.remember(True)
    assert "voorbeeldnetwerk" in client.get("/", headers={"host": "127.0.0.1"}).content.decode()


def test_the_sitemap_lists_what_everybody_may_see(home: HomePage, client: PageClient) -> None:
    TextPage.objects.get(slug="over").unpublish()
    root = ElementTree.fromstring(client.get("/sitemap.xml").content)
    found = {
        element.text for element in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    }
    assert {"http://127.0.0.1:8000/", "http://127.0.0.1:8000/herkennen/"} <= found
    assert "http://127.0.0.1:8000/over/" not in found


def test_a_browser_finds_the_mark(client: PageClient) -> None:
    assert client.get("/favicon.ico")["Location"].endswith("icon-32.png")
    assert client.get("/site.webmanifest").json()["name"] == "JMZ Pro"


def test_search_reads_each_heading_once_and_as_a_sentence(whole_site: HomePage) -> None:
    """What a snippet runs together stays readable."""
    text = " ".join(text_of(TextPage.objects.get(slug="over")).split())
    assert "steunen. Waarom we er zijn. Wie jonge mantelzorgers" in text
    assert text.count("Waarom we er zijn") == 1
    assert "Is er nu gevaar?." not in text_of(TextPage.objects.get(slug="school"))

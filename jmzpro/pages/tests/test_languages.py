"""A handful of pages in other languages, right to left included."""

import pytest
from wagtail.models import Locale

from jmzpro.pages.bootstrap import make_translated_home, publish
from jmzpro.pages.models import HomePage, TextPage
from jmzpro.testing.client import PageClient
from jmzpro.testing.pages import Page

ENGLISH = "/en/young-carers/help-by-phone-and-chat/"
DUTCH = "/voor-jou/hulp-bellen-en-chatten/"


@pytest.fixture
def arabic(home: HomePage) -> str:
    """The address of a page in Arabic."""
    locale = Locale.objects.create(language_code="ar")
    make_translated_home(HomePage.objects.get(pk=home.pk), locale)
    for slug, new in (("voor-jou", "young"), ("hulp-bellen-en-chatten", "help")):
        page = TextPage.objects.get(slug=slug, locale=home.locale).copy_for_translation(locale)
        page.slug, page.title, page.lead = new, "مساعدة", "هل تريد التحدث مع شخص ما؟"
        page.body = [("paragraph", "<p>يمكنك الاتصال أو الدردشة.</p>"), ("help_numbers", None)]
        publish(page)
    return "/ar/young/help/"


def test_a_page_says_its_language_and_its_frame_stays_dutch(
    home: HomePage, client: PageClient
) -> None:
    page = Page(client.get(ENGLISH).content.decode())
    assert (page.root.get("lang"), page.root.get("dir")) == ("en", "ltr")
    assert [frame.get("lang") for frame in page.all("header", "footer")] == ["nl", "nl"]


def test_arabic_runs_from_right_to_left_and_its_numbers_do_not(
    arabic: str, client: PageClient
) -> None:
    page = Page(client.get(arabic).content.decode())
    assert (page.root.get("lang"), page.root.get("dir")) == ("ar", "rtl")
    assert page.all("header")[0].get("dir") == "ltr"
    numbers = [
        link
        for link in page.all("a")
        if link.get("href", "").startswith("tel:") and link.get("dir")
    ]
    assert numbers
    assert {link.get("dir") for link in numbers} == {"ltr"}


def test_the_versions_of_a_page_know_each_other(home: HomePage, client: PageClient) -> None:
    for address in (DUTCH, ENGLISH):
        page = Page(client.get(address).content.decode())
        known = {
            link.get("hreflang"): link.get("href")
            for link in page.all("link")
            if link.get("hreflang")
        }
        dutch = f"http://127.0.0.1:8000{DUTCH}"
        assert known == {"nl": dutch, "x-default": dutch, "en": f"http://127.0.0.1:8000{ENGLISH}"}


def test_a_page_without_translation_has_no_switch(home: HomePage, client: PageClient) -> None:
    assert "hreflang" not in client.get("/over/").content.decode()
    assert "hreflang" in client.get(DUTCH).content.decode()


def test_a_translation_that_is_taken_down_is_linked_nowhere(
    home: HomePage, client: PageClient
) -> None:
    TextPage.objects.get(slug="help-by-phone-and-chat").unpublish()
    assert client.get(ENGLISH).status_code == 404
    assert "hreflang" not in client.get(DUTCH).content.decode()


def test_dutch_pages_are_not_served_below_another_language(
    home: HomePage, client: PageClient
) -> None:
    assert client.get("/en/").status_code == 200
    for address in ("/en/over/", "/tr/", "/tr/over/", "/nl/over/", "/home-en/"):
        assert client.get(address).status_code == 404


def test_what_a_browser_prefers_changes_nothing(home: HomePage, client: PageClient) -> None:
    first = client.get("/herkennen/", headers={"accept-language": "en"})
    assert first.content == client.get("/herkennen/").content
    assert "Accept-Language" not in first.headers.get("Vary", "")


def test_the_sitemap_names_the_pages_of_every_language(home: HomePage, client: PageClient) -> None:
    sitemap = client.get("/sitemap.xml").content.decode()
    assert f"<loc>http://127.0.0.1:8000{ENGLISH}</loc>" in sitemap
    assert "/home-en/" not in sitemap


def test_young_people_can_leave_in_their_own_language(home: HomePage, client: PageClient) -> None:
    assert "Leave this site quickly" in client.get(ENGLISH).content.decode()

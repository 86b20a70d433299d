import pytest
from wagtail.models import Locale, Site

from jmzpro.pages.bootstrap import make_root
from jmzpro.pages.models import HomePage, TextPage
from jmzpro.pages.starter import SLUGS
from jmzpro.testing.client import PageClient


def test_a_new_site_has_a_home_and_its_first_pages(home: HomePage) -> None:
    assert Locale.objects.filter(language_code="nl").exists()
    assert Site.objects.get().root_page_id == home.pk
    assert list(home.get_children().live().values_list("slug", flat=True)) == list(SLUGS)


def test_making_it_again_adds_nothing_and_writes_over_nothing(home: HomePage) -> None:
    page = TextPage.objects.get(slug="over")
    page.title = "Wie wij zijn"
    page.save_revision().publish()
    home.hero_title = "Wij zien je"
    home.save_revision().publish()
    make_root()
    assert TextPage.objects.get(slug="over").title == "Wie wij zijn"
    assert HomePage.objects.get().hero_title == "Wij zien je"
    assert TextPage.objects.count() == len(SLUGS)


@pytest.mark.parametrize("slug", SLUGS)
def test_every_first_page_is_whole_and_findable(home: HomePage, client: PageClient, slug: str) -> None:
    page = client.get(f"/{slug}/")
    html = page.content.decode()
    assert page.status_code == 200
    assert "– JMZ Pro</title>" in html
    assert 'name="description" content=""' not in html
    assert f'<link rel="canonical" href="http://127.0.0.1:8000/{slug}/">' in html


def test_the_page_about_recognising_has_nine_signals_and_a_way_out(home: HomePage, client: PageClient) -> None:
    html = client.get("/herkennen/").content.decode()
    signals = html.partition('id="negen-signalen"')[2].partition("</ol>")[0]
    assert signals.count("<li>") == 9
    assert "Verlaat deze site snel" in html
    assert 'aria-current="page">Herkennen</a>' in html


def test_the_way_out_stands_only_where_young_people_read(home: HomePage, client: PageClient) -> None:
    assert "Verlaat deze site snel" not in client.get("/privacy/").content.decode()

from wagtail.models import Locale, Site

from jmzpro.pages import page_checks
from jmzpro.pages.bootstrap import add_starters, make_root
from jmzpro.pages.models import HomePage, MadeStarter, NewsIndexPage, TextPage
from jmzpro.pages.starter_pages import ADDRESSES, TRANSLATIONS
from jmzpro.testing.client import PageClient


def test_a_new_site_has_a_home_and_its_first_pages(whole_site: HomePage) -> None:
    assert Locale.objects.filter(language_code="nl").exists()
    assert Site.objects.get().root_page_id == whole_site.pk
    assert {page.url for page in whole_site.get_descendants().live()} == set(ADDRESSES)


def test_making_it_again_adds_nothing_and_writes_over_nothing(whole_site: HomePage) -> None:
    page = TextPage.objects.get(slug="over")
    page.title = "Wie wij zijn"
    page.save_revision().publish()
    whole_site.hero_title = "Wij zien je"
    whole_site.save_revision().publish()
    make_root()
    assert add_starters(whole_site) == []
    assert TextPage.objects.get(slug="over").title == "Wie wij zijn"
    assert HomePage.objects.get(locale=whole_site.locale).hero_title == "Wij zien je"
    assert TextPage.objects.count() == len(ADDRESSES) + len(TRANSLATIONS) - 1


def test_every_first_page_is_whole_and_findable(whole_site: HomePage, client: PageClient) -> None:
    for address in (*ADDRESSES, "/en/", *TRANSLATIONS):
        page = client.get(address)
        html = page.content.decode()
        assert page.status_code == 200, address
        assert "– JMZ Pro</title>" in html
        assert 'name="description" content=""' not in html
        assert f'<link rel="canonical" href="http://127.0.0.1:8000{address}">' in html
    pages = [*TextPage.objects.all(), *NewsIndexPage.objects.all()]
    assert [
        finding.text
        for page in pages
        for finding in page_checks.of_page(page)
        if finding.blocks or "loopt dood" in finding.text
    ] == []


def test_the_page_about_recognising_has_nine_signals_and_a_way_out(
    home: HomePage, client: PageClient
) -> None:
    html = client.get("/herkennen/").content.decode()
    signals = html.partition('id="negen-signalen"')[2].partition("</ol>")[0]
    assert signals.count("<li>") == 9
    assert "Verlaat deze site snel" in html
    assert 'aria-current="page">Herkennen</a>' in html


def test_the_way_out_stands_only_where_young_people_read(
    home: HomePage, client: PageClient
) -> None:
    assert "Verlaat deze site snel" not in client.get("/privacy/").content.decode()


def test_a_site_of_an_older_version_gets_what_it_never_had_and_keeps_what_its_editor_wrote(
    whole_site: HomePage,
) -> None:
    """It had five pages then, and nothing was remembered of them."""
    HomePage.objects.get(pk=whole_site.pk).get_children().exclude(
        slug__in=["herkennen", "over", "contact", "privacy", "toegankelijkheid"]
    ).delete()
    over = TextPage.objects.get(slug="over")
    over.get_children().delete()
    MadeStarter.objects.all().delete()
    over.refresh_from_db()
    over.title = "Wie wij zijn"
    over.save_revision().publish()
    added = add_starters(HomePage.objects.get(pk=whole_site.pk))
    assert "/vijf-stappen/" in added
    assert "/over/alliantie/" in added
    assert "/over/" not in added
    assert TextPage.objects.get(slug="over").title == "Wie wij zijn"


def test_a_starter_page_that_an_editor_took_away_comes_back_only_when_asked_for(
    whole_site: HomePage,
) -> None:
    TextPage.objects.get(slug="waardering").delete()
    whole_site = HomePage.objects.get(pk=whole_site.pk)
    assert add_starters(whole_site) == []
    assert add_starters(whole_site, again="/waardering/") == ["/waardering/"]


def test_the_five_steps_say_what_each_role_can_do(home: HomePage, client: PageClient) -> None:
    html = client.get("/vijf-stappen/").content.decode()
    assert [f'id="stap-{number}"' in html for number in range(1, 7)] == [True] * 5 + [False]
    assert html.count("<dt>Op school</dt>") == 5


def test_each_figure_says_about_whom_when_counted_how_and_by_whom(
    whole_site: HomePage, client: PageClient
) -> None:
    html = client.get("/cijfers/").content.decode()
    cards = html.split('class="figure-card"')[1:]
    assert len(cards) == 7
    for card in cards:
        assert all(
            f"<dt>{word}</dt><dd>" in card for word in ("Leeftijd", "Jaar", "Wie telt mee", "Bron")
        )
        assert "<dd></dd>" not in card


def test_the_news_is_a_page_of_its_own_kind(home: HomePage) -> None:
    assert NewsIndexPage.objects.get().url == "/nieuws/"

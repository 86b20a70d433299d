import datetime

import feedparser
from django.utils import timezone

from jmzpro.pages.bootstrap import publish
from jmzpro.pages.models import HomePage, NewsIndexPage, NewsPage
from jmzpro.testing.client import PageClient
from jmzpro.testing.queries import assert_flat


def news(number: int = 1, *, days: int = 0, title: str = "") -> NewsPage:
    index = NewsIndexPage.objects.get()
    date = timezone.localdate() + datetime.timedelta(days=days)
    page = NewsPage(
        title=title or f"Bericht {number}",
        slug=f"bericht-{number}",
        date=date,
        lead="Een <b>kort</b> bericht & meer.",
    )
    page.body = [("paragraph", "<p>De hele tekst.</p>")]
    index.add_child(instance=page)
    publish(page)
    return page


def test_the_newest_comes_first_and_what_is_dated_later_waits(
    home: HomePage, client: PageClient
) -> None:
    (
        news(1, days=-3, title="Oud nieuws"),
        news(2, title="Vers nieuws"),
        news(3, days=2, title="Nieuws van morgen"),
    )
    html = client.get("/nieuws/").content.decode()
    assert html.index("Vers nieuws") < html.index("Oud nieuws")
    assert "Nieuws van morgen" not in html


def test_an_empty_list_says_so(home: HomePage, client: PageClient) -> None:
    assert "Er is nog geen nieuws" in client.get("/nieuws/").content.decode()


def test_a_longer_list_costs_no_more_queries(home: HomePage, client: PageClient) -> None:
    news(100)
    assert_flat(client, "/nieuws/", lambda: [news(number) for number in range(12)])


def test_both_feeds_are_read_without_a_complaint(home: HomePage, client: PageClient) -> None:
    for number in range(3):
        news(number, days=-number, title=f"Bericht ‘{number}’ & <meer>")
    for address in ("/nieuws/rss.xml", "/nieuws/atom.xml"):
        response = client.get(address)
        feed = feedparser.parse(
            response.content,
            response_headers={
                "content-type": response["Content-Type"],
                "content-location": address,
            },
        )
        assert not feed.bozo, feed.get("bozo_exception")
        assert "Bericht ‘0’" in feed.entries[0].title
        assert len({entry.id for entry in feed.entries}) == 3
        assert all(
            entry.link.startswith("http://127.0.0.1:8000/nieuws/bericht-") for entry in feed.entries
        )


def test_a_news_page_shows_its_date_in_words(home: HomePage, client: PageClient) -> None:
    html = client.get(news(1).url).content.decode()
    assert "De hele tekst." in html
    assert "<time datetime=" in html

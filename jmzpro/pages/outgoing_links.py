"""Where the editors' own words link to other sites: in pages, in the words above coded pages,
and in what introduces a theme.
"""

from collections.abc import Iterable, Iterator

from django.urls import reverse
from wagtail.models import Page

from jmzpro.library.dead_links import LinkSource, Place
from jmzpro.pages.addresses import open_to_all
from jmzpro.pages.models import HomePage, Introduction, NewsPage, TextPage
from jmzpro.pages.page_checks import of_html, pieces
from jmzpro.themes.models import Theme


def elsewhere(links: Iterable[str | None]) -> set[str]:
    return {link for link in links if link and link.startswith(("https://", "http://"))}


def of_pages() -> Iterator[Place]:
    """Of the pages as visitors see them, not of a draft."""
    for model in (TextPage, NewsPage):
        for page in open_to_all(model.objects.all()).only("title", "body").iterator(chunk_size=100):
            yield from of_page(page, (link for piece in pieces(page.body) for link in piece.links))
    for home in open_to_all(HomePage.objects.all()).only("title", "doors"):
        yield from of_page(home, (door.value["address"] for door in home.doors))


def of_page(page: Page, links: Iterable[str]) -> Iterator[Place]:
    for link in elsewhere(links):
        yield Place(link, page.title, reverse("wagtailadmin_pages:edit", args=[page.pk]))


def of_introductions() -> Iterator[Place]:
    for words in Introduction.objects.filter(live=True):
        for link in elsewhere(of_html(words.text).links):
            yield Place(
                link,
                f"Inleiding boven: {words}",
                reverse("wagtailsnippets_pages_introduction:edit", args=[words.pk]),
            )
    for theme in Theme.objects.active().exclude(introduction=""):
        for link in elsewhere(of_html(theme.introduction).links):
            yield Place(
                link,
                f"Thema: {theme.name}",
                reverse("wagtailsnippets_themes_theme:edit", args=[theme.pk]),
            )


SOURCES = (
    LinkSource("pages", of_pages, order=20),
    LinkSource("introductions", of_introductions, order=30),
)

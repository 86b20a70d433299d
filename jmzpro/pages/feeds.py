"""News as RSS and Atom."""

from datetime import datetime, time
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed

from jmzpro.pages.models import NewsPage

SHOWN = 30


class NewsRss(Feed[NewsPage, None]):
    """The newest items. Every address is complete, with the name the site is known by."""

    feed_type: Any = Rss201rev2Feed
    title = "Nieuws van JMZ Pro"
    description = (
        "Nieuws van het netwerk van professionals die jonge mantelzorgers zien en steunen."
    )
    language = "nl"
    link = f"{settings.BASE_URL}/nieuws/"
    feed_url = f"{settings.BASE_URL}/nieuws/rss.xml"

    def items(self) -> list[NewsPage]:
        return list(NewsPage.objects.newest().filter(locale__language_code="nl")[:SHOWN])

    def item_title(self, item: NewsPage) -> str:
        return str(item.title)

    def item_description(self, item: NewsPage) -> str:
        return item.lead

    def item_link(self, item: NewsPage) -> str:
        return f"{settings.BASE_URL}{item.url}"

    def item_guid(self, item: NewsPage) -> str:
        """Stays the same when the address changes."""
        return f"urn:uuid:{item.translation_key}"

    item_guid_is_permalink = False

    def item_pubdate(self, item: NewsPage) -> datetime:
        return timezone.make_aware(datetime.combine(item.date, time(9)))

    def item_updateddate(self, item: NewsPage) -> datetime:
        return item.last_published_at or self.item_pubdate(item)


class NewsAtom(NewsRss):
    feed_type = Atom1Feed
    subtitle = NewsRss.description
    feed_url = f"{settings.BASE_URL}/nieuws/atom.xml"
    author_name = "JMZ Pro"

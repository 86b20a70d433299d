"""What is new in the Kennisbank as an Atom feed: all of it, or of one theme (`?thema=brusjes`)."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from jmzpro.kit.feeds import SteadyAtom
from jmzpro.library.models import CreditRole, Item
from jmzpro.themes.models import Theme

NEWEST = 50


class NewItems(Feed[Item, Theme | None]):
    feed_type = SteadyAtom
    subtitle = (
        "Wat er nieuw is in de Kennisbank van JMZ Pro: publicaties, toolkits en "
        "praktijkvoorbeelden."
    )
    author_name = "JMZ Pro"
    language = "nl"

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Theme | None:
        slug = request.GET.get("thema")
        return get_object_or_404(Theme.objects.active(), slug=slug) if slug else None

    def title(self, theme: Theme | None) -> str:
        return f"Kennisbank: {theme.name}" if theme else "Kennisbank van JMZ Pro"

    def link(self, theme: Theme | None) -> str:
        return f"{settings.BASE_URL}/kennisbank/{asked(theme)}"

    def feed_url(self, theme: Theme | None) -> str:
        return f"{settings.BASE_URL}/kennisbank/feed.xml{asked(theme)}"

    def items(self, theme: Theme | None) -> list[Item]:
        found = (
            Item.objects.visible_to(AnonymousUser())
            .newest_first()
            .prefetch_related("themes", "credits")
        )
        return list((found.filter(themes=theme) if theme else found).defer("transcript")[:NEWEST])

    def item_title(self, item: Any) -> str:
        return str(item.title)

    def item_description(self, item: Item) -> str:
        return item.promise

    def item_link(self, item: Item) -> str:
        return f"{settings.BASE_URL}{item.get_absolute_url()}"

    def item_guid(self, item: Item) -> str:
        """Stays the same whatever the title becomes."""
        return f"{settings.BASE_URL}{item.get_short_url()}"

    def item_author_name(self, item: Item) -> str:
        of = [
            credit.shown_name for credit in item.credits.all() if credit.role == CreditRole.AUTHOR
        ]
        return ", ".join(of) or "JMZ Pro"

    def item_pubdate(self, item: Item) -> datetime | None:
        published: datetime | None = item.first_published_at
        return published

    def item_updateddate(self, item: Item) -> datetime:
        return item.changed_at

    def item_categories(self, item: Item) -> list[str]:
        return [
            item.get_kind_display(),
            *(theme.name for theme in item.themes.all() if theme.is_active),
        ]


def asked(theme: Theme | None) -> str:
    return f"?thema={theme.slug}" if theme else ""

"""Items for tests: each call makes one, on the site unless said otherwise."""

from typing import Any

from jmzpro.library.choices import Kind
from jmzpro.library.models import Item
from jmzpro.themes.models import Theme


def make_item(
    title: str = "Signalen in de klas", *, themes: str = "", live: bool = True, **fields: Any
) -> Item:
    """`themes`: slugs with spaces between."""
    kind, promise = (
        fields.pop("kind", Kind.GUIDE),
        fields.pop("promise", "Herken in een kwartier welke leerling thuis zorgt."),
    )
    item = Item.draft(kind=kind, title=title, promise=promise, **fields)
    item.themes.set(Theme.objects.filter(slug__in=themes.split()))
    item.save()
    if live:
        item.put_on_site(by=None)
    return item

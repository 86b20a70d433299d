"""The site's menus. A part registers its item in `AppConfig.ready`; an item nobody registered
does not show.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from django.urls import reverse

from jmzpro.kit.registry import Registry

Place = Literal["main", "footer-network", "footer-site", "mine"]


@dataclass(frozen=True)
class MenuItem:
    """One link. `url_name` is a route's name; `shown_to(user)` may hide it (default: everybody sees
    it).

    `page` instead of `url_name` is the address of a page that editors own ("/herkennen/"): the item
    shows as long as that page does.
    """

    key: str
    label: str
    url_name: str = ""
    place: Place = "main"
    order: int = 50
    shown_to: Callable[[Any], bool] = lambda user: True
    page: str = ""

    @property
    def url(self) -> str:
        return self.page or reverse(self.url_name)


menu: Registry[MenuItem] = Registry("menu")
_pages_among: Callable[[Collection[str]], Collection[str]] = lambda addresses: ()  # noqa: E731


def ask_for_pages_with(pages_among: Callable[[Collection[str]], Collection[str]]) -> None:
    """Who owns the pages says here how to find which of a few addresses are a page that
    everybody may see.
    """
    global _pages_among
    _pages_among = pages_among


class Menus:
    """The menus of one request, worked out when a template asks for them, and then all in one
    go.
    """

    def __init__(self, user: Any) -> None:
        self.user = user

    @cached_property
    def shown(self) -> list[MenuItem]:
        pages = _pages_among([item.page for item in menu if item.page])
        return [
            item
            for item in menu
            if (not item.page or item.page in pages) and item.shown_to(self.user)
        ]

    def items(self, place: Place) -> list[MenuItem]:
        return [item for item in self.shown if item.place == place]


def items(place: Place, user: Any) -> list[MenuItem]:
    return Menus(user).items(place)

"""The site's menus. A part registers its item in `AppConfig.ready`; an item nobody registered does not show."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from django.urls import reverse

from jmzpro.kit.registry import Registry

Place = Literal["main", "footer-network", "footer-site", "mine"]


@dataclass(frozen=True)
class MenuItem:
    """One link. `url_name` is a route's name; `shown_to(user)` may hide it (default: everybody sees it)."""

    key: str
    label: str
    url_name: str
    place: Place = "main"
    order: int = 50
    shown_to: Callable[[Any], bool] = lambda user: True

    @property
    def url(self) -> str:
        return reverse(self.url_name)


menu: Registry[MenuItem] = Registry("menu")


def items(place: Place, user: Any) -> list[MenuItem]:
    return [item for item in menu if item.place == place and item.shown_to(user)]

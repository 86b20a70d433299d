"""What every template of the site may rely on."""

from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from jmzpro.kit.menu import Menus


def site(request: HttpRequest) -> dict[str, Any]:
    """The menus as this visitor may see them, worked out only when the template shows them, and
    what the head of a page needs.
    """
    menus = Menus(getattr(request, "user", None))
    return {
        "main_menu": partial(menus.items, "main"),
        "footer_network_menu": partial(menus.items, "footer-network"),
        "footer_site_menu": partial(menus.items, "footer-site"),
        "site_search_url": find_search_url(),
        "base_url": settings.BASE_URL,
    }


def find_search_url() -> str:
    """The address of the search page, or nothing as long as no part offers one."""
    try:
        return reverse("search:results")
    except NoReverseMatch:
        return ""

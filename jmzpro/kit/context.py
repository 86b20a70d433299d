"""What every template of the site may rely on."""

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from jmzpro.kit import menu


def site(request: HttpRequest) -> dict[str, Any]:
    """The menus as this visitor may see them. Lazy parts only: error pages render without a user."""
    user = getattr(request, "user", None)
    return {
        "main_menu": menu.items("main", user),
        "footer_network_menu": menu.items("footer-network", user),
        "footer_site_menu": menu.items("footer-site", user),
        "search_url": search_url(),
    }


def search_url() -> str:
    """The address of the search page, or nothing as long as no part offers one."""
    try:
        return reverse("search:results")
    except NoReverseMatch:
        return ""

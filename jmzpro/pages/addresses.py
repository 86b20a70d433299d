"""Which addresses of the site exist, whoever owns them: code or an editor."""

from collections.abc import Collection
from datetime import datetime

from django.urls import Resolver404, resolve
from wagtail.models import Page

# The route that takes whatever code does not own, and asks the page tree.
PAGE_ROUTE = "wagtail_serve"
# Where the site's own page stands in Wagtail's tree; `/herkennen/` on the site is `/home/herkennen/` in the tree.
HOME = "/home"


def live_pages(addresses: Collection[str]) -> set[str]:
    """Those of the addresses ("/herkennen/") that are a page everybody may see, in one query."""
    wanted = {f"{HOME}{address}": address for address in addresses}
    if not wanted:
        return set()
    pages = Page.objects.live().filter(url_path__in=wanted, view_restrictions=None)
    return {wanted[path] for path in pages.values_list("url_path", flat=True)}


def is_coded(address: str) -> bool:
    try:
        return resolve(address).url_name != PAGE_ROUTE
    except Resolver404:
        return False


def existing(addresses: Collection[str]) -> set[str]:
    """Those of the addresses that lead somewhere; a part after # is let be."""
    paths = {address: address.partition("#")[0] for address in addresses}
    coded = {path for path in paths.values() if path.startswith("/") and is_coded(path)}
    pages = live_pages([path for path in paths.values() if path not in coded])
    return {address for address, path in paths.items() if path in coded or path in pages}


def public_pages() -> list[tuple[str, datetime | None]]:
    """Every page for everybody, with its last change: for the sitemap."""
    pages = Page.objects.live().public().filter(url_path__startswith=f"{HOME}/").order_by("path")
    return [(path.removeprefix(HOME), changed) for path, changed in pages.values_list("url_path", "last_published_at")]

"""Which addresses of the site exist, whoever owns them: code or an editor."""

from collections.abc import Collection, Iterator
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from django.urls import Resolver404, resolve
from wagtail.models import Page, PageViewRestriction

# The route that takes whatever code does not own, and asks the page tree.
PAGE_ROUTE = "wagtail_serve"
# Where the site's own page stands in Wagtail's tree; `/herkennen/` on the site is
# `/home/herkennen/` in the tree, and `/en/help/` is `/home-en/help/`.
HOME = "/home"
LANGUAGES = frozenset(code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE)


def is_fit(address: str) -> bool:
    """Whether an editor may send somebody there: a path on this site, or another site over
    https.
    """
    return address.startswith("https://") or (
        address.startswith("/") and not address.startswith("//")
    )


def tree_path(address: str) -> str:
    language, _, rest = address.removeprefix("/").partition("/")
    return f"{HOME}-{language}/{rest}" if language in LANGUAGES else f"{HOME}{address}"


def live_pages(addresses: Collection[str]) -> set[str]:
    """Those of the addresses ("/herkennen/") that are a page everybody may see, in one query."""
    wanted = {tree_path(address): address for address in addresses}
    if not wanted:
        return set()
    pages = Page.objects.live().filter(url_path__in=wanted, view_restrictions=None)
    return {wanted[path] for path in pages.values_list("url_path", flat=True)}


def open_to_all(pages: Any) -> Any:
    """Those of the pages that are live, and neither closed nor below one that is. Asks nothing
    yet (Wagtail's `public()` does).
    """
    closing = PageViewRestriction.objects.alias(
        below=ExpressionWrapper(OuterRef("path"), output_field=CharField())
    ).filter(below__startswith=F("page__path"))
    return pages.filter(~Exists(closing), live=True)


@lru_cache(maxsize=1024)
def is_coded(address: str) -> bool:
    try:
        return resolve(address).url_name != PAGE_ROUTE
    except Resolver404:
        return False


def existing(addresses: Collection[str]) -> set[str]:
    """Those of the addresses that lead somewhere; a part after # or ? is let be."""
    paths = {address: address.partition("#")[0].partition("?")[0] for address in addresses}
    coded = {path for path in paths.values() if path.startswith("/") and is_coded(path)}
    pages = live_pages([path for path in paths.values() if path not in coded])
    return {address for address, path in paths.items() if path in coded or path in pages}


def public_pages() -> Iterator[tuple[str, datetime | None]]:
    """Every page for everybody, with its last change: for the sitemap."""
    pages = (
        Page.objects.live().public().filter(depth__gt=1).select_related("locale").order_by("path")
    )
    for path, code, changed in pages.values_list(
        "url_path", "locale__language_code", "last_published_at"
    ):
        _, root, rest = path.split("/", 2)
        if f"/{root}" == HOME:
            yield f"/{rest}", changed
        elif f"/{root}" == f"{HOME}-{code}":
            yield f"/{code}/{rest}", changed

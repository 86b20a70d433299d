"""What the page tree of a new site needs: the language, the root, the home page, the site, and
pages to begin with.
"""

from collections.abc import Set as AbstractSet
from typing import Any

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site

from jmzpro.pages.addresses import HOME as HOME_PATH
from jmzpro.pages.addresses import tree_path
from jmzpro.pages.models import HomePage, MadeStarter, NewsIndexPage, TextPage
from jmzpro.pages.starter_pages import (
    ADDRESSES,
    DOORS,
    HOME,
    HOME_IN_ENGLISH,
    TRANSLATIONS,
    Starter,
    read_file,
)

EVERY = frozenset({*ADDRESSES, *TRANSLATIONS})


@transaction.atomic
def make_root(starters: AbstractSet[str] = EVERY) -> HomePage:
    """Adds what is missing of the tree. The starter pages come with a new home only: `manage.py
    add_starter_pages` brings those of a later version to a site that stands. `starters`: a test
    that needs a few is quicker with those.
    """
    locale, _ = Locale.objects.get_or_create(language_code="nl")
    home = HomePage.objects.filter(locale=locale).first()
    is_new = home is None
    home = home or make_home(locale)
    name_site(home)
    if is_new:
        add_starters(home, among=starters)
    return home


def make_home(locale: Locale) -> HomePage:
    root = Page.get_first_root_node() or Page.add_root(
        instance=Page(title="Root", slug="root", locale=locale)
    )
    # Wagtail's own migration leaves a page to say hello; ours takes its place and its slug.
    for greeting in root.get_children().filter(slug="home"):
        greeting.delete()
    root.refresh_from_db()
    home: HomePage = root.add_child(instance=HomePage(slug="home", locale=locale, **HOME))
    home.doors = [
        ("door", {"title": title, "text": text, "address": address})
        for title, text, address in DOORS
    ]
    publish(home)
    return home


def name_site(home: HomePage) -> None:
    """One site, for every name it is reached by."""
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    if site.root_page_id == home.pk:
        return
    site.root_page = home
    site.hostname = settings.BASE_HOST
    site.port = 443 if settings.SECURE else 80
    site.site_name = "JMZ Pro"
    site.save()


@transaction.atomic
def add_starters(home: HomePage, *, again: str = "", among: AbstractSet[str] = EVERY) -> list[str]:
    """Make the starter pages this site was never given (and `again`); their addresses. What
    stands where one would come is let be.
    """
    given = set(MadeStarter.objects.values_list("address", flat=True)) - {again}
    added = []
    wanted = among - given
    for address in ADDRESSES:
        if address in wanted and make_starter(read_file(address)):
            added.append(address)
    for address, dutch in TRANSLATIONS.items():
        if address in wanted and make_translation(home, read_file(address), dutch):
            added.append(address)
    return added


def page_at(address: str) -> Any:
    """The page at an address of the site, live or not; None when there is none."""
    found = Page.objects.filter(url_path=tree_path(address)).first()
    return found.specific if found else None


def make_starter(starter: Starter) -> bool:
    """False when there is a page already, or none to stand below."""
    above = page_at(starter.above)
    if above is None:
        return False
    MadeStarter.objects.get_or_create(address=starter.address)
    if above.get_children().filter(slug=starter.slug).exists():
        return False
    page = NewsIndexPage() if starter.is_news else TextPage()
    page.slug, page.locale = starter.slug, above.locale
    fill(page, starter)
    above.add_child(instance=page)
    publish(page)
    return True


def make_translation(home: HomePage, starter: Starter, dutch_address: str) -> bool:
    """The same page in the language that its address begins with, as a translation of the Dutch
    one.
    """
    dutch = page_at(dutch_address)
    locale, _ = Locale.objects.get_or_create(language_code=starter.address.split("/")[1])
    if dutch is None or dutch.has_translation(locale) or page_at(starter.address) is not None:
        return False
    if not home.has_translation(locale):
        make_translated_home(home, locale)
    if not dutch.get_parent().specific.has_translation(locale):
        return False
    MadeStarter.objects.get_or_create(address=starter.address)
    page = dutch.copy_for_translation(locale)
    page.slug = starter.slug
    fill(page, starter)
    publish(page)
    return True


def make_translated_home(home: HomePage, locale: Locale) -> None:
    """Its slug ends in the code of its language: the foot of every address in that language
    (addresses.py).
    """
    page = home.copy_for_translation(locale)
    page.slug = f"{HOME_PATH.strip('/')}-{locale.language_code}"
    page.doors = []
    for name, value in HOME_IN_ENGLISH.items():
        setattr(page, name, value)
    publish(page)


def fill(page: Any, starter: Starter) -> None:
    page.title, page.draft_title = starter.title, starter.title
    page.search_description, page.lead = starter.description, starter.lead
    if isinstance(page, TextPage):
        page.body = list(starter.body)
        page.is_for_young_readers, page.lists_children = (
            starter.is_for_young_readers,
            starter.lists_children,
        )


def publish(page: Any) -> None:
    """With a line in the history that can be gone back to: Wagtail offers that at an edit, not
    at a publication.
    """
    page.save_revision(log_action=True).publish()


@transaction.atomic
def keep_first_versions() -> int:
    """Pages made before their first version was kept get it now, as they stand: an editor can go
    back to it. Gives how many.
    """
    pages = Page.objects.filter(latest_revision=None, depth__gt=1).specific()
    for page in pages:
        was_draft = page.has_unpublished_changes
        revision = page.save_revision(clean=False, log_action=True)
        live = revision if page.live else None
        Page.objects.filter(pk=page.pk).update(
            has_unpublished_changes=was_draft, live_revision=live
        )
    return len(pages)

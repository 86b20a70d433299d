"""What the page tree of a new site needs: the language, the root, the home page, the site and a few pages to begin with."""

from typing import Any

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site

from jmzpro.pages.models import HomePage, TextPage
from jmzpro.pages.starter import DOORS, HOME, Starter, starters


@transaction.atomic
def make_root() -> HomePage:
    """Adds what is missing and leaves what stands, so that it may run again: an editor's page is never written over."""
    locale, _ = Locale.objects.get_or_create(language_code="nl")
    home = HomePage.objects.first() or make_home(locale)
    name_site(home)
    for starter in starters():
        make_starter(home, starter)
    return home


def make_home(locale: Locale) -> HomePage:
    root = Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root", locale=locale))
    # Wagtail's own migration leaves a page to say hello; ours takes its place and its slug.
    for greeting in root.get_children().filter(slug="home"):
        greeting.delete()
    root.refresh_from_db()
    home: HomePage = root.add_child(instance=HomePage(slug="home", locale=locale, **HOME))
    home.doors = [("door", {"title": title, "text": text, "address": address}) for title, text, address in DOORS]
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


def make_starter(home: HomePage, starter: Starter) -> None:
    if home.get_children().filter(slug=starter.slug).exists():
        return
    page = TextPage(
        slug=starter.slug,
        title=starter.title,
        search_description=starter.description,
        lead=starter.lead,
        is_for_young_readers=starter.is_for_young_readers,
        locale=home.locale,
    )
    page.body = [(kind, value) for kind, value in starter.body]
    home.add_child(instance=page)
    publish(page)


def publish(page: Any) -> None:
    page.save_revision().publish()

from datetime import timedelta
from typing import Any

from django.apps import AppConfig


def is_member(user: Any) -> bool:
    return bool(getattr(user, "is_member", False))


class LibraryConfig(AppConfig):
    name = "jmzpro.library"
    label = "library"
    verbose_name = "Kennisbank"

    def ready(self) -> None:
        from jmzpro.api.registry import resources
        from jmzpro.kit.introductions import CodedPage, coded_pages
        from jmzpro.kit.menu import MenuItem, menu
        from jmzpro.kit.panels import panels
        from jmzpro.kit.short_links import shareables
        from jmzpro.kit.sitemap import PublicAddresses, public_addresses
        from jmzpro.letters.registry import mail_kinds, parts, sections
        from jmzpro.library import dead_links, digest, files, search, upkeep, uses
        from jmzpro.library import queue as library_queue
        from jmzpro.library.api import RESOURCE
        from jmzpro.library.bulk.jobs import work
        from jmzpro.library.deposits import SHELF
        from jmzpro.library.emails import MAIL_KINDS
        from jmzpro.library.expertise import SOURCE
        from jmzpro.library.panels import PANELS
        from jmzpro.library.personal_data import DATA_CATEGORY
        from jmzpro.media.shelves import shelves
        from jmzpro.members.expertise import expertise
        from jmzpro.search.registry import searchables
        from jmzpro.trust.personal_data import data_categories
        from jmzpro.trust.publication import Promise, WiderAudience, wider_audiences
        from jmzpro.trust.queue import queue
        from jmzpro.work.jobs import Job, jobs

        menu.register(
            MenuItem(key="library", label="Kennisbank", url_name="library:list", order=15)
        )
        coded_pages.register(CodedPage("library", "Kennisbank", "/kennisbank/", order=30))
        for panel in PANELS:
            panels.register(panel)
        public_addresses.register(PublicAddresses(key="library", addresses=search.addresses))
        searchables.register(search.ITEMS)
        shareables.register(search.SHAREABLE)
        expertise.register(SOURCE)
        data_categories.register(DATA_CATEGORY)
        parts.register(digest.LIBRARY)
        sections.register(digest.SECTION)
        for mail_kind in MAIL_KINDS:
            mail_kinds.register(mail_kind)
        # Each file is held by a lease of its own, so any machine may read.
        jobs.register(
            Job(
                "library-files",
                every=timedelta(seconds=1),
                run=files.read_next,
                on_each_machine=True,
            )
        )
        resources.register(RESOURCE)
        shelves.register(SHELF)
        jobs.register(Job("library-intake", every=timedelta(seconds=1), run=work))
        menu.register(
            MenuItem(
                "library-submissions",
                "Deel in de Kennisbank",
                "library:submissions",
                "mine",
                order=45,
                shown_to=is_member,
            )
        )
        queue.register(library_queue.QUEUE)
        queue.register(uses.QUEUE)
        jobs.register(Job("library-upkeep", every=timedelta(minutes=15), run=upkeep.work))
        dead_links.link_sources.register(dead_links.ITEM_LINKS)
        jobs.register(
            Job("library-links-known", every=timedelta(minutes=15), run=dead_links.keep_up)
        )
        jobs.register(Job("library-link-visits", every=timedelta(seconds=15), run=dead_links.work))
        wider_audiences.register(
            WiderAudience(
                "library",
                "De Kennisbank, met de organisatie erbij; namen van mensen bevestigt de Redactie",
                Promise.OWN_NAME,
                (
                    "library.Item.*",
                    "library.Credit.*",
                    "library.Link.*",
                    "library.File.*",
                    "library.FileVersion.*",
                    "library.FileText.*",
                    "library.ToolkitEntry.*",
                ),
                order=20,
            )
        )

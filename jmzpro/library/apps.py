from datetime import timedelta

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "jmzpro.library"
    label = "library"
    verbose_name = "Kennisbank"

    def ready(self) -> None:
        from jmzpro.api.registry import resources
        from jmzpro.kit.menu import MenuItem, menu
        from jmzpro.kit.panels import panels
        from jmzpro.kit.sitemap import PublicAddresses, public_addresses
        from jmzpro.letters.registry import parts, sections
        from jmzpro.library import finding, letter, reading
        from jmzpro.library.api import RESOURCE
        from jmzpro.library.exchange.working import work
        from jmzpro.library.expertise import SOURCE
        from jmzpro.library.panels import PANELS
        from jmzpro.library.personal_data import HOLDING
        from jmzpro.members.expertise import expertise
        from jmzpro.search.registry import searchables
        from jmzpro.trust.personal_data import holdings
        from jmzpro.work.jobs import Job, jobs

        menu.register(MenuItem(key="library", label="Kennisbank", url_name="library:list", order=15))
        for panel in PANELS:
            panels.register(panel)
        public_addresses.register(PublicAddresses(key="library", addresses=finding.addresses))
        searchables.register(finding.ITEMS)
        expertise.register(SOURCE)
        holdings.register(HOLDING)
        parts.register(letter.LIBRARY)
        sections.register(letter.SECTION)
        # Each file is held by a lease of its own, so any machine may read.
        jobs.register(Job("library-files", every=timedelta(seconds=1), run=reading.read_next, on_each_machine=True))
        resources.register(RESOURCE)
        jobs.register(Job("library-intake", every=timedelta(seconds=1), run=work))

from datetime import timedelta

from django.apps import AppConfig


class SupportConfig(AppConfig):
    name = "jmzpro.support"
    label = "support"
    verbose_name = "Hulp vinden"

    def ready(self) -> None:
        from jmzpro.api.registry import resources
        from jmzpro.kit.introductions import CodedPage, coded_pages
        from jmzpro.kit.menu import MenuItem, menu
        from jmzpro.kit.panels import panels
        from jmzpro.kit.sitemap import PublicAddresses, public_addresses
        from jmzpro.letters.registry import mail_kinds
        from jmzpro.search.registry import searchables
        from jmzpro.support import queue as support_queue
        from jmzpro.support import search, upkeep
        from jmzpro.support.api import RESOURCE
        from jmzpro.support.emails import MAIL_KIND
        from jmzpro.support.panels import PANELS, keeps_services
        from jmzpro.support.personal_data import REPORTS
        from jmzpro.trust.personal_data import data_categories
        from jmzpro.trust.publication import Promise, WiderAudience, wider_audiences
        from jmzpro.trust.queue import queue
        from jmzpro.work.jobs import Job, jobs

        menu.register(
            MenuItem(key="support", label="Hulp vinden", url_name="support:search", order=15)
        )
        menu.register(
            MenuItem(
                "support-mine",
                "Ons hulpaanbod",
                "support:mine",
                place="mine",
                order=47,
                shown_to=keeps_services,
            )
        )
        coded_pages.register(CodedPage("support", "Hulp vinden", "/hulp-vinden/", order=45))
        public_addresses.register(PublicAddresses(key="support", addresses=search.addresses))
        for panel in PANELS:
            panels.register(panel)
        searchables.register(search.SERVICES)
        resources.register(RESOURCE)
        queue.register(support_queue.QUEUE)
        mail_kinds.register(MAIL_KIND)
        data_categories.register(REPORTS)
        jobs.register(Job("support-still-right", every=timedelta(days=1), run=upkeep.ask))
        wider_audiences.register(
            WiderAudience(
                "support",
                "Hulp vinden, onder de naam van de organisatie",
                Promise.OWN_NAME,
                ("support.SupportService.*",),
                order=40,
            )
        )

from datetime import timedelta

from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "jmzpro.pages"
    label = "pages"

    def ready(self) -> None:
        from jmzpro.kit.introductions import CodedPage, ask_for_introductions_with, coded_pages
        from jmzpro.kit.menu import ask_for_pages_with
        from jmzpro.kit.short_links import shareables
        from jmzpro.kit.sitemap import PublicAddresses, public_addresses
        from jmzpro.library.dead_links import link_sources
        from jmzpro.pages import addresses, introductions, outgoing_links, short_links
        from jmzpro.pages.jobs import publish_what_is_due
        from jmzpro.pages.personal_data import MESSAGES
        from jmzpro.pages.queue import KINDS
        from jmzpro.pages.search import NEWS, PAGES
        from jmzpro.search.registry import searchables
        from jmzpro.trust.personal_data import data_categories
        from jmzpro.trust.publication import Promise, WiderAudience, wider_audiences
        from jmzpro.trust.queue import queue
        from jmzpro.work.jobs import Job, jobs

        ask_for_pages_with(addresses.live_pages)
        ask_for_introductions_with(introductions.words_of)
        put_in_menus()
        shareables.register(short_links.SHAREABLE)
        for source in outgoing_links.SOURCES:
            link_sources.register(source)
        coded_pages.register(CodedPage("doorgeven", "Doorgeven", "/doorgeven/", order=40))
        public_addresses.register(PublicAddresses("pages", addresses.public_pages, order=10))
        public_addresses.register(
            PublicAddresses("passing-on", lambda: [("/doorgeven/", None)], order=15)
        )
        data_categories.register(MESSAGES)
        for kind in KINDS:
            queue.register(kind)
        searchables.register(PAGES)
        searchables.register(NEWS)
        jobs.register(Job("pages-due", timedelta(minutes=1), publish_what_is_due))

        wider_audiences.register(
            WiderAudience(
                "help-lines", "De hulpnummers", Promise.OFFICE, ("helplines.Line.*",), order=56
            )
        )
        wider_audiences.register(
            WiderAudience(
                "pages",
                "Pagina’s en nieuws",
                Promise.OFFICE,
                (
                    "pages.HomePage.*",
                    "pages.TextPage.*",
                    "pages.NewsIndexPage.*",
                    "pages.NewsPage.*",
                    "pages.Introduction.*",
                ),
                order=80,
            )
        )


def put_in_menus() -> None:
    """What editors own shows as long as it is there."""
    from jmzpro.kit.menu import MenuItem, menu

    menu.register(MenuItem("herkennen", "Herkennen", page="/herkennen/", order=10))
    menu.register(
        MenuItem("over", "Over het netwerk", page="/over/", place="footer-network", order=10)
    )
    menu.register(MenuItem("nieuws", "Nieuws", page="/nieuws/", place="footer-network", order=30))
    menu.register(
        MenuItem(
            "alliantie", "De Alliantie", page="/over/alliantie/", place="footer-network", order=40
        )
    )
    menu.register(
        MenuItem(
            "klankbordgroep",
            "Klankbordgroep",
            page="/over/klankbordgroep/",
            place="footer-network",
            order=45,
        )
    )
    menu.register(
        MenuItem("doorgeven", "Doorgeven", "pages:pass-on", place="footer-network", order=60)
    )
    menu.register(
        MenuItem("cijfers", "Cijfers", page="/cijfers/", place="footer-network", order=65)
    )
    menu.register(
        MenuItem(
            "voor-jou", "Voor jongeren en ouders", page="/voor-jou/", place="footer-site", order=5
        )
    )
    menu.register(MenuItem("privacy", "Privacy", page="/privacy/", place="footer-site", order=10))
    menu.register(
        MenuItem(
            "toegankelijkheid",
            "Toegankelijkheid",
            page="/toegankelijkheid/",
            place="footer-site",
            order=20,
        )
    )
    menu.register(MenuItem("contact", "Contact", page="/contact/", place="footer-site", order=30))

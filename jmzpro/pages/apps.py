from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "jmzpro.pages"
    label = "pages"

    def ready(self) -> None:
        from jmzpro.kit.menu import MenuItem, ask_for_pages_with, menu
        from jmzpro.kit.sitemap import PublicAddresses, public_addresses
        from jmzpro.pages import addresses

        ask_for_pages_with(addresses.live_pages)
        menu.register(MenuItem("herkennen", "Herkennen", page="/herkennen/", order=10))
        menu.register(MenuItem("over", "Over het netwerk", page="/over/", place="footer-network", order=10))
        menu.register(MenuItem("privacy", "Privacy", page="/privacy/", place="footer-site", order=10))
        menu.register(MenuItem("toegankelijkheid", "Toegankelijkheid", page="/toegankelijkheid/", place="footer-site", order=20))
        menu.register(MenuItem("contact", "Contact", page="/contact/", place="footer-site", order=30))
        public_addresses.register(PublicAddresses("pages", addresses.public_pages, order=10))

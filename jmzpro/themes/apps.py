from django.apps import AppConfig


class ThemesConfig(AppConfig):
    name = "jmzpro.themes"
    label = "themes"
    verbose_name = "Thema’s"

    def ready(self) -> None:
        from jmzpro.api.registry import resources
        from jmzpro.kit.introductions import CodedPage, coded_pages
        from jmzpro.kit.menu import MenuItem, menu
        from jmzpro.kit.short_links import shareables
        from jmzpro.kit.sitemap import PublicAddresses, public_addresses
        from jmzpro.search.registry import searchables
        from jmzpro.themes.api import RESOURCE
        from jmzpro.themes.search import SHAREABLE, THEMES, addresses
        from jmzpro.trust.publication import Promise, WiderAudience, wider_audiences

        menu.register(
            MenuItem(
                key="themes",
                label="Thema’s",
                url_name="themes:themes",
                place="footer-network",
                order=20,
            )
        )
        public_addresses.register(PublicAddresses(key="themes", addresses=addresses))
        searchables.register(THEMES)
        shareables.register(SHAREABLE)
        resources.register(RESOURCE)
        coded_pages.register(CodedPage("themes", "Thema’s", "/themas/", order=20))
        wider_audiences.register(
            WiderAudience("themes", "De thema’s", Promise.OFFICE, ("themes.Theme.*",), order=60)
        )

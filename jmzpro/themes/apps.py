from collections.abc import Iterator
from datetime import datetime

from django.apps import AppConfig


class ThemesConfig(AppConfig):
    name = "jmzpro.themes"
    label = "themes"
    verbose_name = "Thema’s"

    def ready(self) -> None:
        from jmzpro.kit.menu import MenuItem, menu
        from jmzpro.kit.sitemap import PublicAddresses, public_addresses
        from jmzpro.search.registry import Document, Hit, Searchable, searchables
        from jmzpro.themes.models import Theme

        menu.register(MenuItem(key="themes", label="Thema’s", url_name="themes:themes", place="footer-network", order=20))
        public_addresses.register(PublicAddresses(key="themes", addresses=theme_addresses))
        searchables.register(
            Searchable(
                key="theme",
                label="thema",
                label_plural="thema’s",
                model=Theme,
                all=Theme.objects.active,
                visible_to=lambda user: Theme.objects.active(),
                document=lambda theme: Document(title=theme.name, body=theme.introduction, keywords=theme.other_names),
                hit=lambda theme: Hit(
                    title=theme.name, url=theme.get_absolute_url(), snippet_source=theme.introduction or theme.names_in_a_row
                ),
                order=20,
            )
        )


def theme_addresses() -> Iterator[tuple[str, datetime | None]]:
    from jmzpro.themes.models import Theme

    yield "/themas/", None
    for theme in Theme.objects.active():
        yield theme.get_absolute_url(), theme.updated_at

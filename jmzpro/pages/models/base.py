"""What all our pages share."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from wagtail.models import Page

from jmzpro.kit.short_links import Shared
from jmzpro.page_cache.cache import keep
from jmzpro.pages import languages
from jmzpro.pages.edit_conflicts import PageForm
from jmzpro.pages.page_checks import ChecksPanel


class BasePage(Page):
    """The description for search engines is Wagtail's own `search_description`."""

    base_form_class = PageForm

    class Meta:
        abstract = True

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return keep(super().serve(request, *args, **kwargs))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        code = self.locale.language_code
        return context | {
            "page_language": code,
            "direction": languages.direction(code),
            "is_dutch": code == settings.LANGUAGE_CODE,
            "words": languages.words(code),
            "versions": languages.versions(self),
            "crumbs": self.crumbs(),
            "shared": self.shared(),
        }

    def shared(self) -> Shared | None:
        """How it is passed on; None for the home page, which has the picture of the whole site."""
        from jmzpro.pages import short_links

        return short_links.shared(self) if self.depth > 2 else None

    def crumbs(self) -> list[tuple[str, str]]:
        """The pages above this one, from the home down: (title, address)."""
        above = (
            self.get_ancestors().filter(depth__gt=2).live().defer_streamfields()
            if self.depth > 3
            else []
        )
        home = (
            "/"
            if self.locale.language_code == settings.LANGUAGE_CODE
            else f"/{self.locale.language_code}/"
        )
        return [
            (languages.words(self.locale.language_code).home, home),
            *((page.title, page.url) for page in above),
        ]


CHECKS = ChecksPanel(heading="Voor je publiceert")

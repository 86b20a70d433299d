"""A page of text, built from blocks."""

from typing import Any

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from jmzpro.pages.blocks import BodyBlock
from jmzpro.pages.models.base import CHECKS, BasePage


class TextPage(BasePage):
    lead = models.TextField("inleiding", max_length=400, blank=True)
    body = StreamField(BodyBlock(), verbose_name="inhoud", blank=True)
    is_for_young_readers = models.BooleanField(
        "ook jongeren lezen dit",
        default=False,
        help_text="Zet een knop op de pagina om snel weg te gaan.",
    )
    lists_children = models.BooleanField(
        "laat de pagina’s eronder zien",
        default=False,
        help_text="Zet onderaan een rij met de pagina’s die onder deze hangen.",
    )

    content_panels = [
        CHECKS,
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("body"),
        FieldPanel("is_for_young_readers"),
        FieldPanel("lists_children"),
    ]
    parent_page_types = ["pages.HomePage", "pages.TextPage"]
    subpage_types = ["pages.TextPage"]

    class Meta:
        verbose_name = "tekstpagina"
        verbose_name_plural = "tekstpagina’s"

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        return (
            "pages/text_page.html"
            if self.locale.language_code == settings.LANGUAGE_CODE
            else "pages/language_page.html"
        )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        headings = [block.value for block in self.body if block.block_type == "heading"]
        children = self.get_children().live().specific() if self.lists_children else []
        return context | {"headings": headings, "children": children, "lead": self.lead}

"""The pages that editors own: the home page, and pages of text."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.http import HttpRequest, HttpResponseBase
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from jmzpro.freshness.keeping import keep
from jmzpro.kit import panels as shown_panels
from jmzpro.kit.dutch import in_round_words
from jmzpro.members.models import Organisation
from jmzpro.pages.addresses import existing
from jmzpro.pages.blocks import BodyBlock, DoorBlock


class BasePage(Page):
    """What all our pages share. Their description for search engines is Wagtail's own `search_description`."""

    class Meta:
        abstract = True

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return keep(super().serve(request, *args, **kwargs))


class HomePage(BasePage):
    hero_title = models.CharField("kop", max_length=80)
    hero_lead = models.TextField("inleiding", max_length=300)
    search_example = models.CharField("voorbeeld in het zoekvak", max_length=60, blank=True)
    often_searched = models.CharField("vaak gezocht", max_length=200, blank=True, help_text="Met een komma ertussen.")
    doors = StreamField([("door", DoorBlock())], verbose_name="deuren", blank=True)
    quote_text = models.TextField("citaat", max_length=300, blank=True)
    quote_source = models.CharField("van wie", max_length=120, blank=True, help_text="Een rol of leeftijd, nooit een naam van een kind.")

    content_panels = [
        *Page.content_panels,
        MultiFieldPanel([FieldPanel("hero_title"), FieldPanel("hero_lead")], heading="Bovenaan"),
        MultiFieldPanel([FieldPanel("search_example"), FieldPanel("often_searched")], heading="Zoekvak"),
        FieldPanel("doors"),
        MultiFieldPanel([FieldPanel("quote_text"), FieldPanel("quote_source")], heading="Citaat"),
    ]
    # Without its slug: that is the foot of every address in the tree (addresses.py).
    promote_panels = [MultiFieldPanel([FieldPanel("seo_title"), FieldPanel("search_description")], heading="Voor zoekmachines")]
    parent_page_types = ["wagtailcore.Page"]
    max_count = 1

    class Meta:
        verbose_name = "voorpagina"

    def searches(self) -> list[str]:
        """What is often searched, for the links under the search box."""
        return [words.strip() for words in self.often_searched.split(",") if words.strip()]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        doors = [block.value for block in self.doors]
        reachable = existing([door["address"] for door in doors] + ["/herkennen/", "/leden/", "/lid-worden/"])
        return context | {
            "doors": [door for door in doors if door["address"] in reachable],
            "reachable": reachable,
            "panels": shown_panels.render("home", request),
            **network_now(),
        }


class TextPage(BasePage):
    lead = models.TextField("inleiding", max_length=400, blank=True)
    body = StreamField(BodyBlock(), verbose_name="inhoud", blank=True)
    is_for_young_readers = models.BooleanField(
        "ook jongeren lezen dit", default=False, help_text="Zet een knop op de pagina om snel weg te gaan."
    )

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body"), FieldPanel("is_for_young_readers")]
    parent_page_types = ["pages.HomePage", "pages.TextPage"]

    class Meta:
        verbose_name = "tekstpagina"
        verbose_name_plural = "tekstpagina’s"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        above = self.get_ancestors().filter(depth__gt=2).live() if self.depth > 3 else []
        headings = [block.value for block in self.body if block.block_type == "heading"]
        return context | {"headings": headings, "crumbs": [("Voorpagina", "/"), *((page.title, page.url) for page in above)]}


def network_now() -> dict[str, Any]:
    """How many organisations a visitor may see, and a dot for each town that has one (warm where there is more than one)."""
    organisations = Organisation.objects.visible_to(AnonymousUser())
    counted = (
        organisations.values("town__name", "town__latitude", "town__longitude").annotate(number=models.Count("pk")).order_by("town__name")
    )
    towns = list(counted)
    dots = [
        {"latitude": town["town__latitude"], "longitude": town["town__longitude"], "warm": town["number"] > 1}
        for town in towns
        if town["town__latitude"] is not None
    ]
    number = sum(town["number"] for town in towns)
    words = f"{in_round_words(number)} {'organisatie' if number == 1 else 'organisaties'}"
    return {"organisation_count": number, "organisations_in_words": words, "dots": sorted(dots, key=lambda dot: bool(dot["warm"]))}

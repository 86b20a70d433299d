"""The home page; in another language the page that leads to the pages in that language."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField

from jmzpro.kit import panels as shown_panels
from jmzpro.kit.dutch import in_round_words
from jmzpro.members.directory.map import spots_of
from jmzpro.members.models import Organisation
from jmzpro.pages.addresses import existing
from jmzpro.pages.blocks import DoorBlock
from jmzpro.pages.models.base import CHECKS, BasePage

# Where the band under the doors leads: the first of these that exists.
BAND = ("/wijzer/", "/vijf-stappen/", "/herkennen/")


class HomePage(BasePage):
    hero_title = models.CharField("kop", max_length=80)
    hero_lead = models.TextField("inleiding", max_length=300)
    search_example = models.CharField("voorbeeld in het zoekvak", max_length=60, blank=True)
    often_searched = models.CharField(
        "vaak gezocht", max_length=200, blank=True, help_text="Met een komma ertussen."
    )
    doors = StreamField([("door", DoorBlock())], verbose_name="deuren", blank=True)
    quote_text = models.TextField("citaat", max_length=300, blank=True)
    quote_source = models.CharField(
        "van wie",
        max_length=120,
        blank=True,
        help_text="Een rol of leeftijd, nooit een naam van een kind.",
    )

    content_panels = [
        CHECKS,
        # Not Wagtail's own panel: that fills in the slug, which is not on this form.
        FieldPanel("title"),
        MultiFieldPanel([FieldPanel("hero_title"), FieldPanel("hero_lead")], heading="Bovenaan"),
        MultiFieldPanel(
            [FieldPanel("search_example"), FieldPanel("often_searched")], heading="Zoekvak"
        ),
        FieldPanel("doors"),
        MultiFieldPanel([FieldPanel("quote_text"), FieldPanel("quote_source")], heading="Citaat"),
    ]
    # Without its slug: that is the foot of every address in the tree (addresses.py).
    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("seo_title"), FieldPanel("search_description")], heading="Voor zoekmachines"
        )
    ]
    # The one home is made with the site, and those in other languages as its translations.
    parent_page_types: list[str] = []

    class Meta:
        verbose_name = "voorpagina"

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        return (
            "pages/home_page.html"
            if self.locale.language_code == settings.LANGUAGE_CODE
            else "pages/language_page.html"
        )

    def searches(self) -> list[str]:
        """What is often searched, for the links under the search box."""
        return [words.strip() for words in self.often_searched.split(",") if words.strip()]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        if not context["is_dutch"]:
            children = self.get_children().live().specific()
            return context | {
                "children": children,
                "lead": self.hero_lead,
                "heading": self.hero_title,
                "crumbs": [],
            }
        doors = [block.value for block in self.doors]
        reachable = existing(
            [door["address"] for door in doors] + [*BAND, "/leden/", "/lid-worden/"]
        )
        return context | {
            "doors": [door for door in doors if door["address"] in reachable],
            "reachable": reachable,
            "band": next((address for address in BAND if address in reachable), ""),
            "panels": shown_panels.render("home", request),
            **network_now(),
        }


def network_now() -> dict[str, Any]:
    """How many organisations a visitor may see, and where on the map they are."""
    spots, elsewhere = spots_of(Organisation.objects.visible_to(AnonymousUser()))
    number = sum(spot.count for spot in spots) + elsewhere
    words = f"{in_round_words(number)} {'organisatie' if number == 1 else 'organisaties'}"
    return {"organisation_count": number, "organisations_in_words": words, "spots": spots}

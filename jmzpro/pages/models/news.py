"""News: a list by date, and what it lists."""

from typing import Any

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet

from jmzpro.pages.addresses import open_to_all
from jmzpro.pages.blocks import BodyBlock
from jmzpro.pages.models.base import CHECKS, BasePage

ON_A_PAGE = 15


class NewsIndexPage(BasePage):
    lead = models.TextField("inleiding", max_length=400, blank=True)

    content_panels = [CHECKS, *Page.content_panels, FieldPanel("lead")]
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.NewsPage"]

    class Meta:
        verbose_name = "nieuwsoverzicht"
        verbose_name_plural = "nieuwsoverzichten"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        items = NewsPage.objects.newest().child_of(self)
        return context | {
            "page_of_news": Paginator(items, ON_A_PAGE).get_page(request.GET.get("pagina"))
        }


class NewsPageQuerySet(PageQuerySet):
    def newest(self) -> "NewsPageQuerySet":
        """What everybody may read, the newest first. Of what is dated later than today nothing
        shows.
        """
        found: NewsPageQuerySet = (
            open_to_all(self).filter(date__lte=timezone.localdate()).order_by("-date", "-pk")
        )
        return found


class NewsPage(BasePage):
    date = models.DateField("datum", default=timezone.localdate)
    lead = models.TextField(
        "inleiding", max_length=400, help_text="Staat ook in het overzicht en in de feed."
    )
    body = StreamField(BodyBlock(), verbose_name="inhoud", blank=True)

    objects = PageManager.from_queryset(NewsPageQuerySet)()

    content_panels = [
        CHECKS,
        *Page.content_panels,
        FieldPanel("date"),
        FieldPanel("lead"),
        FieldPanel("body"),
    ]
    parent_page_types = ["pages.NewsIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "nieuwsbericht"
        verbose_name_plural = "nieuwsberichten"

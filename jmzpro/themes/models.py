"""The taxonomy: what the network talks about, along five axes. The office edits it."""

import re
from html import unescape

from django.db import models
from django.urls import reverse
from django.utils.html import strip_tags
from wagtail.fields import RichTextField

from jmzpro.kit.short_links import new_code


class Axis(models.TextChoices):
    HOME = "thuis", "Wat er thuis speelt"
    RELATION = "relatie", "Voor wie het kind zorgt"
    CONTEXT = "context", "Waar je werkt"
    WAY = "werkwijze", "Manier van werken"
    PHASE = "stap", "De vijf stappen"


class ThemeQuerySet(models.QuerySet["Theme"]):
    def active(self) -> "ThemeQuerySet":
        return self.filter(is_active=True)


class Theme(models.Model):
    name = models.CharField("naam", max_length=80, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    public_id = models.CharField(
        max_length=8, unique=True, default=new_code, editable=False
    )  # of its short address
    axis = models.CharField("as", max_length=12, choices=Axis)
    order = models.PositiveSmallIntegerField("volgorde", default=50)
    # Other words for the same, one a line: they suggest the theme from a text and find it in
    # search.
    also_called = models.TextField("ook genoemd", blank=True)
    promise = models.CharField("belofte in één zin", max_length=140, blank=True)
    introduction = RichTextField(
        "inleiding",
        blank=True,
        features=["h3", "bold", "italic", "link", "document-link", "ul", "ol"],
    )
    is_active = models.BooleanField("in gebruik", default=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ThemeQuerySet.as_manager()

    class Meta:
        verbose_name = "thema"
        verbose_name_plural = "thema’s"
        ordering = ["axis", "order", "name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(axis__in=Axis.values), name="theme_axis_is_known"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def other_names(self) -> list[str]:
        return [name.strip() for name in self.also_called.splitlines() if name.strip()]

    @property
    def names_in_a_row(self) -> str:
        return ", ".join(self.other_names)

    @property
    def introduction_text(self) -> str:
        """The introduction without its markup, a line for each paragraph."""
        return unescape(strip_tags(re.sub(r"</(?:p|li|h3)>", "\n", self.introduction))).strip()

    def get_absolute_url(self) -> str:
        return reverse("themes:theme", args=[self.slug])

    def leave_address(self, slug: str) -> None:
        """It stood at this address until now: who has it written down is led on. Its new one no
        longer leads elsewhere.
        """
        PastAddress.objects.filter(slug=self.slug).delete()
        PastAddress.objects.update_or_create(slug=slug, defaults={"theme": self})


class PastAddress(models.Model):
    """Where a theme stood before."""

    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="past_addresses")
    slug = models.SlugField(max_length=80, unique=True)

    def __str__(self) -> str:
        return self.slug

"""The taxonomy: what the network talks about, along five axes. The office edits it."""

from django.db import models
from django.urls import reverse


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
    axis = models.CharField("as", max_length=12, choices=Axis)
    order = models.PositiveSmallIntegerField("volgorde", default=50)
    # Other words for the same, one a line: they suggest the theme from a text and find it in search.
    also_called = models.TextField("ook genoemd", blank=True)
    introduction = models.TextField("inleiding", blank=True)
    is_active = models.BooleanField("in gebruik", default=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ThemeQuerySet.as_manager()

    class Meta:
        verbose_name = "thema"
        verbose_name_plural = "thema’s"
        ordering = ["axis", "order", "name"]
        constraints = [models.CheckConstraint(condition=models.Q(axis__in=Axis.values), name="theme_axis_is_known")]

    def __str__(self) -> str:
        return self.name

    @property
    def other_names(self) -> list[str]:
        return [name.strip() for name in self.also_called.splitlines() if name.strip()]

    @property
    def names_in_a_row(self) -> str:
        return ", ".join(self.other_names)

    def get_absolute_url(self) -> str:
        return reverse("themes:theme", args=[self.slug])

from typing import Any

from django.db import models
from django.urls import reverse

from jmzpro.kit.sharing import new_code
from jmzpro.text.sorting import SortNameField, name_key


class OrganisationKind(models.TextChoices):
    CARER_CENTRE = "steunpunt", "Mantelzorgsteunpunt of expertisecentrum"
    WELFARE = "welzijn", "Brede welzijnsorganisatie"
    MENTAL_HEALTH = "ggz", "Ggz- en verslavingspreventie"
    SCHOOL = "onderwijs", "School of onderwijsinstelling"
    MUNICIPALITY = "gemeente", "Gemeente"
    YOUTH_HEALTH = "ggd", "GGD of jeugdgezondheidszorg"
    KNOWLEDGE = "kennis", "Kennisinstituut"
    EXPERIENCE = "ervaring", "Ervaringsdeskundigen"
    VOLUNTEERS = "vrijwilligers", "Vrijwilligersorganisatie"


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def visible_to(self, user: Any) -> "OrganisationQuerySet":
        """The directory of organisations is public; one that left the network is not shown."""
        return self.filter(is_active=True)


class Organisation(models.Model):
    name = models.CharField("naam", max_length=120, unique=True)
    sort_name = SortNameField(of="name", key=name_key)
    slug = models.SlugField("adres op de site", max_length=120, unique=True)
    public_id = models.CharField(max_length=8, unique=True, default=new_code, editable=False)  # of its short address
    kind = models.CharField("soort", max_length=16, choices=OrganisationKind)
    town = models.ForeignKey("places.Town", verbose_name="plaats", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    works_in = models.ManyToManyField("places.Province", verbose_name="werkt in", blank=True, related_name="organisations")
    municipalities = models.ManyToManyField("places.Municipality", verbose_name="gemeenten", blank=True, related_name="organisations")
    themes = models.ManyToManyField("themes.Theme", verbose_name="thema’s", blank=True, related_name="organisations")
    description = models.TextField("wie we zijn", blank=True)
    website = models.URLField("website", blank=True)
    email = models.EmailField("algemeen e-mailadres", blank=True)
    is_active = models.BooleanField("lid van het netwerk", default=True)
    joined_on = models.DateField("lid sinds", null=True, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = "organisatie"
        verbose_name_plural = "organisaties"
        ordering = ["sort_name", "id"]
        indexes = [models.Index(fields=["sort_name", "id"], name="organisations_by_name")]
        constraints = [models.CheckConstraint(condition=models.Q(kind__in=OrganisationKind.values), name="organisation_kind_is_known")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("members:organisation", args=[self.slug])

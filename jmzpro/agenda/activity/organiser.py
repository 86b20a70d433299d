"""Who organises, as the office knows it."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class OrganiserQuerySet(models.QuerySet["Organiser"]):
    def known(self) -> "OrganiserQuerySet":
        """May have activities for children on the site: a member organisation, or one the office
        approved; with a contact by name.
        """
        is_known = Q(organisation__is_active=True) | Q(approved_at__isnull=False)
        return self.filter(is_known).exclude(contact_name="")

    def trusted(self) -> "OrganiserQuerySet":
        """What its people add goes on the site at once."""
        return self.filter(is_trusted=True)


class Organiser(models.Model):
    """What the office decided about an organisation that has activities: a member's
    (`organisation`), or another by its name.
    """

    name = models.CharField("naam", max_length=200)
    organisation = models.OneToOneField(
        "members.Organisation",
        verbose_name="lidorganisatie",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="organiser",
    )
    website = models.URLField("website", max_length=500, blank=True)
    logo = models.ForeignKey(
        "media.SiteImage",
        verbose_name="logo",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    # The person the office can ask; not shown on the site.
    contact_name = models.CharField("contactpersoon", max_length=120, blank=True)
    contact_email = models.EmailField("e-mailadres van de contactpersoon", blank=True)
    contact_phone = models.CharField("telefoon van de contactpersoon", max_length=40, blank=True)
    is_trusted = models.BooleanField("zet zelf op de site", default=False)
    approved_at = models.DateTimeField("goedgekeurd op", null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="goedgekeurd door",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects = OrganiserQuerySet.as_manager()

    class Meta:
        verbose_name = "organisator"
        verbose_name_plural = "organisatoren"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["name"],
                condition=Q(organisation=None),
                name="an_organiser_without_membership_has_one_row",
            ),
        ]

    def __str__(self) -> str:
        return self.name

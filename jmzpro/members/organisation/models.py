import re
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils import timezone

from jmzpro.kit.short_links import new_code
from jmzpro.members.membership.state import BELONGING, GONE, MembershipState
from jmzpro.text.collation import SortNameField, name_key


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
    INDEPENDENT = "zelfstandig", "Zelfstandige professional"


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def visible_to(self, user: Any) -> "OrganisationQuerySet":
        """The directory of organisations is public; one that left the network is not shown."""
        return self.filter(is_active=True)

    def readable_by(self, user: Any) -> "OrganisationQuerySet":
        """The page of one that left stays, and says so: what it gave the network hangs on it.
        One that was removed has none.
        """
        return self.filter(removed_at=None)

    def editable_by(self, user: Any) -> "OrganisationQuerySet":
        """The contact keeps the organisation's own data right, for as long as it belongs."""
        return (
            self.visible_to(user).filter(contact=user.person)
            if getattr(user, "is_member", False)
            else self.none()
        )


class Organisation(models.Model):
    name = models.CharField("naam", max_length=120, unique=True)
    sort_name = SortNameField(of="name", key=name_key)
    slug = models.SlugField("adres op de site", max_length=120, unique=True)
    public_id = models.CharField(
        max_length=8, unique=True, default=new_code, editable=False
    )  # of its short address
    kind = models.CharField("soort", max_length=16, choices=OrganisationKind)
    town = models.ForeignKey(
        "places.Town",
        verbose_name="plaats",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    works_in = models.ManyToManyField(
        "places.Province", verbose_name="werkt in", blank=True, related_name="organisations"
    )
    municipalities = models.ManyToManyField(
        "places.Municipality", verbose_name="gemeenten", blank=True, related_name="organisations"
    )
    themes = models.ManyToManyField(
        "themes.Theme", verbose_name="thema’s", blank=True, related_name="organisations"
    )
    description = models.TextField("wie we zijn", blank=True)
    website = models.URLField("website", blank=True)
    email = models.EmailField("algemeen e-mailadres", blank=True)
    phone = models.CharField("telefoonnummer", max_length=40, blank=True)
    logo = models.ForeignKey(
        "media.SiteImage",
        verbose_name="logo",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    contact = models.ForeignKey(
        "members.Person",
        verbose_name="contactpersoon",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="contact_of",
    )
    # What everything filters on. Follows from `state` and `removed_at`, and is changed by the verbs
    # of `membership` only.
    is_active = models.BooleanField("lid van het netwerk", default=True, editable=False)
    state = models.CharField(
        "stand",
        max_length=12,
        choices=MembershipState,
        default=MembershipState.MEMBER,
        editable=False,
    )
    state_since = models.DateField("stand sinds", default=timezone.localdate, editable=False)
    kvk = models.CharField("KvK-nummer", max_length=8, blank=True)
    # Where visitors come. Who works from home has none: then the town is all that is known, here
    # and anywhere.
    address = models.CharField("bezoekadres", max_length=120, blank=True)
    works_from_home = models.BooleanField("wij werken vanuit huis", default=False)
    paid_until = models.DateField("contributie betaald tot en met", null=True, blank=True)
    # "Klopt alles nog?", once a year: when the contact last said so, and when it was asked and
    # asked again since.
    checked_on = models.DateField("nagekeken op", null=True, blank=True, editable=False)
    check_asked_at = models.DateTimeField(null=True, editable=False)
    check_reminded_at = models.DateTimeField(null=True, editable=False)
    version = models.PositiveIntegerField(
        default=1, editable=False
    )  # of what is edited: who saves second has to have seen the first
    removed_at = models.DateTimeField(
        "weggehaald op", null=True, editable=False
    )  # by the office; comes back with everything
    # Two that were one: this one was removed, and its address leads to the other.
    merged_into = models.ForeignKey(
        "self", null=True, editable=False, on_delete=models.PROTECT, related_name="merged"
    )
    joined_on = models.DateField("lid sinds", null=True, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = "organisatie"
        verbose_name_plural = "organisaties"
        ordering = ["sort_name", "id"]
        indexes = [models.Index(fields=["sort_name", "id"], name="organisations_by_name")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=OrganisationKind.values),
                name="organisation_kind_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=MembershipState.values),
                name="organisation_state_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(works_from_home=False) | models.Q(address=""),
                name="who_works_from_home_has_no_address",
            ),
            models.CheckConstraint(
                condition=models.Q(is_active=True, state__in=BELONGING, removed_at=None)
                | models.Q(is_active=False)
                & (models.Q(state__in=GONE) | models.Q(removed_at__isnull=False)),
                name="an_organisation_is_active_while_it_belongs",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def state_in_words(self) -> str:
        return "Weggehaald" if self.removed_at else self.get_state_display()

    @property
    def phone_link(self) -> str:
        """For behind tel: – digits, and the plus before them."""
        return re.sub(r"\(0\)|[^\d+]", "", self.phone)

    def get_absolute_url(self) -> str:
        return reverse("members:organisation", args=[self.slug])

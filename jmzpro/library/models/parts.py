"""What belongs to one version of a record: who made it, where else it is, what a toolkit holds.
Drafts and history carry them along.
"""

from urllib.parse import urlsplit

from django.core.validators import URLValidator
from django.db import models
from django.db.models import F, Q
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from jmzpro.library.models.item import Item


class CreditRole(models.TextChoices):
    AUTHOR = "auteur", "Auteur"
    PUBLISHER = "uitgever", "Uitgever"


class Credit(Orderable):  # type: ignore[misc]
    """An author or publisher. A person is "Boer, Alice de" (family name, given names); an
    organisation is as it calls itself.
    """

    item = ParentalKey(Item, on_delete=models.CASCADE, related_name="credits")
    role = models.CharField("rol", max_length=8, choices=CreditRole, default=CreditRole.AUTHOR)
    name = models.CharField(
        "naam",
        max_length=200,
        help_text="Een persoon als “Boer, Alice de”; een organisatie zoals ze zichzelf noemt.",
    )
    is_organisation = models.BooleanField("is een organisatie", default=False)

    class Meta:
        ordering = ["sort_order"]
        verbose_name = "auteur of uitgever"
        verbose_name_plural = "auteurs en uitgevers"
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=CreditRole.values), name="credit_role_is_known"
            )
        ]

    def __str__(self) -> str:
        return self.shown_name

    @property
    def shown_name(self) -> str:
        """As a page says it: "Alice de Boer"."""
        family, comma, given = self.name.partition(",")
        if self.is_organisation or not comma:
            return self.name
        return f"{given.strip()} {family.strip()}".strip()


class Link(Orderable):  # type: ignore[misc]
    """Where it is on the site of somebody else. It is opened there; nothing of theirs is shown
    here.
    """

    item = ParentalKey(Item, on_delete=models.CASCADE, related_name="links")
    url = models.URLField(
        "adres", max_length=1000, validators=[URLValidator(schemes=["http", "https"])]
    )
    label = models.CharField(
        "waarheen", max_length=120, blank=True, help_text="Leeg: de naam van de site."
    )

    class Meta:
        ordering = ["sort_order"]
        verbose_name = "link"
        verbose_name_plural = "links"

    def __str__(self) -> str:
        return self.label or self.url

    @property
    def is_front_page(self) -> bool:
        """Whether it opens the site as a whole, where the thing itself is still to be found."""
        parts = urlsplit(self.url)
        return parts.path.strip("/") == "" and not parts.query and not parts.fragment


class ToolkitEntry(Orderable):  # type: ignore[misc]
    """One step of a toolkit: an item, and a word on what it is for here."""

    toolkit = ParentalKey(Item, on_delete=models.CASCADE, related_name="entries")
    item = models.ForeignKey(
        Item, verbose_name="item", on_delete=models.CASCADE, related_name="in_toolkits"
    )
    note = models.CharField("waarvoor in deze toolkit", max_length=200, blank=True)

    class Meta:
        ordering = ["sort_order"]
        verbose_name = "onderdeel van de toolkit"
        verbose_name_plural = "onderdelen van de toolkit"
        constraints = [
            models.CheckConstraint(
                condition=~Q(item=F("toolkit")), name="toolkit_does_not_hold_itself"
            ),
            models.UniqueConstraint(fields=["toolkit", "item"], name="toolkit_holds_an_item_once"),
        ]

    def __str__(self) -> str:
        return str(self.item)

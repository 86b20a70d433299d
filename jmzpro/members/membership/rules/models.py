from datetime import datetime
from typing import Any

from django.db import models
from django.utils import timezone


class HouseRulesQuerySet(models.QuerySet["HouseRules"]):
    def published(self) -> "HouseRulesQuerySet":
        return self.filter(published_at__isnull=False)

    def current(self) -> "HouseRules | None":
        """The version that counts now."""
        return self.published().order_by("-number").first()


class HouseRules(models.Model):
    """One version. Published, its words never change: somebody agreed to them."""

    number = models.PositiveIntegerField("versie", unique=True, editable=False)
    text = models.TextField("de Spelregels")
    summary = models.TextField("wat er anders is", blank=True)
    independents_vote = models.BooleanField(
        "zelfstandige professionals hebben een stem", default=False
    )
    written_at = models.DateTimeField(auto_now=True)
    published_at = models.DateTimeField("gepubliceerd op", null=True, editable=False)

    objects = HouseRulesQuerySet.as_manager()

    class Meta:
        verbose_name = "Spelregels"
        verbose_name_plural = "Spelregels"
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"Spelregels, versie {self.number}"

    @classmethod
    def next_number(cls) -> int:
        return (cls.objects.aggregate(last=models.Max("number"))["last"] or 0) + 1

    def publish(self, now: datetime) -> bool:
        """False when somebody did it before."""
        done = HouseRules.objects.filter(pk=self.pk, published_at=None).update(published_at=now)
        self.published_at = self.published_at or now
        return bool(done)


class Agreement(models.Model):
    """An organisation agreed to a version: who said so, and when. The name goes when that person
    is forgotten.
    """

    rules = models.ForeignKey(HouseRules, on_delete=models.PROTECT, related_name="agreements")
    organisation = models.ForeignKey(
        "members.Organisation", on_delete=models.CASCADE, related_name="agreements"
    )
    person = models.ForeignKey(
        "members.Person", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField("op", default=timezone.now)

    class Meta:
        verbose_name = "akkoord"
        verbose_name_plural = "akkoorden"
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["rules", "organisation"], name="an_organisation_agrees_once_to_a_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.rules}"


class MembershipSettings(models.Model):
    """What the office sets about membership: one row."""

    rules_are_open = models.BooleanField(
        "de Spelregels zijn voor iedereen te lezen",
        default=True,
        help_text="Zonder vinkje mailen we ze aan wie erom vraagt.",
    )
    contribution = models.DecimalField(
        "contributie per jaar, in euro",
        max_digits=7,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="Staat bij ‘Lid worden’. Laat leeg als je geen bedrag wilt noemen.",
    )
    expires_by_itself = models.BooleanField(
        "een lidmaatschap verloopt vanzelf",
        default=False,
        help_text="Als de dag tot wanneer betaald is, voorbij is, en de dagen hieronder ook.",
    )
    grace_days = models.PositiveSmallIntegerField("zoveel dagen respijt", default=60)

    class Meta:
        verbose_name = "instellingen van het lidmaatschap"
        verbose_name_plural = "instellingen van het lidmaatschap"

    def __str__(self) -> str:
        return "Instellingen van het lidmaatschap"

    @classmethod
    def current(cls) -> "MembershipSettings":
        """As set, else as they are without anybody setting anything. Not written by reading."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)

    def set(self, **values: Any) -> None:
        for name, value in values.items():
            setattr(self, name, value)
        self.save()
